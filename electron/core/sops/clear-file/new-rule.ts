// A rule for a file that none is meant for, made or widened: the text of the rules with it, made in memory and tried before anybody may have it. Comments stay.
import { lstat } from 'node:fs/promises';
import { dirname, join, relative, sep } from 'node:path';
import { Refusal } from '../../refusal.ts';
import { readWhole } from '../../safe-file/index.ts';
import { addRule, findRules, readRules, rulesReader, testRules, widenRule } from '../rules-file/index.ts';
import type { Around } from './around.ts';
import { nearRule } from './near-rule.ts';
import { patternFor } from './target-name.ts';

export interface RulesChange {
  readonly path: string;
  /** Undefined for a file that is to be made. */
  readonly before: Buffer | undefined;
  readonly after: Buffer;
}

const maxRulesBytes = 1024 * 1024;

async function rulesText(path: string): Promise<Buffer> {
  // SECURITY(clear-file-stays-in-tree): rules that are a link are not changed from here.
  if (!(await lstat(path)).isFile()) throw new Refusal('rules-not-editable');
  return (await readWhole(path, maxRulesBytes)).bytes;
}
const patternIn = (rulesPath: string, path: string): string => patternFor(relative(dirname(rulesPath), path).replaceAll(sep, '/'));

/** `path`: the file that the rule is for, absolute. Refusals: bad-recipient, no-recipients, rules-not-editable. */
export async function withRule({ root, path, recipients }: { readonly root: string; readonly path: string; readonly recipients: readonly { readonly key: string; readonly name: string }[] }): Promise<RulesChange> {
  if (recipients.length === 0) throw new Refusal('no-recipients');
  const found = (await findRules(dirname(path))).path;
  const rulesPath = found ?? join(root, '.sops.yaml');
  const before = found === undefined ? undefined : await rulesText(found);
  const text = await addRule(before?.toString('utf8') ?? '', { pathRegex: patternIn(rulesPath, path), recipients });
  const change = { path: rulesPath, before, after: Buffer.from(text, 'utf8') };
  // WHY tried: a rule that sops would not take for this file is worse than none.
  const rules = await readRules(text);
  const { outcome, matched } = await (await rulesReader()).createTester(rulesPath, rules)(path);
  const named = new Set(rules.creation[matched]?.groups.flat().map(({ key }) => key));
  if (outcome !== 'matched' || named.size !== new Set(recipients.map(({ key }) => key)).size || recipients.some(({ key }) => !named.has(key))) throw new Refusal('rules-not-editable');
  return change;
}

/**
 * `clear` and `out`: the clear file and the encrypted one that comes of it, absolute. The rule near it is meant for it, too, and every other file goes by the rule that it went by.
 * Refusals: rules-not-editable, also where no rule is near; rule-takes-others (file, line: of the rule that it goes by now, 0 for none).
 */
export async function withWiderRule({ root, clear, out }: { readonly root: string; readonly clear: string; readonly out: string }, { filesBelow }: Around): Promise<RulesChange> {
  const test = await testRules(out, undefined);
  const near = await nearRule(clear, out, test);
  if (near === undefined || test.rulesPath === undefined) throw new Refusal('rules-not-editable');
  const { rulesPath } = test;
  const before = await rulesText(rulesPath);
  const text = await widenRule(before.toString('utf8'), near.index, patternIn(rulesPath, out));
  const { createTester } = await rulesReader();
  const [was, is] = [createTester(rulesPath, test.rules), createTester(rulesPath, await readRules(text))];
  const { outcome, matched } = await is(out);
  if (outcome !== 'matched' || matched !== near.index) throw new Refusal('rules-not-editable');
  for (const path of await filesBelow(root)) {
    if (path === clear || path === out || (await findRules(dirname(path))).path !== rulesPath) continue;
    const [old, now] = [await was(path), await is(path)];
    if (old.matched !== now.matched || old.outcome !== now.outcome) throw new Refusal('rule-takes-others', { file: relative(root, path).replaceAll(sep, '/'), line: test.rules.creation[old.matched]?.line ?? 0 });
  }
  return { path: rulesPath, before, after: Buffer.from(text, 'utf8') };
}
