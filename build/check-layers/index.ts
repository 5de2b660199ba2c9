// Door of the house check: reads a repository and says where it breaks its own rules. Changes nothing.
import type { Problem } from './problem.ts';
import { checkCycles } from './rules/cycles.ts';
import { checkImports } from './rules/imports.ts';
import { checkExposures, checkSecurityTags } from './rules/security.ts';
import { checkHeads, checkLeftovers, checkLimits, checkNames, checkReadmes } from './rules/writing.ts';
import { readTree, type Tree } from './tree.ts';

export type { Problem } from './problem.ts';

const checkParsed = (tree: Tree): readonly Problem[] =>
  [...tree.sources].flatMap(([file, facts]) => (facts.broken === undefined ? [] : [{ file, line: 0, rule: 'parse' as const, message: `cannot be read: ${facts.broken}` }]));

const rules = [checkParsed, checkImports, checkCycles, checkLimits, checkSecurityTags, checkExposures, checkReadmes, checkLeftovers, checkNames, checkHeads];

/** Every broken rule below `root`, in the order of files and lines; empty if the house is in order. */
export function checkHouse(root: string): { readonly problems: readonly Problem[]; readonly sources: number } {
  const tree = readTree(root);
  const problems = rules.flatMap((rule) => rule(tree)).toSorted((a, b) => (a.file === b.file ? a.line - b.line : a.file < b.file ? -1 : 1));
  return { problems, sources: tree.sources.size };
}
