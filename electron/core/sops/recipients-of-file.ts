// Who can open a file, read without any key; and the same file for others, opened, wrapped anew and proven. The door for whoever changes many files at once: plaintext stays in here.
import { Refusal } from '../refusal.ts';
import { readWhole } from '../safe-file/index.ts';
import { chooseFormat } from './choose-format.ts';
import { maxFileBytes } from './disk.ts';
import { wrapSources } from './encrypt-rules.ts';
import { openDataKey, type Recipient } from './key-groups.ts';
import type { KeySource } from './key-sources/key-source.ts';
import { readMetadata } from './metadata.ts';
import { openVerified } from './open-file.ts';
import { rewrapFile } from './rewrap-file.ts';
import { sameRecipients, type RuleBook } from './rule-book.ts';

export interface FileRecipients {
  /** The real path. */
  readonly path: string;
  readonly bytes: Buffer;
  readonly groups: readonly (readonly Recipient[])[];
  /** 0 where the file does not say. */
  readonly threshold: number;
}
/** Refusals: those of readWhole and of parsing. */
export async function readRecipients(path: string): Promise<FileRecipients> {
  const { bytes, path: real } = await readWhole(path, maxFileBytes);
  const format = await chooseFormat(real, bytes);
  const { groups, shamirThreshold } = readMetadata((await format.parse(bytes)).metadata);
  return { path: real, bytes, groups: groups.map((group) => group.map(({ kind, recipient }) => ({ kind, recipient }))), threshold: shamirThreshold };
}

/** True if its rule names others than it is encrypted for, so that `sops updatekeys` would change it. Never refuses: what cannot be read or told is no difference. */
export async function recipientsDiffer(path: string, book: RuleBook): Promise<boolean> {
  try {
    const { groups } = await readRecipients(path);
    const rule = await book.ruleFor(path);
    return rule.outcome === 'matched' && !sameRecipients(groups, rule.groups);
  } catch (error) {
    if (error instanceof Refusal) return false;
    throw error;
  }
}

export interface Wanted {
  readonly groups: readonly (readonly Recipient[])[];
  readonly threshold: number;
  readonly newKey: boolean;
  readonly now: Date;
  readonly extraIdentityFile?: string | undefined;
  readonly signal?: AbortSignal | undefined;
}
export interface Changed {
  readonly bytes: Buffer;
  /** False if no identity that is at hand opens it any more: whoever writes it locks himself out. */
  readonly opensHere: boolean;
}
export type ChangeRecipients = (file: FileRecipients, wanted: Wanted) => Promise<Changed>;

const withoutKey: ReadonlySet<string> = new Set(['no-matching-key', 'identity-unusable', 'identity-locked']);

/** Refusals: those of openVerified and rewrapFile. */
export function recipientChanger(sources: readonly KeySource[]): ChangeRecipients {
  return async ({ path, bytes: source }, { groups, threshold, newKey, now, extraIdentityFile, signal }) => {
    const format = await chooseFormat(path, source);
    const file = await openVerified(source, format, sources, extraIdentityFile, signal);
    try {
      const { bytes, key } = await rewrapFile(source, file, { format, groups, threshold, newKey, wraps: wrapSources(sources), now, signal });
      const opened = await openDataKey(readMetadata((await format.parse(bytes)).metadata), sources, extraIdentityFile).catch((error: unknown) => {
        if (error instanceof Refusal && withoutKey.has(error.code)) return undefined;
        throw error;
      });
      // SECURITY(wrapped-key-fits): what was wrapped for this very computer is opened again before anybody may write it.
      if (opened !== undefined && !opened.key.equals(key)) throw new Refusal('verify-failed');
      return { bytes, opensHere: opened !== undefined };
    } finally {
      for (const { plain } of file.leaves) plain.wipe();
    }
  };
}
