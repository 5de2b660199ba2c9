// A clear file becomes an encrypted one: prepared and proven in memory, told, then written. Between the two steps only ciphertext is held.
import { randomBytes } from 'node:crypto';
import { lstat, stat } from 'node:fs/promises';
import { dirname } from 'node:path';
import type { AppContract } from '../../../shared/ipc/contract.ts';
import type { Handlers } from '../../../shared/ipc/define.ts';
import type { Ports } from '../ports.ts';
import { Refusal } from '../refusal.ts';
import { createFile, readWhole, replaceFile } from '../safe-file/index.ts';
import { SecretBytes } from '../secret/index.ts';
import { chooseFormat, clearFormat, formatByContent, loadFormat } from './choose-format.ts';
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
import { subjectOf } from './value-handlers.ts';

export interface EncryptDeps {
  readonly ports: Pick<Ports, 'clock' | 'sinks' | 'sources' | 'paths'>;
  readonly sources: readonly KeySource[];
  /** Those that ask nobody and start nothing. */
  readonly quiet: readonly KeySource[];
  readonly lockFolder: string;
  resolveFile(ref: string): { readonly path: string; readonly label: string; readonly extraIdentityFile?: string } | undefined;
}
type EncryptCall = 'prepareEncryption' | 'writeEncryption';

interface Clear {
  readonly bytes: Buffer;
  /** '' for what came from standard input. */
  readonly path: string;
  readonly label: string;
  readonly mode: number;
  readonly extraIdentityFile?: string | undefined;
}
/** Where it goes. Absent: nowhere but to a sink. */
type Target = { readonly kind: 'new'; readonly path: string; readonly mode: number } | { readonly kind: 'over'; readonly path: string; readonly before: Buffer } | { readonly kind: 'same' } | undefined;
interface Prepared {
  readonly bytes: Buffer;
  readonly target: Target;
  readonly label: string;
}

const maxPrepared = 8;
const usualMode = 0o644;

const isThere = (path: string): Promise<boolean> => lstat(path).then(() => true, () => false);

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

export function encryptHandlers({ ports, sources, quiet, lockFolder, resolveFile }: EncryptDeps): Pick<Handlers<AppContract>['sops'], EncryptCall> {
  const prepared = new Map<string, Prepared>();

  async function clearFrom(file: string | undefined, source: string | undefined): Promise<Clear> {
    if (source !== undefined) {
      const taken = ports.sources?.take(source);
      if (taken === undefined) throw new Refusal('source-closed');
      return { bytes: await taken.read(maxFileBytes), path: '', label: '-', mode: usualMode };
    }
    const target = file === undefined ? undefined : resolveFile(file);
    if (target === undefined) throw new Refusal('file-not-found');
    const { bytes, path } = await readWhole(target.path, maxFileBytes);
    return { bytes, path, label: target.label, mode: (await stat(path)).mode & 0o777, extraIdentityFile: target.extraIdentityFile };
  }

  /** What is there now, opened. Refusals: `target-not-encrypted`, `other-format`, and those of opening. */
  async function earlier(path: string, format: Format | undefined, extra: string | undefined): Promise<{ readonly before: Buffer; readonly path: string; readonly keep: VerifiedFile; readonly format: Format }> {
    const { bytes, path: real } = await readWhole(path, maxFileBytes);
    if (recognise(real, bytes) !== 'encrypted') throw new Refusal('target-not-encrypted');
    const own = await chooseFormat(real, bytes);
    if (format !== undefined && own !== format) throw new Refusal('other-format', { there: own.id, here: format.id });
    return { before: bytes, path: real, keep: await openVerified(bytes, own, sources, extra), format: own };
  }

  function forget(ref: string): void {
    const { target } = prepared.get(ref) ?? {};
    if (target?.kind === 'over') target.before.fill(0);
    prepared.delete(ref);
  }

  function remember(entry: Prepared): string {
    for (const oldest of prepared.keys()) {
      if (prepared.size < maxPrepared) break;
      forget(oldest);
    }
    const ref = randomBytes(16).toString('base64url');
    prepared.set(ref, entry);
    return ref;
  }

  async function prepare(clear: Clear, out: string | undefined, recipients: readonly string[], wanted: Format['id'] | undefined) {
    const inPlace = out === undefined ? clear.path !== '' : false;
    const goal = out ?? clear.path;
    const format = await loadFormat(wanted ?? clearFormat(clear.path === '' ? goal : clear.path));
    const parsed = await format.parsePlain(clear.bytes);
    const lines = await linesOf(parsed.branches);
    const there = !inPlace && goal !== '' && (await isThere(goal)) ? await earlier(goal, format, clear.extraIdentityFile) : undefined;
    if (there === undefined && goal !== '' && !(await isThere(dirname(goal)))) throw new Refusal('folder-not-found');
    const keep = there?.keep;
    try {
      const how: Recipe = await recipe(goal, recipients, ports.paths, format.id, keep, sources);
      const bytes = await encryptFile({ format, lines, sources: how.sources, groups: how.groups, threshold: how.threshold, rule: how.rule, macOnlyEncrypted: how.macOnlyEncrypted, layout: how.layout ?? keep?.parsed.layout, now: ports.clock.now(), keep });
      const written = await format.parse(bytes);
      const reread = await linesOf(written.branches);
      const target: Target = there !== undefined ? (there.before.equals(bytes) ? { kind: 'same' } : { kind: 'over', path: there.path, before: there.before })
        : inPlace ? { kind: 'over', path: clear.path, before: Buffer.from(clear.bytes) } : goal === '' ? undefined : { kind: 'new', path: goal, mode: clear.mode };
      const notes = [...new Set([...parsed.notes, ...written.notes]), ...(goal !== '' && formatByName(goal) !== format.id ? ['name-needs-input-type' as const] : [])];
      return {
        encryption: remember({ bytes, target, label: clear.label }),
        format: format.id,
        change: target?.kind === 'same' ? 'none' as const : there !== undefined ? 'updated' as const : inPlace ? 'replaced' as const : 'new' as const,
        ...tally(reread), kept: keptOf(reread, keep),
        groups: how.shown, threshold: how.threshold === 0 ? how.shown.length : how.threshold, rulesFile: how.rulesFile, ruleLine: how.ruleLine, ruleProblems: how.ruleProblems,
        verified: await proof(bytes, format, quiet, clear.extraIdentityFile),
        notes, losses: await lossesOf(clear.bytes, format, lines, how.layout),
      };
    } finally {
      for (const { plain } of keep?.leaves ?? []) plain.wipe();
    }
  }

  return {
    async prepareEncryption({ file, source, path, recipients, format }, context) {
      const clear = await clearFrom(file, source);
      context.about(subjectOf(clear.label));
      try {
        if (formatByContent(clear.bytes) !== undefined && recognise(clear.path, clear.bytes) === 'encrypted') {
          const real = path === undefined || !(await isThere(path)) ? path : (await readWhole(path, maxFileBytes)).path;
          if (clear.path === '' || (real !== undefined && real !== clear.path)) throw new Refusal('already-encrypted');
          return await asItIs(clear);
        }
        const same = path !== undefined && clear.path !== '' && (await isThere(path)) && (await readWhole(path, maxFileBytes)).path === clear.path;
        return await prepare(clear, same ? undefined : path, recipients, format);
      } finally {
        clear.bytes.fill(0);
      }
    },
    async writeEncryption({ encryption, sink: ref }, context) {
      const found = prepared.get(encryption);
      if (found === undefined) throw new Refusal('document-not-found');
      prepared.delete(encryption);
      const { bytes, target, label } = found;
      context.about(subjectOf(label));
      if (ref !== undefined) {
        const sink = ports.sinks.take(ref);
        if (sink === undefined) throw new Refusal('sink-closed');
        await sink.write(new SecretBytes(bytes));
        return {};
      }
      if (target === undefined) throw new Refusal('sink-closed');
      if (target.kind === 'same') return {};
      if (target.kind === 'new') {
        await createFile(target.path, bytes, target.mode);
        return {};
      }
      try {
        const { keptAside } = await replaceFile(target.path, bytes, { before: target.before, lockFolder });
        return keptAside === undefined ? {} : { keptAside };
      } finally {
        target.before.fill(0);
      }
    },
  };

  /** A file that is encrypted already stays as it is, if it is whole. */
  async function asItIs(clear: Clear) {
    const { keep, format } = await earlier(clear.path, undefined, clear.extraIdentityFile);
    const reread = await linesOf(keep.parsed.branches);
    for (const { plain } of keep.leaves) plain.wipe();
    const groups = keep.metadata.groups.map((group) => group.map(({ recipient }) => recipient));
    return {
      encryption: remember({ bytes: Buffer.from(clear.bytes), target: { kind: 'same' }, label: clear.label }), format: format.id, change: 'none' as const, ...tally(reread), kept: tally(reread).encrypted,
      groups, threshold: groups.length > 1 ? Math.max(2, keep.metadata.shamirThreshold) : 1, rulesFile: '', ruleLine: 0, ruleProblems: 0, verified: 'opened' as const, notes: [...keep.parsed.notes], losses: [],
    };
  }
}
