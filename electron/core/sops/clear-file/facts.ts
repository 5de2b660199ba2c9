// What is told of a clear file before it is encrypted: counts, the rules in reach, whom they name, and what git would do with it. Never a value.
import { lstat } from 'node:fs/promises';
import { basename, join, relative, sep } from 'node:path';
import type { ClearFile, EncryptTarget } from '../../../../shared/ipc/sops-clear.ts';
import { readWhole } from '../../safe-file/index.ts';
import { clearFormat, loadFormat } from '../choose-format.ts';
import { maxFileBytes } from '../disk.ts';
import type { Clear } from '../encrypt-clear.ts';
import type { GitPorts } from '../history/index.ts';
import { kindOf } from '../kinds.ts';
import { recognise } from '../recognise.ts';
import { testRules } from '../rules-file/index.ts';
import { linesOf, type Line } from '../tree.ts';
import { ignoreStateOf } from './ignore-line.ts';
import { targetPath } from './target-name.ts';

export interface Place {
  readonly path: string;
  readonly label: string;
  readonly root: string;
  readonly extraIdentityFile?: string | undefined;
}

/** With `/`, as a person writes it. */
export const wayOf = (root: string, path: string): string => relative(root, path).replaceAll(sep, '/');

function looksSecret(line: Line): boolean {
  if (line.kind !== 'item' || line.text === '') return false;
  const kind = kindOf(line.key ?? '', Buffer.from(line.text, 'utf8'));
  return kind === 'token' || kind === 'password' || kind === 'pem' || (kind === 'url' && /:\/\/[^/\s]*@/.test(line.text));
}

async function lies(path: string): Promise<'nothing' | 'encrypted' | 'other'> {
  const facts = await lstat(path).catch(() => undefined);
  if (facts === undefined) return 'nothing';
  const found = facts.isFile() ? await readWhole(path, maxFileBytes).catch(() => undefined) : undefined;
  return found !== undefined && recognise(path, found.bytes) === 'encrypted' ? 'encrypted' : 'other';
}

async function targetOf(path: string, target: EncryptTarget): Promise<{ readonly facts: ClearFile['targets'][number]; readonly rulesPath: string | undefined; readonly rules: number }> {
  const out = targetPath(path, target);
  const { outcome, rules, matched, rulesPath } = await testRules(out, undefined);
  const rule = outcome === 'matched' ? rules.creation[matched] : undefined;
  const groups = (rule?.groups ?? []).slice(0, 255);
  return {
    rulesPath, rules: rules.creation.length,
    facts: {
      target, name: basename(out), there: target === 'in-place' ? 'self' : await lies(out), outcome, ruleLine: rule?.line ?? 0,
      groups: groups.map((group) => ({ kind: group.map(({ kind }) => kind), key: group.map(({ key }) => key), name: group.map(({ name }) => name) })),
      threshold: groups.length < 2 ? 1 : rule === undefined || rule.shamirThreshold <= 0 ? groups.length : rule.shamirThreshold,
    },
  };
}

/** Refusals: those of parsing a clear file. */
export async function factsOf({ path, root }: Place, clear: Clear, ports: GitPorts): Promise<ClearFile> {
  const format = clearFormat(path);
  const parsed = await (await loadFormat(format)).parsePlain(clear.bytes);
  const items = (await linesOf(parsed.branches)).filter(({ kind }) => kind === 'item');
  const [beside, inPlace] = [await targetOf(path, 'beside'), await targetOf(path, 'in-place')];
  const { ignore, ignorePath } = await ignoreStateOf(path, root, ports);
  return {
    path: wayOf(root, path), format, keys: items.length, secrets: items.filter(looksSecret).length,
    rulesFile: wayOf(root, beside.rulesPath ?? join(root, '.sops.yaml')), rulesThere: beside.rulesPath !== undefined, rules: beside.rules,
    targets: [beside.facts, inPlace.facts], ignore, ignoreFile: wayOf(root, ignorePath),
  };
}
