// A clear file encrypted in memory, read back and proven, with what would be lost. Writes nothing.
import { lstat } from 'node:fs/promises';
import { dirname } from 'node:path';
import type { Prepared } from '../../../shared/ipc/sops-files.ts';
import type { Ports } from '../ports.ts';
import { Refusal } from '../refusal.ts';
import { readWhole } from '../safe-file/index.ts';
import { chooseFormat, clearFormat, loadFormat } from './choose-format.ts';
import { maxFileBytes } from './disk.ts';
import { encryptFile } from './encrypt-file.ts';
import { recipe, type Recipe } from './encrypt-rules.ts';
import { formatByName } from './format-by-name.ts';
import type { Format } from './formats/format.ts';
import type { KeySource } from './key-sources/key-source.ts';
import { lossesOf, tally } from './losses.ts';
import { openVerified, type VerifiedFile } from './open-file.ts';
import { recognise } from './recognise.ts';
import { linesOf, type Line } from './tree.ts';

export interface ClearEncrypterDeps {
  readonly ports: Pick<Ports, 'clock' | 'paths'>;
  readonly sources: readonly KeySource[];
  /** Those that ask nobody and start nothing. */
  readonly quiet: readonly KeySource[];
}
export interface Clear {
  readonly bytes: Buffer;
  /** '' for what came from standard input. */
  readonly path: string;
  readonly label: string;
  readonly mode: number;
  readonly extraIdentityFile?: string | undefined;
}
/** Where it goes. Absent: nowhere but to a sink. */
export type Target = { readonly kind: 'new'; readonly path: string; readonly mode: number } | { readonly kind: 'over'; readonly path: string; readonly before: Buffer } | { readonly kind: 'same' } | undefined;
export interface Encrypted {
  readonly bytes: Buffer;
  readonly target: Target;
  readonly facts: Omit<Prepared, 'encryption'>;
}
interface Earlier {
  readonly before: Buffer;
  readonly path: string;
  readonly keep: VerifiedFile;
  readonly format: Format;
}
export interface ClearEncrypter {
  /** The encrypted file that is there now, opened. Refusals: `target-not-encrypted`, `other-format`, and those of opening. */
  earlier(path: string, format: Format | undefined, extra: string | undefined): Promise<Earlier>;
  /** `out`: where it goes, absent for the place of the clear file. `instead`: texts of rules that are to be written, by the path of their file. The caller wipes `clear`. Refusals: those of the contract. */
  encrypt(clear: Clear, out: string | undefined, recipients: readonly string[], wanted: Format['id'] | undefined, instead?: ReadonlyMap<string, string>): Promise<Encrypted>;
}

export const isThere = (path: string): Promise<boolean> => lstat(path).then(() => true, () => false);

/** What opens with the identities that are at hand, if anything does. Any other fault of the file is one of ours. */
async function proof(bytes: Buffer, format: Format, quiet: readonly KeySource[], extra: string | undefined): Promise<'opened' | 'structure'> {
  try {
    const file = await openVerified(bytes, format, quiet, extra);
    for (const { plain } of file.leaves) plain.wipe();
    return 'opened';
  } catch (error) {
    if (error instanceof Refusal && (error.code === 'no-matching-key' || error.code === 'identity-unusable' || error.code === 'identity-locked')) return 'structure';
    if (error instanceof Refusal) throw new Refusal('verify-failed');
    throw error;
  }
}

const keptOf = (lines: readonly Line[], keep: VerifiedFile | undefined): number => {
  if (keep === undefined) return 0;
  const before = new Map<string, number>();
  for (const { storedType, text } of keep.leaves) if (storedType !== 'plain') before.set(text, (before.get(text) ?? 0) + 1);
  return lines.filter((line) => {
    const left = line.kind === 'item' ? (before.get(line.text) ?? 0) : 0;
    if (left > 0 && line.kind === 'item') before.set(line.text, left - 1);
    return left > 0;
  }).length;
};

export function createClearEncrypter({ ports, sources, quiet }: ClearEncrypterDeps): ClearEncrypter {
  async function earlier(path: string, format: Format | undefined, extra: string | undefined): Promise<Earlier> {
    const { bytes, path: real } = await readWhole(path, maxFileBytes);
    if (recognise(real, bytes) !== 'encrypted') throw new Refusal('target-not-encrypted');
    const own = await chooseFormat(real, bytes);
    if (format !== undefined && own !== format) throw new Refusal('other-format', { there: own.id, here: format.id });
    return { before: bytes, path: real, keep: await openVerified(bytes, own, sources, extra), format: own };
  }

  async function encrypt(clear: Clear, out: string | undefined, recipients: readonly string[], wanted: Format['id'] | undefined, instead?: ReadonlyMap<string, string>): Promise<Encrypted> {
    const inPlace = out === undefined ? clear.path !== '' : false;
    const goal = out ?? clear.path;
    const format = await loadFormat(wanted ?? clearFormat(clear.path === '' ? goal : clear.path));
    const parsed = await format.parsePlain(clear.bytes);
    const lines = await linesOf(parsed.branches);
    const there = !inPlace && goal !== '' && (await isThere(goal)) ? await earlier(goal, format, clear.extraIdentityFile) : undefined;
    if (there === undefined && goal !== '' && !(await isThere(dirname(goal)))) throw new Refusal('folder-not-found');
    const keep = there?.keep;
    try {
      const how: Recipe = await recipe(goal, recipients, ports.paths, format.id, keep, sources, instead);
      const bytes = await encryptFile({ format, lines, sources: how.sources, groups: how.groups, threshold: how.threshold, rule: how.rule, macOnlyEncrypted: how.macOnlyEncrypted, layout: how.layout ?? keep?.parsed.layout, now: ports.clock.now(), keep });
      const written = await format.parse(bytes);
      const reread = await linesOf(written.branches);
      const target: Target = there !== undefined ? (there.before.equals(bytes) ? { kind: 'same' } : { kind: 'over', path: there.path, before: there.before })
        : inPlace ? { kind: 'over', path: clear.path, before: Buffer.from(clear.bytes) } : goal === '' ? undefined : { kind: 'new', path: goal, mode: clear.mode };
      const notes = [...new Set([...parsed.notes, ...written.notes]), ...(goal !== '' && formatByName(goal) !== format.id ? ['name-needs-input-type' as const] : [])];
      const facts: Encrypted['facts'] = {
        format: format.id,
        change: target?.kind === 'same' ? 'none' : there !== undefined ? 'updated' : inPlace ? 'replaced' : 'new',
        ...tally(reread), kept: keptOf(reread, keep),
        groups: how.shown, threshold: how.threshold === 0 ? how.shown.length : how.threshold, rulesFile: how.rulesFile, ruleLine: how.ruleLine, ruleProblems: how.ruleProblems,
        verified: await proof(bytes, format, quiet, clear.extraIdentityFile),
        notes, losses: await lossesOf(clear.bytes, format, lines, how.layout),
      };
      return { bytes, target, facts };
    } finally {
      for (const { plain } of keep?.leaves ?? []) plain.wipe();
    }
  }
  return { earlier, encrypt };
}
