// A clear file becomes an encrypted one: prepared and proven in memory, told, then written. Between the two steps only ciphertext is held.
import { stat } from 'node:fs/promises';
import type { AppContract } from '../../../shared/ipc/contract.ts';
import type { Handlers } from '../../../shared/ipc/define.ts';
import type { Ports } from '../ports.ts';
import { takeSink } from '../give.ts';
import { Refusal } from '../refusal.ts';
import { createFile, readWhole, replaceFile } from '../safe-file/index.ts';
import { SecretBytes } from '../secret/index.ts';
import { formatByContent } from './choose-format.ts';
import { maxFileBytes } from './disk.ts';
import { isThere, type Clear, type ClearEncrypter, type Target } from './encrypt-clear.ts';
import type { Format } from './formats/format.ts';
import { keepLast } from './keep-last.ts';
import { tally } from './losses.ts';
import { recognise } from './recognise.ts';
import { linesOf } from './tree.ts';
import { subjectOf } from './value-handlers.ts';

export interface EncryptDeps {
  readonly ports: Pick<Ports, 'sinks' | 'sources'>;
  readonly encrypter: ClearEncrypter;
  readonly lockFolder: string;
  resolveFile(ref: string): { readonly path: string; readonly label: string; readonly extraIdentityFile?: string } | undefined;
}
type EncryptCall = 'prepareEncryption' | 'writeEncryption';

interface Prepared {
  readonly bytes: Buffer;
  readonly target: Target;
  readonly label: string;
}

const usualMode = 0o644;

export function encryptHandlers({ ports, encrypter, lockFolder, resolveFile }: EncryptDeps): Pick<Handlers<AppContract>['sops'], EncryptCall> {
  const prepared = keepLast<Prepared>(({ target }) => {
    if (target?.kind === 'over') target.before.fill(0);
  });

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

  async function prepare(clear: Clear, out: string | undefined, recipients: readonly string[], wanted: Format['id'] | undefined) {
    const { bytes, target, facts } = await encrypter.encrypt(clear, out, recipients, wanted);
    return { encryption: prepared.put({ bytes, target, label: clear.label }), ...facts };
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
      const found = prepared.take(encryption);
      if (found === undefined) throw new Refusal('document-not-found');
      const { bytes, target, label } = found;
      context.about(subjectOf(label));
      if (ref !== undefined) {
        await takeSink(ports.sinks, ref).write(new SecretBytes(bytes));
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
    const { keep, format } = await encrypter.earlier(clear.path, undefined, clear.extraIdentityFile);
    const reread = await linesOf(keep.parsed.branches);
    for (const { plain } of keep.leaves) plain.wipe();
    const groups = keep.metadata.groups.map((group) => group.map(({ recipient }) => recipient));
    return {
      encryption: prepared.put({ bytes: Buffer.from(clear.bytes), target: { kind: 'same' }, label: clear.label }), format: format.id, change: 'none' as const, ...tally(reread), kept: tally(reread).encrypted,
      groups, threshold: groups.length > 1 ? Math.max(2, keep.metadata.shamirThreshold) : 1, rulesFile: '', ruleLine: 0, ruleProblems: 0, verified: 'opened' as const, notes: [...keep.parsed.notes], losses: [],
    };
  }
}
