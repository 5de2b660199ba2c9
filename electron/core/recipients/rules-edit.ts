// The change of a rules file that goes along with the files of its rules. Text in, text out; what is written of it is proven by whoever edits rules.
import { lstat } from 'node:fs/promises';
import { relative } from 'node:path';
import type { StayReason } from '../../../shared/ipc/recipients.ts';
import { Refusal } from '../refusal.ts';
import { readWhole } from '../safe-file/index.ts';
import { addRecipient, readRules, removeRecipient, type Recipient } from '../sops/index.ts';

export const maxRulesBytes = 1024 * 1024;

export interface RulesEdit {
  readonly path: string;
  readonly way: string;
  readonly before: Buffer;
  /** As before where nothing could be done. */
  readonly after: Buffer;
  readonly added: readonly string[];
  readonly removed: readonly string[];
  readonly reason?: StayReason;
}

/** Refusals: those of addRecipient and removeRecipient. */
export async function editRule(path: string, way: string, before: Buffer, { rule, add, remove }: { readonly rule: number; readonly add: readonly { readonly key: string; readonly name: string }[]; readonly remove: readonly string[] }): Promise<RulesEdit> {
  let text = before.toString('utf8');
  for (const { key, name } of add) text = await addRecipient(text, rule, key, name);
  for (const key of remove) text = await removeRecipient(text, rule, key);
  return { path, way, before, after: Buffer.from(text), added: add.map(({ key }) => key), removed: remove };
}

/** One rules file without these keys, wherever it names them; a rule that would be left without anybody keeps its own. */
async function leaveOne(path: string, way: string, gone: readonly Recipient[]): Promise<RulesEdit | undefined> {
  const { bytes: before } = await readWhole(path, maxRulesBytes);
  let text = before.toString('utf8');
  const removed = new Set<string>();
  let reason: StayReason | undefined;
  const { creation } = await readRules(text);
  const named = creation.flatMap(({ groups }, rule) => gone.filter(({ kind, recipient }) => groups.flat().some((one) => one.kind === kind && one.key.replaceAll(' ', '') === recipient.replaceAll(' ', ''))).map(({ recipient: key }) => ({ rule, key })));
  for (const { rule, key } of named) {
    try {
      text = await removeRecipient(text, rule, key);
      removed.add(key);
    } catch (error) {
      if (!(error instanceof Refusal)) throw error;
      reason ??= error.code === 'last-recipient' ? 'last-recipient' : 'rule-not-editable';
    }
  }
  return named.length === 0 ? undefined : { path, way, before, after: Buffer.from(text), added: [], removed: [...removed], ...(reason === undefined ? {} : { reason }) };
}

/** `paths`: the rules files of a folder. What cannot be read stays, and is not named: no rule of it counts for sops either. */
export async function leaveRules(root: string, paths: readonly string[], gone: readonly Recipient[]): Promise<readonly RulesEdit[]> {
  const edits: RulesEdit[] = [];
  for (const path of paths) {
    if (!(await lstat(path)).isFile()) continue;
    const edit = await leaveOne(path, relative(root, path), gone).catch((error: unknown) => {
      if (error instanceof Refusal) return undefined;
      throw error;
    });
    if (edit !== undefined) edits.push(edit);
  }
  return edits;
}
