// What is told of a clear file before it is encrypted: counts, the rules in reach, whom they name, and what git would do with it. Never a value.
import { lstat } from 'node:fs/promises';
import { basename, join, relative, sep } from 'node:path';
import type { ClearFile, EncryptTarget } from '../../../../shared/ipc/sops-clear.ts';
import { readWhole } from '../../safe-file/index.ts';
import { clearFormat } from '../choose-format.ts';
import { maxFileBytes } from '../disk.ts';
import type { Clear } from '../encrypt-clear.ts';
import type { GitPorts } from '../history/index.ts';
import { recognise } from '../recognise.ts';
import { testRules, type CreationRule } from '../rules-file/index.ts';
import { ignoreStateOf } from './ignore-line.ts';
import { nearRule } from './near-rule.ts';
import { targetPath } from './target-name.ts';
import { valuesIn } from './values-in.ts';

export interface Place {
  readonly path: string;
  readonly label: string;
  readonly root: string;
  readonly extraIdentityFile?: string | undefined;
}

/** With `/`, as a person writes it. */
export const wayOf = (root: string, path: string): string => relative(root, path).replaceAll(sep, '/');

async function lies(path: string): Promise<'nothing' | 'encrypted' | 'other'> {
  const facts = await lstat(path).catch(() => undefined);
  if (facts === undefined) return 'nothing';
  const found = facts.isFile() ? await readWhole(path, maxFileBytes).catch(() => undefined) : undefined;
  return found !== undefined && recognise(path, found.bytes) === 'encrypted' ? 'encrypted' : 'other';
}

function ruledBy(rule: CreationRule | undefined): Pick<ClearFile['targets'][number], 'groups' | 'threshold'> {
  const groups = (rule?.groups ?? []).slice(0, 255);
  return {
    groups: groups.map((group) => ({ kind: group.map(({ kind }) => kind), key: group.map(({ key }) => key), name: group.map(({ name }) => name) })),
    threshold: groups.length < 2 ? 1 : rule === undefined || rule.shamirThreshold <= 0 ? groups.length : rule.shamirThreshold,
  };
}

async function targetOf(path: string, target: EncryptTarget): Promise<{ readonly facts: ClearFile['targets'][number]; readonly rulesPath: string | undefined; readonly rules: number }> {
  const out = targetPath(path, target);
  const test = await testRules(out, undefined);
  const { outcome, rules, matched, rulesPath } = test;
  const rule = outcome === 'matched' ? rules.creation[matched] : undefined;
  const near = await nearRule(path, out, test);
  return {
    rulesPath, rules: rules.creation.length,
    facts: {
      target, name: basename(out), there: target === 'in-place' ? 'self' : await lies(out), outcome, ruleLine: rule?.line ?? 0, ...ruledBy(rule),
      ...(near === undefined ? {} : { near: { rule: near.index + 1, line: near.rule.line, covers: [...near.covers], ...ruledBy(near.rule) } }),
    },
  };
}

/** Refusals: those of parsing a clear file. */
export async function factsOf({ path, root }: Place, clear: Clear, ports: GitPorts): Promise<ClearFile> {
  const format = clearFormat(path);
  const { keys, secrets, toRotate } = await valuesIn(path, clear.bytes);
  const [beside, inPlace] = [await targetOf(path, 'beside'), await targetOf(path, 'in-place')];
  const { ignore, ignorePath } = await ignoreStateOf(path, root, ports);
  return {
    path: wayOf(root, path), format, keys, secrets, toRotate: toRotate.length,
    rulesFile: wayOf(root, beside.rulesPath ?? join(root, '.sops.yaml')), rulesThere: beside.rulesPath !== undefined, rules: beside.rules,
    targets: [beside.facts, inPlace.facts], ignore, ignoreFile: wayOf(root, ignorePath),
  };
}
