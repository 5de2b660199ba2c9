// The second factor and the sessions from the shell: set up at a terminal, asked for at unlock and in the middle of a command, refused where nobody can be asked.
import { join } from 'node:path';
import { Secret, TOTP } from 'otpauth';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { builtCli, cliHome, type CliHome } from '../../fakes/cli.ts';
import { hasScreens, openScreen, type Screen } from '../../fakes/screen.ts';

const passphrase = 'canary-second-factor-91d3';
let home: CliHome;
beforeEach(() => { home = cliHome(); });
afterEach(async () => {
  await run(['profile', 'lock']);
  home.remove();
});

const onTerminal = (args: readonly string[], tail = ''): Screen => openScreen(home, [process.execPath, builtCli, ...args], { XDG_RUNTIME_DIR: home.folder, SOPS_AGE_KEY: '', NO_COLOR: '1' }, tail);
async function run(args: readonly string[], tail = ''): Promise<{ readonly status: number | null; readonly shown: string }> {
  const screen = onTerminal(args, tail);
  return { status: await screen.ends, shown: screen.shown().replaceAll('\r\n', '\n') };
}
/** Types each answer once its question is there. */
async function answer(args: readonly string[], answers: readonly (readonly [question: string, typed: string | ((shown: string) => string)])[]): Promise<{ readonly status: number | null; readonly shown: string }> {
  const screen = onTerminal(args);
  for (const [question, typed] of answers) {
    await screen.sees(question);
    screen.type(`${typeof typed === 'string' ? typed : typed(screen.shown())}\r`);
  }
  return { status: await screen.ends, shown: screen.shown().replaceAll('\r\n', '\n') };
}

describe.skipIf(!hasScreens)('at a terminal', () => {
  test('is set up, asked for at unlock, confirms in the middle of a command, and is taken away; a pipe is told what is missing', async () => {
    let secret = '';
    /** Three steps are taken at any moment, and each once. */
    const code = (steps: number): string => new TOTP({ secret: Secret.fromBase32(secret), digits: 6, period: 30 }).generate({ timestamp: Date.now() + steps * 30_000 });
    expect((await answer(['profile', 'init', '--no-keychain'], [['Passphrase for the profile', passphrase], ['once more', passphrase]])).status).toBe(0);
    const added = await answer(['profile', 'second-factor', 'add'], [['Passphrase of the profile', passphrase], ['then type the code', (shown) => {
      secret = /secret=([A-Z2-7]{32})&/.exec(shown)?.[1] ?? '';
      return code(-1);
    }]]);
    expect(added.status).toBe(0);
    expect(added.shown.match(/^[0-9A-Z]{5}-[0-9A-Z]{5}$/gm)).toHaveLength(10);
    expect(added.shown).not.toContain('canary');

    home.write('passphrase', passphrase);
    const piped = await run(['profile', 'unlock', '--json'], ` < ${join(home.work, 'passphrase')}`);
    expect(piped).toMatchObject({ status: 3, shown: expect.stringContaining('"code-needed"') as unknown });
    home.write('both', `${passphrase}\n${code(0)}\n`);
    expect((await run(['profile', 'unlock'], ` < ${join(home.work, 'both')}`)).status).toBe(0);
    expect((await run(['profile', 'second-factor', '--json'])).shown).toContain('"enrolled":true');
    expect((await run(['profile', 'sessions', '--json'])).shown).toMatch(/"sessions":\[\{"kind":"agent","pid":\d+,/);

    const removed = await answer(['profile', 'second-factor', 'remove'], [['Code of your authenticator app', '000000'], ['That was not it', code(1)]]);
    expect(removed).toMatchObject({ status: 0, shown: expect.stringContaining('The second factor is removed.') as unknown });
    expect((await run(['profile', 'sessions', 'end', 'agent'])).status).toBe(0);
    expect((await run(['profile', 'sessions', 'end', 'agent', '--json'])).status).toBe(4);
    expect((await run(['profile', 'sessions', '--json'])).shown).toContain('"sessions":[]');
    expect((await run(['profile', 'status', '--json'])).shown).toContain('"state":"locked"');
  });

  test('what makes no sense is wrong usage, and adding one without a terminal is refused', async () => {
    for (const words of [['second-factor', 'paint'], ['sessions', 'end'], ['sessions', 'list', '1'], ['sessions', 'paint']]) expect((await run(['profile', ...words])).status, words.join(' ')).toBe(2);
    expect((await home.json(['profile', 'second-factor', 'add'])).answer.error?.code).toBe('needs-terminal');
  });
});
