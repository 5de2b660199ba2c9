// One file of a plan: who can open it, who should, and the file made for them in memory, or why it stays as it is. Writes nothing.
import { realpath } from 'node:fs/promises';
import type { StayReason } from '../../../shared/ipc/recipients.ts';
import { isWithin } from '../projects/index.ts';
import { Refusal } from '../refusal.ts';
import { readRecipients, sameRecipients, type ChangeRecipients, type FileRecipients, type Recipient } from '../sops/index.ts';

export interface Target {
  /** Absolute. */
  readonly path: string;
  /** As the list calls it. */
  readonly way: string;
  readonly extraIdentityFile?: string | undefined;
}
/** What is to become of a file. `leave`: it is no part of the change. */
export type Want = { readonly kind: 'groups'; readonly groups: FileRecipients['groups']; readonly threshold: number; readonly newKey: boolean; readonly ruleLine: number } | { readonly kind: 'stays'; readonly reason: StayReason } | { readonly kind: 'leave' };

export interface PlanFile {
  readonly path: string;
  readonly way: string;
  readonly kind: 'encrypted' | 'rules';
  readonly state: 'changes' | 'same' | 'stays';
  readonly reason?: StayReason;
  readonly added: readonly Recipient[];
  readonly removed: readonly Recipient[];
  readonly left: number;
  readonly newKey: boolean;
  readonly locksOut: boolean;
  readonly ruleLine: number;
  readonly change?: { readonly before: Buffer; readonly after: Buffer };
}

export interface Preparing {
  readonly changeRecipients: ChangeRecipients;
  readonly now: Date;
  /** Files outside of it are left alone; undefined where a person named each of them. */
  readonly within: string | undefined;
  readonly keepKey: boolean;
  readonly evenIfLockedOut: boolean;
  readonly signal: AbortSignal;
  hasUnsaved(path: string): boolean;
  want(path: string, file: FileRecipients): Promise<Want> | Want;
}

/** So many can open one file at most; a list of more is a mistake, or an attack on whoever wraps for them. */
export const maxRecipients = 1000;

const reasons: Readonly<Record<string, StayReason>> = {
  'no-matching-key': 'no-key', 'identity-unusable': 'no-key', 'identity-locked': 'no-key', 'mac-mismatch': 'tampered', 'mac-missing': 'tampered', 'value-damaged': 'tampered', 'value-not-encrypted': 'tampered',
  'file-unreadable': 'unreadable', 'not-a-file': 'unreadable', 'symlink-loop': 'unreadable', 'file-not-found': 'unreadable', 'file-too-large': 'unreadable', 'recipient-not-supported': 'recipient-not-supported',
};
/** Anything but a refusal, and a cancelling, is for the caller. */
function reasonOf(error: unknown): StayReason {
  if (!(error instanceof Refusal) || error.code === 'cancelled') throw error;
  return reasons[error.code] ?? 'damaged';
}

const nameOf = ({ kind, recipient }: Recipient): string => `${kind} ${recipient}`;
function missingFrom(groups: FileRecipients['groups'], all: FileRecipients['groups']): readonly Recipient[] {
  const known = new Set(all.flat().map(nameOf));
  return [...new Map(groups.flat().filter((one) => !known.has(nameOf(one))).map((one) => [nameOf(one), one])).values()];
}

export async function prepareFile({ path, way, extraIdentityFile }: Target, how: Preparing): Promise<PlanFile | undefined> {
  const { changeRecipients, now, within, keepKey, evenIfLockedOut, signal } = how;
  const base = { path, way, kind: 'encrypted' as const, added: [], removed: [], left: 0, newKey: false, locksOut: false, ruleLine: 0 };
  const stays = (reason: StayReason, more: Partial<PlanFile> = {}): PlanFile => ({ ...base, state: 'stays', reason, ...more });
  const real = await realpath(path).catch(() => undefined);
  if (real === undefined) return stays('unreadable');
  // SECURITY(tree-stays-in-tree): a link in a cloned folder must not carry the change to a file outside of it.
  if (within !== undefined && !isWithin(within, real)) return stays('outside');
  let file: FileRecipients;
  try {
    file = await readRecipients(real);
  } catch (error) {
    return stays(reasonOf(error));
  }
  const want = await how.want(path, file);
  if (want.kind === 'leave') return undefined;
  if (want.kind === 'stays') return stays(want.reason);
  const { groups, threshold, ruleLine } = want;
  const facts = { added: missingFrom(groups, file.groups), removed: missingFrom(file.groups, groups), left: new Set(groups.flat().map(nameOf)).size, ruleLine };
  if (!want.newKey && sameRecipients(file.groups, groups)) return { ...base, ...facts, path: real, state: 'same' };
  if (groups.length === 0 || groups.some((group) => group.length === 0)) return stays('last-recipient', facts);
  if (facts.left > maxRecipients) return stays('too-many-recipients', { ...facts, added: facts.added.slice(0, maxRecipients) });
  if (how.hasUnsaved(real)) return stays('unsaved', facts);
  const newKey = want.newKey || (!keepKey && facts.removed.length > 0);
  try {
    const { bytes, opensHere } = await changeRecipients(file, { groups, threshold, newKey, now, extraIdentityFile, signal });
    // SECURITY(last-recipient-guard): nobody locks himself out of a file by taking somebody off a list (sops #484).
    if (!opensHere && !evenIfLockedOut) return stays('locks-you-out', { ...facts, newKey });
    return { ...base, ...facts, path: real, state: 'changes', newKey, locksOut: !opensHere, change: { before: file.bytes, after: bytes } };
  } catch (error) {
    return stays(reasonOf(error), facts);
  }
}

/** How many groups it takes: as many as before where there are still so many, as sops has it, else as the rule says, else all. */
export function thresholdFor(before: number, ruled: number, groups: number): number {
  const wanted = before >= 2 ? before : ruled;
  const possible = Math.min(wanted, groups);
  return groups < 2 || possible < 2 ? 0 : possible;
}
