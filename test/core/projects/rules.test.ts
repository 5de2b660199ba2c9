// Which files a `.sops.yaml` is meant for: the nearest one, matched as sops does, and no false alarm where it cannot be read.
import { execFileSync } from 'node:child_process';
import { symlinkSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { rulesFor, rulesIn } from '../../../electron/core/sops/index.ts';
import { realSops, sopsPath } from '../../fakes/real-sops.ts';
import { recipients } from '../../fakes/fixtures.ts';
import { testRoom } from './room.ts';

const rulesOf = (...patterns: readonly (string | undefined)[]): string => `creation_rules:\n${patterns.map((pattern) => `  - age: ${recipients[0]}\n${pattern === undefined ? '' : `    path_regex: '${pattern}'\n`}`).join('')}`;
const encrypted = 'sops_mac=x\nsops_version=3.9.0\n';

async function looks(files: Readonly<Record<string, string>>): Promise<Record<string, string>> {
  const at = testRoom();
  at.write(files);
  const project = await at.open();
  await at.scanned(project);
  return at.looks(project);
}

describe('rules of a folder', () => {
  it('count, and are meant for files by the way from their own folder, first to last', async () => {
    expect(await looks({ '.sops.yaml': rulesOf('^apps/.*\\.env$', '\\.staging$'), 'apps/api/.env': encrypted, 'web/.env': encrypted, 'web/.env.staging': encrypted, 'x/apps/.env': 'A=1\n' })).toEqual({
      'apps/api/.env': 'encrypted', 'web/.env': 'encrypted, no rule', 'web/.env.staging': 'encrypted', 'x/apps/.env': 'clear-text, no rule', '.sops.yaml': 'rules, 2 rules',
    });
  });

  it('without a path are meant for every file; an empty list for none', async () => {
    expect((await looks({ '.sops.yaml': rulesOf('x', undefined), '.env': encrypted }))['.env']).toBe('encrypted');
    expect(await looks({ '.sops.yaml': 'creation_rules: []\n', '.env': encrypted })).toEqual({ '.env': 'encrypted, no rule', '.sops.yaml': 'rules' });
    expect((await looks({ '.sops.yaml': 'stores: {}\n', '.env': encrypted }))['.env']).toBe('encrypted');
  });

  it('are those of the nearest folder, above the opened one too', async () => {
    const at = testRoom();
    at.write({ '.env': encrypted, 'a/.env': encrypted, 'a/.sops.yaml': rulesOf('nothing'), 'a/b/.env': encrypted });
    writeFileSync(join(dirname(at.root), '.sops.yaml'), rulesOf('^shop/\\.env$'));
    const project = await at.open();
    await at.scanned(project);
    expect(await at.looks(project)).toEqual({ 'a/b/.env': 'encrypted, no rule', 'a/.env': 'encrypted, no rule', 'a/.sops.yaml': 'rules, 1 rules', '.env': 'encrypted' });
  });

  it('that are damaged, too large, a pipe or a loop raise no alarm', { timeout: 10_000 }, async () => {
    for (const text of ['creation_rules: [', 'creation_rules: 3\n', 'creation_rules:\n  - 3\n', `creation_rules:\n  - path_regex: '('\n`, 'a: &a [*a]\n', `${rulesOf('x')}${'# filler\n'.repeat(120_000)}`, '\0', '']) {
      expect([text.slice(0, 40), await looks({ '.sops.yaml': text, '.env': encrypted })]).toMatchObject([text.slice(0, 40), { '.env': 'encrypted' }]);
    }
    const at = testRoom();
    at.write({ 'a/.env': encrypted, 'b/.env': encrypted });
    execFileSync('mkfifo', [join(at.root, 'a/.sops.yaml')]);
    symlinkSync('.sops.yaml', join(at.root, 'b/.sops.yaml'));
    const project = await at.open();
    await at.scanned(project);
    expect(await at.looks(project)).toMatchObject({ 'a/.env': 'encrypted', 'b/.env': 'encrypted' });
  });

  it('cost nothing however they are written', { timeout: 10_000 }, async () => {
    expect((await looks({ '.sops.yaml': rulesOf(...Array.from({ length: 200 }, () => '(a+)+$|(a|a)*b')), [`${'a'.repeat(200)}!.env`]: encrypted }))[`${'a'.repeat(200)}!.env`]).toBe('encrypted, no rule');
  });

  it('are not those of a .sops.yml, which sops does not read', async () => {
    expect(await looks({ '.sops.yml': rulesOf('nothing'), '.env': encrypted })).toEqual({ '.env': 'encrypted', '.sops.yml': 'rules' });
  });

  it('door: the nearest upwards, or none', async () => {
    const at = testRoom();
    at.write({ '.sops.yaml': rulesOf('^a/'), 'a/b/x': '' });
    const found = await rulesFor(join(at.root, 'a/b'));
    expect([found?.folder, found?.rules, found?.matches('a/.env'), found?.matches('b/.env')]).toEqual([at.root, 1, true, false]);
    expect(await rulesIn(join(at.root, 'a'))).toBeUndefined();
  });

  it.skipIf(sopsPath === undefined)('are the same to the real sops', async () => {
    const at = testRoom();
    const names = ['.env', 'a/.env', 'a/x.env', 'deep/a/.env'];
    at.write(Object.fromEntries(names.map((name) => [name, 'A=1\n'])));
    for (const pattern of ['^a/', '\\.env$', 'a/.env', '^/', '^\\.env', '(?i)^A/', '[', undefined]) {
      at.write({ '.sops.yaml': rulesOf(pattern) });
      const rules = await rulesIn(at.root);
      for (const name of names) {
        const { status } = realSops(['--config', join(at.root, '.sops.yaml'), 'encrypt', '--input-type', 'dotenv', '--output-type', 'dotenv', join(at.root, name)], '');
        expect([pattern, name, rules?.matches(name)]).toEqual([pattern, name, pattern === '[' || status === 0]);
      }
    }
  });
});
