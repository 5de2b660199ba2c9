// The keychain port against a real gnome-keyring: unlocked, locked, without a keyring, without a password, without a service, without a bus, killed in the middle, started again with another password.
import { spawn, spawnSync } from 'node:child_process';
import { readFileSync, readdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, test } from 'vitest';
import { hasKeyring, keyringSession, type KeyringSession } from '../../servers/keyring.ts';
import type { Question } from '../children/ask-keychain.ts';

const child = fileURLToPath(new URL('../children/ask-keychain.ts', import.meta.url));
const canary = 'canary-keychain-41f0';

function ask(env: KeyringSession['env'], ...questions: readonly Question[]): Promise<readonly unknown[]> {
  return new Promise((resolve, reject) => {
    const asking = spawn(process.execPath, [child, JSON.stringify(questions)], { env, stdio: ['ignore', 'pipe', 'inherit'] });
    let printed = '';
    asking.stdout.on('data', (chunk: Buffer) => { printed += chunk.toString('utf8'); });
    asking.once('error', reject);
    asking.once('close', () => { resolve(JSON.parse(printed) as readonly unknown[]); });
  });
}

describe.runIf(hasKeyring())('gnome-keyring', () => {
  test('unlocked: keeps, gives back, finds and forgets', async () => {
    const session = await keyringSession();
    await session.start('a password');
    expect(await ask(session.env, ['look'], ['unlock', 60_000], ['get', 'a'], ['set', 'a', canary], ['get', 'a'], ['find'], ['remove', 'a'], ['remove', 'a'], ['get', 'a'])).toEqual([
      { state: 'ok', backend: 'GNOME Keyring' }, { ok: true }, { ok: true }, { ok: true }, { ok: true, value: canary }, { ok: true, value: [{ account: 'a', text: canary }] }, { ok: true, value: true }, { ok: true, value: false }, { ok: true },
    ]);
  });

  test('locked: looks without a prompt, and says that the prompt was dismissed where none can be shown', async () => {
    const session = await keyringSession();
    await session.start('a password');
    await ask(session.env, ['set', 'a', canary]);
    session.lock();
    expect(await ask(session.env, ['look'], ['look'], ['unlock', 60_000], ['get', 'a'], ['find'])).toEqual([{ state: 'locked', backend: 'GNOME Keyring' }, { state: 'locked', backend: 'GNOME Keyring' }, { ok: false, fault: 'dismissed' }, { ok: false, fault: 'dismissed' }, { ok: false, fault: 'locked' }]);
  });

  test('what keytar left is found by its service name, and only while it is unlocked', async () => {
    const session = await keyringSession();
    await session.start('a password');
    // The attributes are keytar's own: service and account.
    expect(spawnSync('secret-tool', ['store', '--label=older', 'service', 'coffre', 'account', 'é old'], { env: session.env, input: canary }).status).toBe(0);
    expect(await ask(session.env, ['find'], ['get', 'é old'])).toEqual([{ ok: true, value: [{ account: 'é old', text: canary }] }, { ok: true }]);
    session.lock();
    expect(await ask(session.env, ['find'])).toEqual([{ ok: false, fault: 'locked' }]);
  });

  test('killed and started again: with its password it has everything, with another one it is locked', async () => {
    const session = await keyringSession();
    await session.start('a password');
    await ask(session.env, ['set', 'a', canary]);
    await session.kill();
    expect(await ask(session.env, ['look'], ['get', 'a'])).toEqual([{ state: 'missing', backend: '' }, { ok: false, fault: 'missing' }]);
    await session.start('a password');
    expect(await ask(session.env, ['look'], ['get', 'a'])).toEqual([{ state: 'ok', backend: 'GNOME Keyring' }, { ok: true, value: canary }]);
    await session.kill();
    await session.start('another password');
    expect(await ask(session.env, ['look'])).toEqual([{ state: 'locked', backend: 'GNOME Keyring' }]);
  });

  test('killed in the middle of a question: the question ends, nothing made up is answered, and another password afterwards leaves it locked', async () => {
    const session = await keyringSession();
    await session.start('a password');
    await ask(session.env, ['set', 'a', canary]);
    for (const question of [['get', 'a'], ['set', 'b', canary], ['find']] as const) {
      session.freeze();
      const started = performance.now();
      const answer = ask(session.env, question);
      // WHY so long: until the question has certainly reached it.
      await new Promise((resolve) => { setTimeout(resolve, 1500); });
      await session.kill();
      expect(await answer, question[0]).toEqual([{ ok: false, fault: expect.stringMatching(/^(?:missing|failed)$/) as unknown }]);
      expect(performance.now() - started, question[0]).toBeLessThan(16_000);
      await session.start('a password');
    }
    expect(await ask(session.env, ['get', 'a'], ['get', 'b'])).toEqual([{ ok: true, value: canary }, { ok: true }]);
    await session.kill();
    await session.start('another password');
    expect(await ask(session.env, ['look'], ['find'])).toEqual([{ state: 'locked', backend: 'GNOME Keyring' }, { ok: false, fault: 'locked' }]);
  });

  test('frozen: it is slow, which is not the same as missing', async () => {
    const session = await keyringSession();
    await session.start('a password');
    await ask(session.env, ['set', 'a', canary]);
    session.freeze();
    expect(await ask(session.env, ['look'], ['get', 'a'])).toEqual([{ state: 'slow', backend: '' }, { ok: false, fault: 'slow' }]);
  });

  test('a prompt that nobody answers is waited for until somebody ends that; neither the program nor the keyring hangs on it', async () => {
    const session = await keyringSession();
    await session.start('a password');
    await ask(session.env, ['set', 'a', canary]);
    const prompts = await session.prompts('hold');
    session.lock();
    // Longer than any answer of the bus may take. The prompt itself would stay for ever, and so would the program that waits for it.
    expect(await ask(session.env, ['unlock', 5000], ['look'])).toEqual([{ ok: false, fault: 'cancelled' }, { state: 'locked', backend: 'GNOME Keyring' }]);
    expect(prompts.seen()).toEqual(['shown']);
    expect(await ask(session.env, ['unlock', 0], ['look'])).toEqual([{ ok: false, fault: 'cancelled' }, { state: 'locked', backend: 'GNOME Keyring' }]);
  });

  test('a prompt that the person answers unlocks it, and what it keeps is there; one that is dismissed leaves it locked, and can be asked for again', async () => {
    const session = await keyringSession();
    await session.start('a password');
    await ask(session.env, ['set', 'a', canary]);
    session.lock();
    const dismissed = await session.prompts('dismiss');
    expect(await ask(session.env, ['look'], ['unlock', 60_000], ['look'], ['get', 'a'])).toEqual([
      { state: 'locked', backend: 'GNOME Keyring' }, { ok: false, fault: 'dismissed' }, { state: 'locked', backend: 'GNOME Keyring' }, { ok: false, fault: 'dismissed' },
    ]);
    expect(dismissed.seen()).toContain('shown');
    const answered = await session.prompts({ password: 'a password' });
    expect(await ask(session.env, ['unlock', 60_000], ['look'], ['get', 'a'])).toEqual([{ ok: true }, { state: 'ok', backend: 'GNOME Keyring' }, { ok: true, value: canary }]);
    expect(answered.seen()).toEqual(['shown', 'gone']);
  });

  test('without a keyring in it: nothing is there, which is not the same as nothing stored', async () => {
    const session = await keyringSession();
    await session.start('');
    expect(await ask(session.env, ['look'], ['set', 'a', canary])).toEqual([{ state: 'missing', backend: 'GNOME Keyring' }, { ok: false, fault: 'missing' }]);
  });

  test('keychain-clear-text: a keyring without a password lies on the disk as text, and is called insecure', async () => {
    const session = await keyringSession();
    await session.start('a password');
    await ask(session.env, ['set', 'a', canary]);
    await session.kill();
    const folder = join(session.env['XDG_DATA_HOME'] ?? '', 'keyrings');
    expect(readdirSync(folder)).toContain('login.keyring');
    // What gnome-keyring itself writes once the password was changed to none.
    writeFileSync(join(folder, 'login.keyring'), `[keyring]\ndisplay-name=Login\nctime=0\nmtime=0\nlock-on-idle=false\nlock-after=false\n\n[1]\nitem-type=0\ndisplay-name=x\nsecret=${canary}\nmtime=0\nctime=0\n\n[1:attribute0]\nname=service\ntype=string\nvalue=coffre\n`, { mode: 0o600 });
    await session.start('a password');
    expect(await ask(session.env, ['look'])).toEqual([{ state: 'insecure-backend', backend: 'GNOME Keyring' }]);
    expect(readFileSync(join(folder, 'login.keyring'), 'latin1')).toContain(canary);
  });

  test('keychain-pinned: without a service or without a bus nothing is kept anywhere else', async () => {
    const session = await keyringSession();
    const nowhere: readonly unknown[] = [{ state: 'missing', backend: '' }, { ok: false, fault: 'missing' }, { ok: false, fault: 'missing' }];
    expect(await ask(session.env, ['look'], ['set', 'a', canary], ['get', 'a'])).toEqual(nowhere);
    await session.stopBus();
    expect(await ask(session.env, ['look'], ['set', 'a', canary], ['get', 'a'])).toEqual(nowhere);
    for (const address of ['', 'unix:path=/nonexistent/bus', 'tcp:host=localhost,port=1', 'unix:abstract=coffre-none']) expect(await ask({ ...session.env, DBUS_SESSION_BUS_ADDRESS: address }, ['look'], ['set', 'a', canary], ['get', 'a']), address).toEqual(nowhere);
  });
});
