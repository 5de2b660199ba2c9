// Door of the app-wide stores.
export { nextTheme, type AppearanceChange } from './appearance.ts';
export type { Keepable } from './kept.ts';
export type { AskedGroup, AuditLook, FilePlace, FrameDialog, Place, RoomName, SearchGroup, VaultPlace, WantedEntry } from './navigation.ts';
export type { ProfilePhase, ProfileView } from './profile.ts';
export type { ListedFile, ProjectFiles } from './projects.ts';
export type { Question } from './questions.ts';
export type { About } from './session.ts';
export { ariaKeys, keyCaps, type KeyNames } from './shortcut-keys.ts';
export type { Command, CommandGroup, ShortcutState } from './shortcuts.ts';
export { StoresProvider, createStores, useAppearance, useCommands, useErrorWords, useNavigation, useProfile, useProjects, useQuestions, useSession, useShortcuts, useStores, useToasts, useWords, type Stores } from './stores-context.tsx';
export { useCopied, type Copied } from './use-copied.ts';
export { useDropped, useKept, useKeptAbout } from './use-kept.ts';
export { useSignedIn } from './use-signed-in.ts';
