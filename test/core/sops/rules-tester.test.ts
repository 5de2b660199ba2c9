// The rule tester through the core: the nearest file upwards, paths as sops tries them, what sops would find elsewhere, and files of rules that cannot be read.
import { execFileSync } from 'node:child_process';
import { mkdirSync, rmSync, symlinkSync, truncateSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { rulesIn, testRules } from '../../../electron/core/sops/rules-file/index.ts';
import { recipients } from '../../fakes/fixtures.ts';
import { openCore, type OpenCore } from '../../fakes/open-core.ts';

const [anna, bob] = recipients;
let at: OpenCore;
beforeEach(() => { at = openCore(); });
afterEach(async () => { await at.close(); });

function put(name: string, text: string): string {
  const path = join(at.folder, name);
  mkdirSync(dirname(path), { recursive: true });
  writeFileSync(path, text);
  return path;
}
const rule = (pattern: string, key: string = anna): string => `  - path_regex: '${pattern}'\n    age: ${key}\n`;
const verdicts = async (path: string): Promise<readonly unknown[]> => {
  const { outcome, verdicts: of, matched } = await testRules(path, undefined);
  return [outcome, matched, ...of];
};

describe('which rule', () => {
  it('the first that matches wins, tried on the way from the folder of the rules', async () => {
    put('.sops.yaml', `creation_rules:\n${rule('^apps/')}${rule('\\.env$')}${rule('^deep/')}${rule('')}`);
    expect(await verdicts(join(at.folder, 'apps/.env'))).toEqual(['matched', 0, 'matches', 'earlier-won', 'not-asked', 'earlier-won']);
    expect(await verdicts(join(at.folder, 'x/apps/.env'))).toEqual(['matched', 1, 'not-meant', 'matches', 'not-asked', 'earlier-won']);
    expect(await verdicts(join(at.folder, 'other'))).toEqual(['matched', 3, 'not-meant', 'not-meant', 'not-meant', 'matches']);
  });
  it('a rule that cannot be read stops sops where it comes to it, and not before', async () => {
    put('.sops.yaml', `creation_rules:\n${rule('^a$')}${rule('(')}${rule('^b$')}`);
    expect(await verdicts(join(at.folder, 'a'))).toEqual(['matched', 0, 'matches', 'bad-regex', 'not-asked']);
    expect(await verdicts(join(at.folder, 'b'))).toEqual(['refused', -1, 'not-meant', 'bad-regex', 'earlier-won']);
  });
  it('none, no list, an empty list, a mistake', async () => {
    const path = join(at.folder, 'x');
    for (const [text, ...expected] of [[`creation_rules:\n${rule('y')}`, 'no-match', -1, 'not-meant'], ['creation_rules: []\n', 'no-match', -1], ['stores: {}\n', 'ignored', -1], ['', 'ignored', -1], ['creation_rules:\n  - age: nobody\n', 'refused', 0, 'matches'], ['creation_rules:\n  - path_regex: y\n    age: nobody\n  - age: ' + anna + '\n', 'matched', 1, 'not-meant', 'matches'], ['a: [', 'refused', -1]] as const) {
      put('.sops.yaml', text);
      expect([text, await verdicts(path)]).toEqual([text, expected]);
    }
  });
  it('is that of the nearest file, beside which a .sops.yml counts for nothing', async () => {
    put('.sops.yaml', `creation_rules:\n${rule('^a/b/')}`);
    put('a/.sops.yml', '');
    mkdirSync(join(at.folder, 'a/b'));
    expect(await testRules(join(at.folder, 'a/b/x'), undefined)).toMatchObject({ rulesPath: join(at.folder, '.sops.yaml'), passedOver: join(at.folder, 'a/.sops.yml'), tried: 'a/b/x', outcome: 'matched' });
    put('a/.sops.yaml', 'creation_rules: []\n');
    expect(await testRules(join(at.folder, 'a/b/x'), at.folder)).toMatchObject({ rulesPath: join(at.folder, 'a/.sops.yaml'), elsewhere: join(at.folder, '.sops.yaml'), outcome: 'no-match', tried: 'b/x' });
  });
});

describe('a file of rules that cannot be read', () => {
  it('is told, and never ends the question: 50 MB, a pipe, a loop, a folder, what is no text', async () => {
    const path = join(at.folder, 'a/x');
    const place = put('a/.sops.yaml', '');
    const problem = async (): Promise<unknown> => (await testRules(path, undefined)).rules.problems[0]?.code;
    truncateSync(place, 50 * 1024 * 1024);
    expect(await problem()).toBe('file-too-large');
    expect((await rulesIn(join(at.folder, 'a')))?.matches('x')).toBe(true);
    rmSync(place);
    execFileSync('mkfifo', [place]);
    expect(await problem()).toBe('file-unreadable');
    rmSync(place);
    mkdirSync(place);
    expect(await problem()).toBe('file-unreadable');
    rmSync(place, { recursive: true });
    symlinkSync('.sops.yaml', place);
    expect((await testRules(path, undefined)).outcome).toBe('no-file');
    rmSync(place);
    writeFileSync(place, Buffer.from([0xff, 0xfe, 0, 1, 2, 0x80]));
    expect(['refused', 'ignored']).toContain((await testRules(path, undefined)).outcome);
  });
});

describe('sops.testRules', () => {
  it('answers a window about a file of its project, and where sops would look from the folder of the project', async () => {
    put('.sops.yaml', `creation_rules:\n${rule('.')}`);
    put('sub/.sops.yaml', `creation_rules:\n  - age:\n      - ${anna} # Anna\n      - ${bob}\n`);
    put('sub/.env', 'A=canary-tester-71\n');
    at.ports.fake.chosenFolders.push(at.folder);
    const { project } = await at.done('projects.chooseFolder', {}, 'window');
    const ref = project?.project ?? '';
    await expect.poll(async () => (await at.done('projects.listFiles', { project: ref, offset: 0 }, 'window')).scan).toBe('done');
    const { files } = await at.done('projects.listFiles', { project: ref, offset: 0 }, 'window');
    const file = files.find(({ path }) => path === 'sub/.env')?.file ?? '';
    const told = await at.done('sops.testRules', { file }, 'window');
    expect(told).toMatchObject({ tried: '.env', outcome: 'matched', ruleCount: 1, elsewhere: { folder: at.folder, rulesFile: join(at.folder, '.sops.yaml') }, effective: { rule: 0, groups: [{ kind: ['age', 'age'], key: [anna, bob], name: ['Anna', ''] }], threshold: 1, selector: { field: 'unencrypted_suffix', text: '_unencrypted', usual: true } } });
    expect(JSON.stringify(told)).not.toContain('canary');
    await at.done('projects.close', { project: ref }, 'window');
    expect(await at.call('sops.testRules', { file }, 'window')).toMatchObject({ ok: false, error: { code: 'file-not-found' } });
  });
  it('answers with ten thousand recipients, and with a thousand of many rules', async () => {
    put('.sops.yaml', `creation_rules:\n  - age:\n${Array.from({ length: 10_000 }, () => `      - ${anna} # Anna\n`).join('')}`);
    const { file } = await at.done('projects.refFile', { path: put('.env', '') });
    const many = await at.done('sops.testRules', { file });
    expect(many.effective?.groups[0]?.key).toHaveLength(10_000);
    expect([many.problemCount, many.problems.length]).toEqual([9_999, 1000]);
    put('.sops.yaml', `creation_rules:\n${Array.from({ length: 3000 }, (_, line) => rule(`^${String(line)}$`)).join('')}`);
    const long = await at.done('sops.testRules', { file });
    expect([long.ruleCount, long.rules.length, long.outcome]).toEqual([3000, 1000, 'no-match']);
  });
  it('rules-show-no-key: shows neither a private key nor a password that stands among the rules', async () => {
    put('.sops.yaml', "creation_rules:\n  - path_regex: canary-is-a-path\n  - age: [AGE-SECRET-KEY-1CANARY72, 'canary-73']\n    hc_vault_transit_uri: https://u:canary-74@v.example/v1/transit/keys/k\n");
    const { file } = await at.done('projects.refFile', { path: put('.env', '') });
    const told = await at.done('sops.testRules', { file });
    expect(told.outcome).toBe('refused');
    expect(told.problems.map(({ code }) => code)).toEqual(['no-recipients', 'private-key', 'bad-recipient', 'bad-recipient']);
    expect(JSON.stringify(told)).not.toMatch(/CANARY72|canary-7/);
  });
});
