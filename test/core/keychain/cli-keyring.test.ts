// The built command line with a real gnome-keyring: the profile opens with the session, and each fault of the keychain is said, with another way that works.
import { spawn, spawnSync } from 'node:child_process';
import { describe, expect, test } from 'vitest';
import { identities, recipients } from '../../fakes/fixtures.ts';
import { answerOf, builtCli, type CliAnswer } from '../../fakes/cli.ts';
import { hasScreens, openScreen } from '../../fakes/screen.ts';
import { hasKeyring, keyringSession, type KeyringSession } from '../../servers/keyring.ts';

const passphrase = 'canary-passphrase-77c1';

function coffre(session: KeyringSession, args: readonly string[], input = ''): Promise<CliAnswer> {
  const child = spawn(process.execPath, [builtCli, ...args], { cwd: session.folder, env: { ...session.env, COFFRE_HOME: `${session.folder}/profile` }, stdio: ['pipe', 'pipe', 'pipe'] });
  child.stdin.on('error', () => undefined);
  child.stdin.end(input);
  return answerOf(child);
}
async function codeOf(session: KeyringSession, args: readonly string[], input = ''): Promise<string> {
  const { stdout } = await coffre(session, [...args, '--json'], input);
  return (JSON.parse(stdout) as { readonly error?: { readonly code: string } }).error?.code ?? 'done';
}

describe.runIf(hasKeyring())('a profile in the keychain', () => {
  test('opens without a word, and says what is wrong when it does not', async () => {
    const session = await keyringSession();
    await session.start('a password');
    expect(await coffre(session, ['profile', 'init'], `${passphrase}\n`)).toMatchObject({ status: 0, stderr: '' });
    expect((await coffre(session, ['profile', 'status'])).stdout).toContain('GNOME Keyring answers and is unlocked.');
    const { status, stdout } = await coffre(session, ['keys', 'generate', 'laptop']);
    expect([status, stdout.startsWith('age1')]).toEqual([0, true]);

    spawnSync('secret-tool', ['store', '--label=older', 'service', 'old-app', 'account', 'old laptop'], { env: session.env, input: identities[0] });
    spawnSync('secret-tool', ['store', '--label=older', 'service', 'old-app', 'account', 'token'], { env: session.env, input: 'canary-no-identity' });
    expect(await coffre(session, ['keys', 'import', '--keychain', 'old-app'])).toMatchObject({ status: 0, stdout: `${recipients[0]}\n` });
    expect((await coffre(session, ['keys', 'list'])).stdout).toContain('old laptop');

    session.lock();
    expect(await codeOf(session, ['keys', 'list'])).toBe('keychain-locked');
    expect((await coffre(session, ['profile', 'unlock'], passphrase)).status).toBe(0);
    expect((await coffre(session, ['keys', 'list'])).stdout).toContain('laptop');
    await coffre(session, ['profile', 'lock']);

    await session.kill();
    expect(await codeOf(session, ['keys', 'list'])).toBe('keychain-missing');
    await session.start('another password');
    expect(await codeOf(session, ['keys', 'list'])).toBe('keychain-locked');
    await session.kill();
    await session.start('a password');
    expect(await codeOf(session, ['keys', 'list'])).toBe('done');

    // The entry is gone: a keyring that was made anew.
    spawnSync('secret-tool', ['clear', 'service', 'coffre'], { env: session.env });
    expect(await codeOf(session, ['keys', 'list'])).toBe('keychain-changed');
    expect((await coffre(session, ['profile', 'unlock'], passphrase)).status).toBe(0);
    expect((await coffre(session, ['profile', 'protectors', 'add', 'keychain'])).status).toBe(0);
    await coffre(session, ['profile', 'lock']);
    expect(await codeOf(session, ['keys', 'list'])).toBe('done');

    await session.stopBus();
    expect(await codeOf(session, ['keys', 'list'])).toBe('keychain-missing');
    expect((await coffre(session, ['profile', 'unlock'], passphrase)).status).toBe(0);
    await coffre(session, ['profile', 'lock']);
  });

  test('that is frozen is said to be slow, one that is killed while it is asked to be missing, and neither holds up what needs no key of it', async () => {
    const session = await keyringSession();
    await session.start('a password');
    expect((await coffre(session, ['profile', 'init'], `${passphrase}\n`)).status).toBe(0);
    session.freeze();
    expect(await codeOf(session, ['keys', 'list'])).toBe('keychain-slow');
    expect((await coffre(session, ['profile', 'status'])).stdout).toContain('The keychain does not answer.');
    expect((await coffre(session, ['profile', 'unlock'], passphrase)).status).toBe(0);
    await coffre(session, ['profile', 'lock']);
    const asked = codeOf(session, ['keys', 'list']);
    // WHY so long: until the question has reached it, and not so long that it counts as slow.
    await new Promise((resolve) => { setTimeout(resolve, 2000); });
    await session.kill();
    expect(['keychain-missing', 'keychain-slow']).toContain(await asked);
    await session.start('a password');
    expect(await codeOf(session, ['keys', 'list'])).toBe('done');
  });

  test.runIf(hasScreens)('that waits for its own password is told, and Ctrl+C goes on to the passphrase', async () => {
    const session = await keyringSession();
    await session.start('a password');
    expect((await coffre(session, ['profile', 'init'], `${passphrase}\n`)).status).toBe(0);
    expect((await coffre(session, ['keys', 'generate', 'laptop'])).status).toBe(0);
    const prompts = await session.prompts('hold');
    session.lock();
    // WHY exec: a shell in between would be ended by Ctrl+C too, and its status would hide the program's.
    const screen = openScreen({ folder: session.folder, work: session.folder, env: session.env }, ['exec', process.execPath, builtCli, 'keys', 'list'], { COFFRE_HOME: `${session.folder}/profile` });
    await screen.sees('Ctrl+C ends the waiting');
    screen.type('\u0003');
    await screen.sees('Passphrase of the profile');
    screen.type(`${passphrase}\r`);
    expect(await screen.ends).toBe(0);
    expect(screen.shown()).toContain('laptop');
    expect(prompts.seen()).toEqual(['shown']);
  });

  test.runIf(hasScreens)('opens at the terminal once the person has answered its prompt, and asks for the passphrase where it was dismissed', async () => {
    const session = await keyringSession();
    await session.start('a password');
    expect((await coffre(session, ['profile', 'init'], `${passphrase}\n`)).status).toBe(0);
    expect((await coffre(session, ['keys', 'generate', 'laptop'])).status).toBe(0);
    session.lock();
    await session.prompts('dismiss');
    const list = () => openScreen({ folder: session.folder, work: session.folder, env: session.env }, ['exec', process.execPath, builtCli, 'keys', 'list'], { COFFRE_HOME: `${session.folder}/profile` });
    const first = list();
    await first.sees('Passphrase of the profile');
    first.type(`${passphrase}\r`);
    expect(await first.ends).toBe(0);
    const prompts = await session.prompts({ password: 'a password' });
    const second = list();
    expect(await second.ends).toBe(0);
    expect(second.shown()).toContain('laptop');
    expect(second.shown()).not.toContain('Passphrase');
    expect(prompts.seen()).toEqual(['shown', 'gone']);
  });
});
