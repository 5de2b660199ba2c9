// Writes what was planned, in an order in which a fault or a crash loses nothing: rules, encrypted file, line for git, and the clear file goes last.
import { createHash } from 'node:crypto';
import { unlink } from 'node:fs/promises';
import type { WrittenEncryption } from '../../../../shared/ipc/sops-clear.ts';
import { Refusal } from '../../refusal.ts';
import { createFile, readWhole, replaceFile } from '../../safe-file/index.ts';
import { maxFileBytes } from '../disk.ts';
import type { GitPorts } from '../history/index.ts';
import type { KeySource } from '../key-sources/key-source.ts';
import type { Around } from './around.ts';
import { clearHistoryOf } from './clear-history.ts';
import { wayOf, type Place } from './facts.ts';
import { addIgnoreLine } from './ignore-line.ts';
import type { RulesChange } from './new-rule.ts';
import { opensToTheSame } from './opens-to-the-same.ts';
import { valuesIn } from './values-in.ts';

export interface Plan {
  readonly place: Place;
  /** The encrypted file. */
  readonly bytes: Buffer;
  readonly out: string;
  readonly change: 'none' | 'new' | 'replaced' | 'updated';
  readonly mode: number;
  /** Of the clear file as it was read. */
  readonly clearHash: string;
  readonly rules: RulesChange | undefined;
  /** The encrypted version that is there now. */
  readonly earlier?: Buffer;
}
export interface Writing {
  readonly sources: readonly KeySource[];
  readonly lockFolder: string;
  readonly ports: GitPorts;
  readonly around: Around;
}
export interface Wishes {
  readonly deletes: boolean;
  readonly ignores: boolean;
  /** Whether what git has of it in clear text is marked for rotation. */
  readonly marks: boolean;
}

export const hashOf = (bytes: Buffer): string => createHash('sha256').update(bytes).digest('base64');

/** The clear file as it was planned; the caller wipes it. Refusals: changed-on-disk, file-gone. */
async function clearAsPlanned({ place, clearHash }: Plan): Promise<Buffer> {
  const { bytes } = await readWhole(place.path, maxFileBytes).catch((error: unknown) => {
    throw error instanceof Refusal && error.code === 'file-not-found' ? new Refusal('file-gone') : error;
  });
  if (hashOf(bytes) === clearHash) return bytes;
  bytes.fill(0);
  throw new Refusal('changed-on-disk');
}

/** Answers how to take it back. */
async function writeRules(rules: RulesChange | undefined, lockFolder: string): Promise<() => Promise<void>> {
  if (rules === undefined) return () => Promise.resolve();
  const { path, before, after } = rules;
  if (before === undefined) {
    await createFile(path, after, 0o644);
    return () => unlink(path);
  }
  await replaceFile(path, after, { before, lockFolder });
  return async () => { await replaceFile(path, before, { before: after, lockFolder }); };
}

async function writeEncrypted({ change, out, bytes, mode, earlier }: Plan, clear: Buffer, lockFolder: string): Promise<void> {
  if (change === 'new') await createFile(out, bytes, mode);
  else if (change === 'replaced') await replaceFile(out, bytes, { before: clear, lockFolder });
  else if (change === 'updated' && earlier !== undefined) await replaceFile(out, bytes, { before: earlier, lockFolder });
}

async function takeAway(plan: Plan): Promise<WrittenEncryption['clear']> {
  const written = await readWhole(plan.out, maxFileBytes).then(({ bytes }) => bytes.equals(plan.bytes), () => false);
  const same = written && (await clearAsPlanned(plan).then((bytes) => {
    bytes.fill(0);
    return true;
  }, () => false));
  if (!same) return 'changed';
  return unlink(plan.place.path).then(() => 'deleted' as const, () => 'not-deletable' as const);
}

/** Which values git has in clear text, and since when. */
async function readInHistory({ place, out }: Plan, clear: Buffer, ports: GitPorts): Promise<Parameters<Around['markValues']>[1]> {
  const { since } = await clearHistoryOf(place.path, ports);
  return { file: out, keys: (await valuesIn(place.path, clear)).toRotate, who: 'git history', since: since.slice(0, 10) };
}

async function marked(root: string, values: Parameters<Around['markValues']>[1] | undefined, { markValues }: Around): Promise<Pick<WrittenEncryption, 'rotation' | 'marked'>> {
  if (values === undefined) return { rotation: 'not-asked', marked: 0 };
  return markValues(root, values).then((count) => ({ rotation: 'marked' as const, marked: count }), (error: unknown) => {
    if (!(error instanceof Refusal)) throw error;
    return { rotation: 'failed' as const, marked: 0 };
  });
}

/** Refusals: those of the contract. Before the encrypted file stands, everything is put back. */
export async function writePlan(plan: Plan, { deletes, ignores, marks }: Wishes, { sources, lockFolder, ports, around }: Writing): Promise<WrittenEncryption> {
  const { place, change, out } = plan;
  const clear = await clearAsPlanned(plan);
  let toMark: Parameters<Around['markValues']>[1] | undefined;
  try {
    // SECURITY(clear-file-kept-until-opened): the clear file goes only where an identity of this person opens the encrypted one, and finds the same in it.
    if ((deletes || change === 'replaced') && !(await opensToTheSame(plan.bytes, clear, out, sources, place.extraIdentityFile))) throw new Refusal('opens-nowhere-here');
    toMark = marks ? await readInHistory(plan, clear, ports) : undefined;
    const takeBack = await writeRules(plan.rules, lockFolder);
    try {
      await writeEncrypted(plan, clear, lockFolder);
    } catch (error) {
      await takeBack();
      throw error;
    }
  } finally {
    clear.fill(0);
    plan.earlier?.fill(0);
  }
  const ignored = ignores && change !== 'replaced' ? await addIgnoreLine(place.path, place.root, lockFolder).then(() => 'done' as const, () => 'failed' as const) : 'not-asked';
  return { path: wayOf(place.root, out), ...await marked(place.root, toMark, around), clear: change === 'replaced' ? 'replaced' : deletes ? await takeAway(plan) : 'kept', ignored };
}
