// Door of the bridge: the client, its events, and the ways to a revealed value, and to what was typed before.
export type { Ability } from '../../shared/ipc/app.ts';
export type { AppContract } from '../../shared/ipc/contract.ts';
export type { Output } from '../../shared/ipc/define.ts';
export type { Layout, MenuCommand } from '../../shared/ipc/app.ts';
export type { JobAction } from '../../shared/ipc/jobs.ts';
export type { BackupOpener, KeptIdentity, ProfileState, ProfileStatus, Protector, ProtectorKind, RemovalCheck } from '../../shared/ipc/profile.ts';
export type { FileState, FileVerdict, Project, RecentProject } from '../../shared/ipc/projects.ts';
export type { Appearance, Density, Language, Locking, Theme } from '../../shared/ipc/settings.ts';
export type { Conflict, DraftState, EntryChange, EntryColumns, EntryHistory, EntryKind, EntryMark, EntryShape, EntryType, Opened, PendingCounts, Recipe, Side, SideChange, SizeClass, TextLines, Twin } from '../../shared/ipc/sops.ts';
export type { RulesTested } from '../../shared/ipc/sops-rules.ts';
export type { UnfinishedFor } from '../../shared/ipc/sops-unfinished.ts';
export { BridgeProvider, useBridge } from './bridge-context.tsx';
export { createClient, windowClient, type Answer, type AnswerOf, type AppBridge, type Call, type CoreEvent, type Told } from './client.ts';
export { useAway } from './use-away.ts';
export { useResumed } from './use-resumed.ts';
export { useReveal, type Reveal, type Revealed } from './use-reveal.ts';
