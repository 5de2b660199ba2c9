// The rule that could be meant for a clear file, too: the one that most files beside it go by, or files of its name in the folders beside its own. Reads names only, and follows no link.
import { lstat, opendir } from 'node:fs/promises';
import { basename, dirname, join, relative, sep } from 'node:path';
import { compareNames } from '../../../../shared/text/index.ts';
import { rulesReader, type CreationRule, type RulesTest } from '../rules-file/index.ts';

export interface Near {
  readonly index: number;
  readonly rule: CreationRule;
  /** Names of files that go by it, as somebody would call them who stands beside the clear one; the first three. */
  readonly covers: readonly string[];
}

/** So many names of one folder are tried. */
const maxNames = 500;
const maxCovers = 3;

async function namesIn(folder: string, kind: 'files' | 'folders'): Promise<readonly string[]> {
  const names: string[] = [];
  try {
    for await (const entry of await opendir(folder)) {
      if (kind === 'files' ? entry.isFile() : entry.isDirectory()) names.push(entry.name);
      if (names.length >= maxNames) break;
    }
  } catch {
    // WHY silent: what cannot be listed has no neighbours.
  }
  return names.toSorted(compareNames);
}

/** What sops refuses, or what nobody could be let into, is widened for nobody. */
const isWhole = ({ rules }: RulesTest, index: number): boolean => (rules.creation[index]?.groups ?? []).every((group) => group.length > 0 && group.every(({ key }) => key !== '')) && !rules.problems.some(({ stops, rule }) => stops === 'rule' && rule === index);

/** `clear` and `out`: the clear file and the encrypted one that comes of it, absolute; `test`: which rule is meant for that. Undefined unless none is. */
export async function nearRule(clear: string, out: string, test: RulesTest): Promise<Near | undefined> {
  const { outcome, rulesPath, rules } = test;
  if (outcome !== 'no-match' || rulesPath === undefined) return undefined;
  const folder = dirname(clear);
  const inside = folder !== dirname(rulesPath);
  const names = [basename(clear), basename(out)];
  const beside = (await namesIn(folder, 'files')).filter((name) => !names.includes(name)).map((name) => join(folder, name));
  const cousins = inside ? (await namesIn(dirname(folder), 'folders')).filter((name) => name !== basename(folder)).flatMap((name) => names.map((own) => join(dirname(folder), name, own))) : [];
  const there = await Promise.all(cousins.map((path) => lstat(path).then((facts) => facts.isFile(), () => false)));
  const matches = (await rulesReader()).createTester(rulesPath, rules);
  const covers = new Map<number, string[]>();
  for (const path of [...beside, ...cousins.filter((_, at) => there[at])]) {
    const { outcome: how, matched } = await matches(path);
    if (how === 'matched' && isWhole(test, matched)) covers.set(matched, [...(covers.get(matched) ?? []), relative(folder, path).replaceAll(sep, '/').replace(/^\.\.\//, '')]);
  }
  const [best] = [...covers].toSorted(([one, those], [other, these]) => these.length - those.length || one - other);
  const rule = rules.creation[best?.[0] ?? -1];
  return best === undefined || rule === undefined || rule.pathRegex === '' ? undefined : { index: best[0], rule, covers: best[1].slice(0, maxCovers) };
}
