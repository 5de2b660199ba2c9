// The change of a rules file that goes along with the files of its rules. Text in, text out; what is written of it is proven by whoever edits rules.
import { lstat } from 'node:fs/promises';
import { join, relative } from 'node:path';
import type { StayReason } from '../../../shared/ipc/recipients.ts';
import { Refusal } from '../refusal.ts';
import { readWhole } from '../safe-file/index.ts';
import { addRecipient, addRule, readRules, removeRecipient, rulesName, type NewRule, type Recipient } from '../sops/index.ts';

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
  /** True for a file that is not there yet. */
  readonly fresh?: true;
}

/** Refusals: those of addRecipient and removeRecipient. */
export async function editRule(path: string, way: string, before: Buffer, { rule, add, remove }: { readonly rule: number; readonly add: readonly { readonly key: string; readonly name: string }[]; readonly remove: readonly string[] }): Promise<RulesEdit> {
  let text = before.toString('utf8');
  for (const { key, name } of add) text = await addRecipient(text, rule, key, name);
  for (const key of remove) text = await removeRecipient(text, rule, key);
  return { path, way, before, after: Buffer.from(text), added: add.map(({ key }) => key), removed: remove };
}

/**
 * One more rule in the rules of this very folder, which may not be there yet, and which of them it is.
 * Refusals: bad-recipient, rules-not-editable, also for a pattern that sops would not take.
 */
export async function newRule(root: string, { pathRegex, recipients }: Pick<NewRule, 'pathRegex' | 'recipients'>): Promise<{ readonly edit: RulesEdit; readonly index: number }> {
  const path = join(root, rulesName);
  const there = await lstat(path).catch(() => undefined);
  // SECURITY(tree-stays-in-tree): rules that lie elsewhere are not changed from here.
  if (there !== undefined && !there.isFile()) throw new Refusal('rules-not-editable');
  const before = there === undefined ? Buffer.alloc(0) : (await readWhole(path, maxRulesBytes)).bytes;
  const text = await addRule(before.toString('utf8'), { pathRegex, recipients });
  const [old, now] = [await readRules(before.toString('utf8')), await readRules(text)];
  const stopped = ({ problems }: typeof now): number => problems.filter(({ stops }) => stops !== 'nothing').length;
  if (there !== undefined ? stopped(now) > stopped(old) : stopped(now) > 0) throw new Refusal('rules-not-editable');
  const said = ({ creation }: typeof now, at: number): string => JSON.stringify([creation[at]?.pathRegex, creation[at]?.groups.map((group) => group.map(({ key }) => key))]);
  const differs = now.creation.findIndex((_, at) => said(old, at) !== said(now, at));
  return { index: differs === -1 ? now.creation.length - 1 : differs, edit: { path, way: rulesName, before, after: Buffer.from(text), added: recipients.map(({ key }) => key), removed: [], ...(there === undefined ? { fresh: true } : {}) } };
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
