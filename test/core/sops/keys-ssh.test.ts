// Files that are encrypted for SSH keys: what places and passphrases they ask for, and the real sops beside them, both ways.
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { searchPlaces, type PlacePorts } from '../../../electron/core/age/index.ts';
import { createAgeKeySource } from '../../../electron/core/sops/key-sources/age/index.ts';
import { createClipboard } from '../../../electron/core/clipboard/index.ts';
import { createSops } from '../../../electron/core/sops/index.ts';
import { fakePorts } from '../../fakes/ports.ts';
import { hasKeygen, runTool, sshKey } from '../../fakes/real-age.ts';
import { sopsVersions } from '../../fakes/real-sops.ts';
import { keyHome, type KeyHome } from '../age/kit.ts';
import { fileFor, openedBy } from './keys-kit.ts';

let home: KeyHome;
const canary = 'canary-ssh-52';
const passphrase = 'canary-passphrase-78';
const publicOf = (name: string): string => readFileSync(home.at(`${name}.pub`), 'utf8').trim();
const privateOf = (name: string): string => readFileSync(home.at(name), 'latin1');
beforeAll(() => {
  home = keyHome();
  if (!hasKeygen) return;
  sshKey(home.at('ed'), 'ed25519', { comment: 'anna@laptop' });
  sshKey(home.at('rsa'), 'rsa', { comment: 'bob' });
  sshKey(home.at('ed-locked'), 'ed25519', { passphrase });
  sshKey(home.at('rsa-pem-locked'), 'rsa', { passphrase, more: ['-m', 'PEM'] });
});
afterAll(() => { home.remove(); });
const openedWith = (file: string | Uint8Array, ports: PlacePorts = home.ports(), manner: 'asking' | 'quiet' = 'asking'): Promise<string> => openedBy(file, [createAgeKeySource(ports, manner)]);

describe.skipIf(!hasKeygen)('keys of ssh-keygen', () => {
  test('places: the named key first, then the usual ones; only for files that an SSH key opens are they of any matter', async () => {
    mkdirSync(home.at('.ssh'), { recursive: true });
    writeFileSync(home.at('.ssh/id_ed25519'), privateOf('ed-locked'));
    writeFileSync(home.at('.ssh/id_ed25519.pub'), publicOf('ed-locked'));
    writeFileSync(home.at('.ssh/id_rsa'), privateOf('rsa-pem-locked'));
    writeFileSync(home.at('.ssh/id_rsa.pub'), publicOf('rsa-pem-locked'));
    const ports = home.ports({ SOPS_AGE_SSH_PRIVATE_KEY_FILE: home.at('ed') });
    const places = await searchPlaces(ports);
    expect(places.slice(0, 3).map(({ place, state, locked: lock }) => [place, state, lock?.recipient])).toEqual([
      [home.at('ed'), 'usable', undefined], [home.at('.ssh/id_ed25519'), 'locked', publicOf('ed-locked').trim()], [home.at('.ssh/id_rsa'), 'locked', publicOf('rsa-pem-locked').trim()],
    ]);
    const file = (name: string) => fileFor(canary, publicOf(name));
    expect(await openedWith(await file('ed'), ports)).toBe(home.at('ed'));
    expect(home.asked).toEqual([]);
    // Asked once, for the key that fits, and remembered.
    home.answers.push('wrong', passphrase);
    expect(await openedWith(await file('ed-locked'), ports)).toBe(home.at('.ssh/id_ed25519'));
    expect(await openedWith(await file('ed-locked'), ports)).toBe(home.at('.ssh/id_ed25519'));
    expect(home.asked.map(({ place, again }) => [place, again])).toEqual([[home.at('.ssh/id_ed25519'), false], [home.at('.ssh/id_ed25519'), true]]);
    home.answers.push(passphrase);
    expect(await openedWith(await file('rsa-pem-locked'), ports)).toBe(home.at('.ssh/id_rsa'));
    home.asked.length = 0;
    // Nobody to ask: said as what it is. A file for nobody here says nothing of SSH keys.
    await expect(openedWith(await file('ed-locked'), home.ports())).rejects.toMatchObject({ code: 'identity-locked', data: { places: home.at('.ssh/id_ed25519') } });
    await expect(openedWith(await file('rsa'), home.ports())).rejects.toMatchObject({ code: 'no-matching-key', data: { tried: 0, places: '' } });
    expect(home.asked).toHaveLength(1);
  });

  test('quiet-look-runs-nothing: a look asks for no passphrase, but uses what was opened', async () => {
    const ports = home.ports();
    const file = await fileFor(canary, publicOf('ed-locked'));
    home.asked.length = 0;
    await expect(openedWith(file, ports, 'quiet')).rejects.toMatchObject({ code: 'identity-locked' });
    expect(home.asked).toEqual([]);
    home.answers.push(passphrase);
    await openedWith(file, ports);
    expect(await openedWith(file, ports, 'quiet')).toBe(home.at('.ssh/id_ed25519'));
    ports.locks?.forget();
    await expect(openedWith(file, ports, 'quiet')).rejects.toMatchObject({ code: 'identity-locked' });
  });
});

describe.skipIf(!hasKeygen).each(sopsVersions.map(({ version, path }) => [version, path] as const))('beside sops %s', (_version, sops) => {
  test.each(['ed', 'rsa'])('%s: sops opens ours, and we open what it writes', async (name) => {
    const env = { SOPS_AGE_SSH_PRIVATE_KEY_FILE: home.at(name) };
    const ours = home.write('ours.env', await fileFor(canary, publicOf(name)));
    expect(runTool(sops, ['decrypt', ours], { env }).stdout.toString('utf8')).toBe(`KEY=${canary}\n`);
    const clear = home.write('clear.env', `KEY=${canary}\n`);
    const theirs = runTool(sops, ['encrypt', '--age', publicOf(name), clear]);
    expect(theirs.stderr).toBe('');
    expect(await openedWith(theirs.stdout, home.ports(env))).toBe(home.at(name));
  });
});

test('the key of the fixtures opens the file that sops encrypted for it', async () => {
  const fixture = (name: string): string => join(import.meta.dirname, '../../fixtures/sops', name);
  const ports = home.ports({ SOPS_AGE_SSH_PRIVATE_KEY_FILE: fixture('ssh_ed25519') });
  expect(await openedWith(readFileSync(fixture('recipients/ssh-ed25519.enc.env')), ports)).toBe(fixture('ssh_ed25519'));
});

test('lock-forgets-identities: after a lock a passphrase is asked for again', async () => {
  if (!hasKeygen) return;
  const fake = fakePorts({ asking: home.asking });
  const path = home.write('asked.env', await fileFor(canary, publicOf('ed-locked')));
  const sops = createSops({
    ports: { ...fake, environment: { SOPS_AGE_SSH_PRIVATE_KEY_FILE: home.at('ed-locked') } }, clipboard: createClipboard(fake.clipboard, fake.clock, () => 30_000, () => undefined), hideAfterMs: () => 30_000, lockFolder: home.at('locks'), emit: () => undefined, around: { filesBelow: () => Promise.resolve([]), markValues: () => Promise.resolve(0) },
    resolveFile: () => ({ path, label: 'asked.env' }),
  });
  const open = () => sops.handlers.openFile({ file: 'A'.repeat(22) }, { role: 'cli', requestId: '', about: () => undefined, record: () => Promise.resolve() });
  home.asked.length = 0;
  home.answers.length = 0;
  home.answers.push(passphrase);
  await open();
  await open();
  expect(home.asked).toHaveLength(1);
  await sops.parking.clear();
  home.answers.push(passphrase);
  await open();
  expect(home.asked).toHaveLength(2);
  sops.dispose();
  fake.fake.remove();
});
