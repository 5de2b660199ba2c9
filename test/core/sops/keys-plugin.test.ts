// Files that are encrypted for a plugin of age: the real sops beside us, both ways, and that a look runs nothing.
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { createPluginMemory, createPlugins, wrap, type PlacePorts } from '../../../electron/core/age/index.ts';
import { quietVerdict } from '../../../electron/core/sops/index.ts';
import { encryptFile } from '../../../electron/core/sops/encrypt-file.ts';
import { dotenv } from '../../../electron/core/sops/formats/dotenv/index.ts';
import { createAgeKeySource } from '../../../electron/core/sops/key-sources/age/index.ts';
import { nodePrograms } from '../../../electron/node-ports/index.ts';
import { installPlugin, testIdentity, testRecipient } from '../../fakes/age-plugin.ts';
import { recipients } from '../../fakes/fixtures.ts';
import { runTool } from '../../fakes/real-age.ts';
import { sopsVersions } from '../../fakes/real-sops.ts';
import { keyHome, type KeyHome } from '../age/kit.ts';
import { fileFor, openedBy } from './keys-kit.ts';

let home: KeyHome;
const canary = 'canary-plugin-73';
beforeAll(() => {
  home = keyHome();
  installPlugin(home.at('bin'));
});
afterAll(() => { home.remove(); });
const env = (): { readonly PATH: string; readonly SOPS_AGE_KEY: string } => ({ PATH: `${home.at('bin')}:${process.env['PATH'] ?? ''}`, SOPS_AGE_KEY: testIdentity() });
const ports = (): PlacePorts => ({ ...home.ports(env()), plugins: createPlugins({ programs: nodePrograms(), asking: home.asking, environment: env(), memory: createPluginMemory(home.at('profile')) }) });

describe.each(sopsVersions.map(({ version, path }) => [version, path] as const))('beside sops %s', (_version, sops) => {
  test('sops opens ours, and we open what it writes', async () => {
    const source = createAgeKeySource(ports());
    const ours = await encryptFile({ format: dotenv, lines: [{ kind: 'item', old: undefined, depth: 0, key: 'KEY', type: 'str', text: canary }], groups: [[{ kind: 'age', recipient: testRecipient() }]], sources: [source], now: new Date() });
    const opened = runTool(sops, ['decrypt', home.write('ours.env', ours)], { env: env() });
    expect(opened.stdout.toString('utf8')).toBe(`KEY=${canary}\n`);
    const theirs = runTool(sops, ['encrypt', '--age', testRecipient(), home.write('clear.env', `KEY=${canary}\n`)], { env: env() });
    expect(theirs.stderr).toBe('');
    expect(await openedBy(theirs.stdout, [source])).toBe('SOPS_AGE_KEY');
  });
});

test('quiet-look-runs-nothing: a folder with files for plugins runs none, and what only one could open is unknown', async () => {
  const asked = ports();
  const file = home.write('plugin.env', await encryptFile({ format: dotenv, lines: [], groups: [[{ kind: 'age', recipient: testRecipient() }]], sources: [{ kind: 'age', wrap: (key, recipient) => wrap(key, recipient, { plugins: asked.plugins }) }], now: new Date() }));
  const native = home.write('native.env', await fileFor(canary, recipients[0]));
  const quiet = home.at('quiet');
  installPlugin(quiet);
  for (const path of [file, native]) expect(await quietVerdict(path, { ...asked, environment: { ...env(), PATH: quiet } })).toBe('unknown');
  await expect(openedBy(Buffer.from(await fileFor(canary, recipients[0])), [createAgeKeySource({ ...asked, environment: { ...env(), PATH: quiet } }, 'quiet')])).rejects.toMatchObject({ code: 'no-matching-key' });
  expect(existsSync(join(quiet, 'ran'))).toBe(false);
});

test('a plugin that is missing is told by the place of its identity', async () => {
  const file = runTool(sopsVersions[0]?.path ?? 'sops', ['encrypt', '--age', testRecipient(), home.write('clear.env', 'A=b\n')], { env: env() }).stdout;
  const without = { ...home.ports({ SOPS_AGE_KEY: testIdentity() }), plugins: createPlugins({ programs: nodePrograms(), asking: home.asking, environment: { PATH: '/nonexistent' }, memory: createPluginMemory(home.at('profile')) }) };
  await expect(openedBy(file, [createAgeKeySource(without)])).rejects.toMatchObject({ code: 'identity-unusable', data: { places: 'SOPS_AGE_KEY' } });
});
