// Door of the clear file: how the window makes an encrypted file of one. Must never write what was not planned, take a path from the page, or hold plaintext between two calls.
import { lstat, stat } from 'node:fs/promises';
import type { AppContract } from '../../../../shared/ipc/contract.ts';
import type { Handlers } from '../../../../shared/ipc/define.ts';
import { Refusal } from '../../refusal.ts';
import { readWhole } from '../../safe-file/index.ts';
import { formatByContent } from '../choose-format.ts';
import { maxFileBytes } from '../disk.ts';
import type { Clear, ClearEncrypter } from '../encrypt-clear.ts';
import type { GitPorts } from '../history/index.ts';
import { keepLast } from '../keep-last.ts';
import type { KeySource } from '../key-sources/key-source.ts';
import { recognise } from '../recognise.ts';
import { changedLines } from '../rules-file/index.ts';
import { subjectOf } from '../value-handlers.ts';
import type { Around } from './around.ts';
import { clearHistoryOf } from './clear-history.ts';
import { factsOf, wayOf, type Place } from './facts.ts';
import { withRule, withWiderRule } from './new-rule.ts';
import { targetPath } from './target-name.ts';
import { hashOf, writePlan, type Plan } from './write-plan.ts';

export type { Around } from './around.ts';

export interface ClearFileDeps {
  readonly ports: GitPorts;
  readonly sources: readonly KeySource[];
  readonly encrypter: ClearEncrypter;
  readonly lockFolder: string;
  resolveFile(ref: string): { readonly path: string; readonly label: string; readonly root?: string; readonly extraIdentityFile?: string } | undefined;
  readonly around: Around;
}
type ClearCall = 'getClearFile' | 'getClearHistory' | 'planEncryption' | 'applyEncryption';

export function clearFileHandlers({ ports, sources, encrypter, lockFolder, resolveFile, around }: ClearFileDeps): Pick<Handlers<AppContract>['sops'], ClearCall> {
  const plans = keepLast<Plan>(({ earlier }) => { earlier?.fill(0); });

  async function placeOf(ref: string): Promise<Place> {
    const found = resolveFile(ref);
    if (found?.root === undefined) throw new Refusal('file-not-found');
    const facts = await lstat(found.path).catch(() => { throw new Refusal('file-not-found'); });
    // SECURITY(clear-file-stays-in-tree): a link in a cloned folder must not have a file outside of it encrypted or deleted.
    if (!facts.isFile()) throw new Refusal('not-a-file');
    return { ...found, root: found.root };
  }
  /** The caller wipes its bytes. */
  async function read({ path, label, extraIdentityFile }: Place): Promise<Clear> {
    const { bytes, path: real } = await readWhole(path, maxFileBytes);
    if (bytes.length === 0) throw new Refusal('empty-file');
    if (formatByContent(bytes) !== undefined && recognise(real, bytes) === 'encrypted') {
      bytes.fill(0);
      throw new Refusal('already-encrypted');
    }
    return { bytes, path: real, label, mode: (await stat(real)).mode & 0o777, extraIdentityFile };
  }

  return {
    async getClearFile({ file }) {
      const place = await placeOf(file);
      const clear = await read(place);
      try {
        return await factsOf(place, clear, ports);
      } finally {
        clear.bytes.fill(0);
      }
    },
    async getClearHistory({ file }) {
      return clearHistoryOf((await placeOf(file)).path, ports);
    },
    async planEncryption({ file, target, rule, recipients }, context) {
      const place = await placeOf(file);
      context.about(subjectOf(place.label));
      const clear = await read(place);
      try {
        const out = targetPath(clear.path, target);
        const { root } = place;
        const rules = rule === 'add' ? await withRule({ root, path: out, recipients }) : rule === 'widen' ? await withWiderRule({ root, clear: clear.path, out }, around) : undefined;
        const keys = rule === 'matched' || rule === 'widen' ? [] : recipients.map(({ key }) => key);
        const instead = rules === undefined ? undefined : new Map([[rules.path, rules.after.toString('utf8')]]);
        const { bytes, target: goal, facts } = await encrypter.encrypt(clear, target === 'in-place' ? undefined : out, keys, undefined, instead);
        const { encrypted, readable, kept, verified, notes, losses, change, groups } = facts;
        // WHY no longer held: the file on the disk is asked again before anything is written.
        if (goal?.kind === 'over' && target === 'in-place') goal.before.fill(0);
        const plan: Plan = {
          place, bytes, out, change, mode: clear.mode, clearHash: hashOf(clear.bytes), rules,
          ...(goal?.kind === 'over' && target === 'beside' ? { earlier: goal.before } : {}),
        };
        return {
          encryption: plans.put(plan), name: wayOf(root, out), change, encrypted, readable, kept, recipients: new Set(groups.flat()).size, verified, notes, losses,
          rulesChange: rules === undefined ? 'none' : rules.before === undefined ? 'new' : 'changed', rulesFile: rules === undefined ? '' : wayOf(root, rules.path), preview: rules === undefined ? [] : changedLines(rules.before ?? Buffer.alloc(0), rules.after),
        };
      } finally {
        clear.bytes.fill(0);
      }
    },
    async applyEncryption({ encryption, clear, ignore, marks }, context) {
      const plan = plans.take(encryption);
      if (plan === undefined) throw new Refusal('document-not-found');
      context.about(subjectOf(plan.place.label));
      return writePlan(plan, { deletes: clear === 'delete', ignores: ignore, marks }, { sources, lockFolder, ports, around });
    },
  };
}
