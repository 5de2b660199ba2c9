// A rule for a file that none is meant for: the text of the rules with it, made in memory and tried before anybody may have it. Comments stay.
import { lstat } from 'node:fs/promises';
import { dirname, join, relative, sep } from 'node:path';
import type { PlannedEncryption } from '../../../../shared/ipc/sops-clear.ts';
import { Refusal } from '../../refusal.ts';
import { readWhole } from '../../safe-file/index.ts';
import { addRule, findRules, readRules, rulesReader, shownLine } from '../rules-file/index.ts';
import { patternFor } from './target-name.ts';

export interface RulesChange {
  readonly path: string;
  /** Undefined for a file that is to be made. */
  readonly before: Buffer | undefined;
  readonly after: Buffer;
}

const maxRulesBytes = 1024 * 1024;
const contextLines = 2;

/** `path`: the file that the rule is for, absolute. Refusals: bad-recipient, no-recipients, rules-not-editable. */
export async function withRule({ root, path, recipients }: { readonly root: string; readonly path: string; readonly recipients: readonly { readonly key: string; readonly name: string }[] }): Promise<RulesChange> {
  if (recipients.length === 0) throw new Refusal('no-recipients');
  const found = (await findRules(dirname(path))).path;
  const rulesPath = found ?? join(root, '.sops.yaml');
  // SECURITY(clear-file-stays-in-tree): rules that are a link are not changed from here.
  if (found !== undefined && !(await lstat(found)).isFile()) throw new Refusal('rules-not-editable');
  const before = found === undefined ? undefined : (await readWhole(found, maxRulesBytes)).bytes;
  const text = await addRule(before?.toString('utf8') ?? '', { pathRegex: patternFor(relative(dirname(rulesPath), path).replaceAll(sep, '/')), recipients });
  const change = { path: rulesPath, before, after: Buffer.from(text, 'utf8') };
  // WHY tried: a rule that sops would not take for this file is worse than none.
  const rules = await readRules(text);
  const { outcome, matched } = await (await rulesReader()).createTester(rulesPath, rules)(path);
  const named = new Set(rules.creation[matched]?.groups.flat().map(({ key }) => key));
  if (outcome !== 'matched' || named.size !== new Set(recipients.map(({ key }) => key)).size || recipients.some(({ key }) => !named.has(key))) throw new Refusal('rules-not-editable');
  return change;
}

/** The lines that are added, with those right above them. */
export function previewOf({ before, after }: RulesChange): PlannedEncryption['preview'] {
  const [old, now] = [before?.toString('utf8').split(/\r?\n/) ?? [''], after.toString('utf8').split(/\r?\n/)];
  let first = 0;
  while (first < old.length && first < now.length && old[first] === now[first]) first += 1;
  let last = 0;
  while (last < old.length - first && last < now.length - first && old.at(-1 - last) === now.at(-1 - last)) last += 1;
  const added = now.slice(first, now.length - last).filter((line, at, all) => line !== '' || at < all.length - 1);
  // SECURITY(rules-show-no-key): the lines above are anybody's, and one of them may be what nobody may see.
  return [...now.slice(Math.max(0, first - contextLines), first).map((text) => ({ text: shownLine(text), added: false })), ...added.slice(0, 1990).map((text) => ({ text: shownLine(text), added: true }))];
}
