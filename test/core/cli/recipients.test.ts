// `coffre file recipients`, `file sync`, `file rotate-key`: what a person and a script get, and the real sops as judge of what was written.
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { encryptDotenv } from '../../../electron/core/sops/index.ts';
import { cliHome, type CliHome } from '../../fakes/cli.ts';
import { identities, recipients } from '../../fakes/fixtures.ts';
import { sopsDecrypt, sopsPath } from '../../fakes/real-sops.ts';

const [anna, bob] = recipients;
const french = { LC_ALL: 'fr_FR.UTF-8' };
const now = new Date('2026-11-27T08:00:00Z');

let home: CliHome;
beforeEach(() => { home = cliHome(); });
afterEach(() => { home.remove(); });
const secret = async (name: string, own: readonly string[] = [anna]): Promise<string> => home.write(name, await encryptDotenv([['TOKEN', `canary-${name}`]], [...own], now));
const text = (name: string): string => readFileSync(join(home.work, name), 'utf8');
const reads = (name: string): readonly boolean[] => identities.map((identity) => sopsPath === undefined || sopsDecrypt(join(home.work, name), identity).stdout.includes(`canary-${name}`));

describe('file recipients', () => {
  test('lists who can open a file, with names, and what the rule says; needs no key', async () => {
    home.write('.sops.yaml', `creation_rules:\n  - age:\n      - ${anna} # Anna\n      - ${bob} # Bob\n`);
    await secret('a.env');
    const nobody = { env: { SOPS_AGE_KEY: undefined } };
    const said = await home.run(['file', 'recipients', 'a.env'], nobody);
    expect(said).toMatchObject({ status: 10, stdout: `age\t${anna}\tAnna\tin the rule\nage\t${bob}\tBob\tmissing: the rule names it\nThe rule for this file names others: \`coffre file sync\` brings it up to date.\n`, stderr: '' });
    expect((await home.run(['file', 'recipients', 'a.env'], { env: { ...french, SOPS_AGE_KEY: undefined } })).stdout).toContain('manque : la règle le nomme'.replace(' :', '\u00a0:'));
    const { answer } = await home.json(['file', 'recipients', 'a.env'], nobody);
    expect(answer.value).toMatchObject({ path: 'a.env', state: 'differ', ruleLine: 2, groups: [{ key: [anna], name: ['Anna'], ruled: [true] }], missing: [{ key: bob, name: 'Bob' }] });
  });

  test('add and remove: written, proven, and told; a dry run writes nothing', async () => {
    await secret('a.env');
    const before = text('a.env');
    const dry = await home.run(['file', 'recipients', 'a.env', 'add', bob, '--dry-run']);
    expect(dry).toMatchObject({ status: 10, stdout: `a.env\tchanges\t+ ${bob}\n1 file to change, 0 files as it should be, 0 files left as it is.\n` });
    expect(text('a.env')).toBe(before);
    expect(await home.run(['file', 'recipients', 'a.env', 'add', bob, '--yes'])).toMatchObject({ status: 0, stderr: '' });
    expect(reads('a.env')).toEqual([true, true]);
    expect(text('a.env').split('\n')[0]).toBe(before.split('\n')[0]);
    expect(await home.run(['file', 'recipients', 'a.env', 'remove', bob, '--yes'])).toMatchObject({ status: 0, stdout: expect.stringContaining('new data key') as unknown });
    expect(text('a.env').split('\n')[0]).not.toBe(before.split('\n')[0]);
    expect(reads('a.env')).toEqual([true, sopsPath === undefined]);
    expect((await home.json(['file', 'recipients', 'a.env', 'add', anna, '--yes'])).answer.value).toMatchObject({ changes: 0, same: 1, written: 0 });
  });

  test('access-is-asked: where nobody can be asked, --yes has to say it; nothing is written without', async () => {
    home.write('.sops.yaml', `creation_rules:\n  - age: ${anna},${bob}\n`);
    await secret('a.env');
    const before = home.snapshot();
    for (const words of [['recipients', 'a.env', 'add', bob], ['sync'], ['rotate-key', 'a.env']]) expect((await home.json(['file', ...words])).answer.error, words.join(' ')).toMatchObject({ code: 'not-confirmed' });
    expect(home.snapshot()).toEqual(before);
    expect(await home.run(['file', 'sync', '-y'])).toMatchObject({ status: 0 });
  });

  test('--keep-data-key says what that means; --force is needed to lock oneself out; the last one stays', async () => {
    await secret('a.env', [anna, bob]);
    expect(await home.run(['file', 'recipients', 'a.env', 'remove', bob, '--keep-data-key', '--yes'])).toMatchObject({ status: 0, stderr: expect.stringContaining('can open new values') as unknown });
    expect(await home.run(['file', 'recipients', 'a.env', 'remove', anna, '--yes'])).toMatchObject({ status: 1, stdout: '', stderr: expect.stringContaining('Nobody would be left') as unknown });
    await secret('b.env', [anna, bob]);
    const before = text('b.env');
    expect((await home.json(['file', 'recipients', 'b.env', 'remove', anna, '--yes'])).answer.error).toMatchObject({ code: 'file-stays', data: { reason: 'locks-you-out' } });
    expect(text('b.env')).toBe(before);
    expect(await home.run(['file', 'recipients', 'b.env', 'remove', anna, '--force', '--yes'])).toMatchObject({ status: 0, stdout: expect.stringContaining('you cannot open it afterwards') as unknown });
    expect(reads('b.env')).toEqual([sopsPath === undefined, true]);
  });

  test('a private key, a word that is none and an act that is none are refused, and not repeated', async () => {
    await secret('a.env');
    const before = home.snapshot();
    for (const [words, status] of [[['add', identities[1]], 1], [['add', `age1${identities[1].slice(4)}`], 1], [['add'], 2], [['let-in', bob], 2], [['add', 'bob'], 4], [['add', 'AGE-PLUGIN-X-1QQ'], 1]] as const) {
      const answer = await home.run(['file', 'recipients', 'a.env', ...words]);
      expect(answer.status, words.join(' ').slice(0, 12)).toBe(status);
      expect(answer.stdout + answer.stderr).not.toContain(identities[1].slice(20, 50));
    }
    expect(home.snapshot()).toEqual(before);
  });
});

test('file recipients --rule: the rule for the file, and every file that it is meant for', async () => {
  home.write('.sops.yaml', `creation_rules:\n  - path_regex: one\n    age:\n      - ${anna} # Anna\n  - age: ${anna}\n`);
  for (const name of ['one.env', 'one-more.env', 'other.env']) await secret(name);
  const said = await home.run(['file', 'recipients', 'one.env', 'add', bob, '--rule', '--yes']);
  expect(said).toMatchObject({ status: 0, stdout: `one-more.env\tchanges\t+ ${bob}\none.env\tchanges\t+ ${bob}\n.sops.yaml\tchanges\t+ ${bob}\trules\n3 files to change, 0 files as it should be, 0 files left as it is.\n` });
  expect([reads('one.env'), reads('one-more.env'), text('other.env').includes(bob)]).toEqual([[true, true], [true, true], false]);
  expect(text('.sops.yaml')).toBe(`creation_rules:\n  - path_regex: one\n    age:\n      - ${anna} # Anna\n      - ${bob}\n  - age: ${anna}\n`);
  expect((await home.json(['file', 'recipients', 'one.env', 'remove', anna, '--rule', '--yes'])).answer.value).toMatchObject({ changes: 0, stays: 3, written: 0 });
  home.write('.sops.yaml', 'creation_rules: []\n');
  expect((await home.json(['file', 'recipients', 'one.env', 'add', bob, '--rule', '--yes'])).answer.error).toMatchObject({ code: 'rule-not-found' });
});

describe('file sync', () => {
  test('plans, writes all, is up to date then; what stays is told and exits with 10', async () => {
    home.write('.sops.yaml', `creation_rules:\n  - path_regex: one\n    age: ${anna},${bob}\n  - path_regex: two\n    age: ${anna}\n  - path_regex: locked\n    age: ${anna}\n`);
    await secret('one.env');
    await secret('two.env', [anna, bob]);
    await secret('plain.env');
    const before = home.snapshot();
    const dry = await home.run(['file', 'sync', '.', '--dry-run']);
    expect(dry).toMatchObject({ status: 10, stdout: `one.env\tchanges\t+ ${bob}\nplain.env\tstays\t\tno rule\ntwo.env\tchanges\t- ${bob}\tnew data key\n2 files to change, 0 files as it should be, 1 file left as it is.\n` });
    expect(home.snapshot()).toEqual(before);
    expect(await home.run(['file', 'sync', '--yes'])).toMatchObject({ status: 0 });
    expect([reads('one.env'), reads('two.env')]).toEqual([[true, true], [true, sopsPath === undefined]]);
    expect((await home.json(['file', 'sync', '--dry-run'])).answer.value).toMatchObject({ changes: 0, same: 2, stays: 1, written: 0 });
    await secret('locked.env', [bob]);
    expect(await home.run(['file', 'sync', '--yes'], { env: french })).toMatchObject({ status: 10, stdout: expect.stringContaining('locked.env\treste\t+ ') as unknown });
    expect((await home.json(['file', 'sync', 'nowhere', '--yes'])).answer.error).toMatchObject({ code: 'folder-not-found' });
    expect((await home.json(['file', 'sync', '--resume'])).answer.error).toMatchObject({ code: 'nothing-unfinished' });
  });

  test('rotate-key: every value anew, the same people, in all files', async () => {
    await secret('a.env', [anna, bob]);
    await secret('b.env');
    const before = [text('a.env'), text('b.env')].map((each) => each.split('\n')[0]);
    expect((await home.json(['file', 'rotate-key', 'a.env', 'b.env', '--yes'])).answer.value).toMatchObject({ written: 2, newKeys: 2 });
    expect([text('a.env'), text('b.env')].map((each) => each.split('\n')[0]).filter((line) => before.includes(line))).toEqual([]);
    expect([reads('a.env'), reads('b.env')]).toEqual([[true, true], [true, sopsPath === undefined]]);
  });

  test('what was interrupted is told before anything else, and is brought to its end or back', async () => {
    home.write('.sops.yaml', `creation_rules:\n  - age: ${anna},${bob}\n`);
    const names = Array.from({ length: 30 }, (_, at) => `${String(at).padStart(2, '0')}.env`);
    for (const name of names) await secret(name);
    const states = (): readonly string[] => [...new Set(names.map((name) => (text(name).includes(bob) ? 'new' : 'old')))].toSorted();
    for (const [option, end] of [['--undo', 'old'], ['--resume', 'new']] as const) {
      const killed = await home.killedWhile(['file', 'sync', '--yes'], () => names.some((name) => text(name).includes(bob)));
      expect(killed.signal).toBe('SIGKILL');
      expect(states()).toEqual(['new', 'old']);
      expect(await home.run(['file', 'sync', '--yes'])).toMatchObject({ status: 5, stderr: expect.stringMatching(/interrupted after \d+ of 30 files/) as unknown });
      expect(await home.run(['file', 'sync', option])).toMatchObject({ status: 0 });
      expect(states()).toEqual([end]);
      expect([...home.snapshot().keys()].filter((name) => name.includes('.coffre-'))).toEqual([]);
    }
    for (const name of ['00.env', '29.env']) expect(reads(name)).toEqual([true, true]);
  });
});
