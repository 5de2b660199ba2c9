// Plugins of age: a real one, one of ours beside the real age, and all the ways in which one may go wrong.
import { existsSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { createPluginMemory, createPlugins, unwrap, wrap, type Plugins } from '../../../electron/core/age/index.ts';
import { SecretText } from '../../../electron/core/secret/index.ts';
import { nodePrograms } from '../../../electron/node-ports/index.ts';
import { bech32, installPlugin, testIdentity, testRecipient, type PluginManner } from '../../fakes/age-plugin.ts';
import { ageFolder, realAge } from '../../fakes/real-age.ts';
import { keyHome, type KeyHome } from './kit.ts';

let home: KeyHome;
beforeEach(() => { home = keyHome(); });
afterEach(() => { home.remove(); });
const canary = Buffer.from('canary-plugin-71');
const identity = new SecretText(testIdentity());
const bin = (): string => home.at('bin');
const ran = (): string => (existsSync(join(bin(), 'ran')) ? readFileSync(join(bin(), 'ran'), 'utf8') : '');

function plugins(more: Partial<Parameters<typeof createPlugins>[0]> = {}): Plugins {
  return createPlugins({ programs: nodePrograms(), asking: home.asking, environment: { PATH: bin() }, memory: createPluginMemory(home.at('profile')), limitMs: 20_000, ...more });
}
const opens = (file: string, using = plugins()) => unwrap(file, [identity], { plugins: using });

describe('a plugin of ours', () => {
  test('wraps and opens; it is asked for once, and runs in no folder of ours', async () => {
    const path = installPlugin(bin());
    const file = await wrap(canary, testRecipient(), { plugins: plugins() });
    expect(await opens(file)).toEqual({ kind: 'opened', payload: canary });
    expect(home.confirmed).toEqual([`${path} coffretest`]);
    expect(ran()).toBe(`--age-plugin=recipient-v1 ${tmpdir()}\n--age-plugin=identity-v1 ${tmpdir()}\n`);
  });

  test('plugin-first-use: nothing runs before the person agreed, and another program of the same name is asked for anew', async () => {
    installPlugin(bin());
    home.confirms = false;
    await expect(wrap(canary, testRecipient(), { plugins: plugins() })).rejects.toThrow();
    await expect(wrap(canary, testRecipient(), { plugins: plugins({ asking: undefined }) })).rejects.toThrow();
    expect(ran()).toBe('');
    home.confirms = true;
    const file = await wrap(canary, testRecipient(), { plugins: plugins() });
    expect(await opens(file, plugins({ asking: undefined }))).toMatchObject({ kind: 'opened' });
    home.confirmed.length = 0;
    const other = installPlugin(home.at('other'));
    expect(await opens(file, plugins({ environment: { PATH: home.at('other') } }))).toMatchObject({ kind: 'opened' });
    expect(home.confirmed).toEqual([`${other} coffretest`]);
  });

  test('what it asks for reaches the person: a message, a question, a PIN', async () => {
    installPlugin(bin(), 'asks');
    const told: string[] = [];
    const asking = { ...home.asking, tell: ({ text }: { readonly text: string }) => { told.push(text); } };
    home.answers.push('canary-pin', 'canary-pin');
    const file = await wrap(canary, testRecipient(), { plugins: plugins({ asking }) });
    expect(await opens(file, plugins({ asking }))).toMatchObject({ kind: 'opened' });
    expect(told).toEqual(['touch it', 'touch it']);
    expect(home.confirmed.slice(1)).toEqual(['coffretest really? (go on / stop)', 'coffretest really? (go on / stop)']);
    expect(home.asked.map(({ what, text }) => [what, text])).toEqual([['plugin', 'PIN:'], ['plugin', 'PIN:']]);
    home.answers.push('wrong');
    expect(await opens(file, plugins({ asking }))).toEqual({ kind: 'no-match' });
  });

  test.each<[PluginManner, string]>([['hangs', 'plugin-failed'], ['floods', 'plugin-failed'], ['rubbish', 'plugin-failed'], ['ends', 'plugin-failed'], ['says-no', 'plugin-failed'], ['wrong-key', 'malformed']])('one that %s opens nothing, and the next identity is tried', async (manner, kind) => {
    installPlugin(bin());
    const file = await wrap(canary, testRecipient(), { plugins: plugins() });
    installPlugin(bin(), manner);
    // WHY not shorter: the second one is a program too, and starts within it on a computer that does much else.
    const using = plugins({ limitMs: manner === 'hangs' ? 4000 : 20_000 });
    expect(await opens(file, using)).toEqual({ kind });
    if (kind === 'malformed') return;
    installPlugin(bin(), 'works', 'second');
    expect(await unwrap(file, [identity, new SecretText(testIdentity('second'))], { plugins: using })).toMatchObject({ kind: 'opened' });
  });

  test('is stopped when the person cancels', async () => {
    installPlugin(bin());
    const file = await wrap(canary, testRecipient(), { plugins: plugins() });
    installPlugin(bin(), 'hangs');
    const stop = new AbortController();
    setTimeout(() => { stop.abort(); }, 200);
    expect(await unwrap(file, [identity], { plugins: plugins(), signal: stop.signal })).toEqual({ kind: 'plugin-failed' });
  });

  test('program-from-path-only: a name that leads elsewhere starts nothing', async () => {
    installPlugin(bin());
    for (const name of ['../bin/age-plugin-coffretest', '..', 'a b', 'coffretest/../coffretest', 'x;y', '$(id)']) {
      await expect(wrap(canary, bech32(`age1${name}`, Buffer.from('canary')), { plugins: plugins() })).rejects.toThrow();
      expect((await unwrap(await wrap(canary, testRecipient(), { plugins: plugins() }), [new SecretText(bech32(`age-plugin-${name}-`).toUpperCase())], { plugins: plugins() })).kind).not.toBe('opened');
    }
    rmSync(join(bin(), 'age-plugin-coffretest'));
    await expect(wrap(canary, testRecipient(), { plugins: plugins() })).rejects.toThrow();
  });
});

describe.skipIf(ageFolder === undefined)('beside age', () => {
  const env = (): { PATH: string } => ({ PATH: `${bin()}:${process.env['PATH'] ?? ''}` });
  test('age opens what the plugin wrapped for us, and we open what it wrapped for age', async () => {
    installPlugin(bin());
    const key = home.write('key.txt', `${identity.expose()}\n`);
    const ours = home.write('ours.age', await wrap(canary, testRecipient(), { plugins: plugins() }));
    expect(realAge('age', ['-d', '-i', key, ours], { env: env() }).stdout).toEqual(canary);
    const theirs = realAge('age', ['-e', '-a', '-r', testRecipient()], { env: env(), input: canary }).stdout.toString('latin1');
    expect(await opens(theirs)).toMatchObject({ kind: 'opened', payload: canary });
  });
  test('a real plugin, age-plugin-batchpass, opens what age wrote with it', async () => {
    const environment = { PATH: ageFolder, AGE_PASSPHRASE: 'canary-batch-72', AGE_PASSPHRASE_WORK_FACTOR: '10' };
    const theirs = realAge('age', ['-e', '-a', '-j', 'batchpass'], { env: { ...environment, PATH: ageFolder ?? '' }, input: canary }).stdout.toString('latin1');
    const batch = new SecretText(bech32('age-plugin-batchpass-').toUpperCase());
    expect(await unwrap(theirs, [batch], { plugins: plugins({ environment }) })).toMatchObject({ kind: 'opened', payload: canary });
    expect(home.confirmed).toEqual([`${join(ageFolder ?? '', 'age-plugin-batchpass')} batchpass`]);
    expect((await unwrap(theirs, [batch], { plugins: plugins({ environment: { ...environment, AGE_PASSPHRASE: 'wrong' } }) })).kind).not.toBe('opened');
  });
});
