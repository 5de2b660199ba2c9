// On a terminal: one line feed more, colour, a prompt that shows nothing, and nothing that a file says steers the screen. A pseudo-terminal of util-linux stands in for the person's.
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { encryptDotenv } from '../../../electron/core/sops/index.ts';
import { builtCli, cliHome, type CliHome } from '../../fakes/cli.ts';
import { recipients } from '../../fakes/fixtures.ts';
import { hasScreens, openScreen, type Screen } from '../../fakes/screen.ts';

const canary = 'canary-3c2f9b17';
let home: CliHome;
beforeAll(async () => {
  home = cliHome();
  home.write('.env', await encryptDotenv([{ comment: ' hostile \u001b[31m comment' }, ['PLAIN', 'canary-plain'], ['HOSTILE', 'canary\u001b]0;owned\u0007\r\u009b31m end'], ['LINES', 'one\ntwo']], [recipients[0]], new Date()));
});
afterAll(() => { home.remove(); });

const onTerminal = (args: readonly string[], env: Readonly<Record<string, string>> = {}, tail = ''): Screen => openScreen(home, [process.execPath, builtCli, ...args], env, tail);
async function run(args: readonly string[], env: Readonly<Record<string, string>> = {}): Promise<{ readonly status: number | null; readonly shown: string }> {
  const screen = onTerminal(args, env);
  return { status: await screen.ends, shown: screen.shown().replaceAll('\r\n', '\n') };
}

describe.skipIf(!hasScreens)('on a terminal', () => {
  test('get adds one line feed; in a pipe it adds none', async () => {
    expect(await run(['file', 'get', '.env', 'PLAIN'])).toEqual({ status: 0, shown: 'canary-plain\n' });
    expect(await run(['file', 'get', '.env', 'LINES'])).toEqual({ status: 0, shown: 'one\ntwo\n' });
    expect((await home.run(['file', 'get', '.env', 'PLAIN'])).stdout).toBe('canary-plain');
  });

  test('terminal-escapes: a value, a comment and a name steer nothing; a pipe gets the exact bytes', async () => {
    const found = await run(['file', 'get', '.env', 'HOSTILE']);
    expect(found.shown).toContain('canary\\u001b]0;owned\\u0007\\u000d\\u009b31m end\n');
    expect(found.shown).toContain('In a pipe you get the exact bytes.');
    expect(found.shown).not.toMatch(/\u001b|\u0007|\u009b/);
    expect((await home.run(['file', 'get', '.env', 'HOSTILE'])).stdout).toBe('canary\u001b]0;owned\u0007\r\u009b31m end');
    const show = await run(['file', 'show', '.env'], { NO_COLOR: '1' });
    expect(show.shown).toContain('hostile \\u001b[31m comment');
    expect(show.shown).not.toContain('\u001b');
    expect((await run(['file', 'decrypt', '.env'])).shown).not.toMatch(/\u001b|\u009b/);
    expect((await run(['file', 'get', '.env', 'HOSTILE', '--json'])).shown).not.toMatch(/\u001b|\u009b/);
  });

  test('colour only here, and not with NO_COLOR or a dumb terminal', async () => {
    expect((await run(['file', 'show', '.env'])).shown).toContain('\u001b[');
    expect((await run(['file', 'show', '.env'], { NO_COLOR: '' })).shown).toContain('\u001b[');
    expect((await run(['file', 'show', '.env'], { NO_COLOR: '1' })).shown).not.toContain('\u001b');
    expect((await run(['file', 'show', '.env'], { TERM: 'dumb' })).shown).not.toContain('\u001b');
    expect((await run(['file', 'show', 'none.env'])).shown).toContain('\u001b[31mcoffre:');
    expect((await home.run(['file', 'show', 'none.env'])).stderr).not.toContain('\u001b');
  });

  test('access-is-asked: letting somebody in is asked for with names and numbers, and only a yes does it', async () => {
    home.write('ask.env', await encryptDotenv([['A', 'canary-asked']], [recipients[0]], new Date()));
    const holds = (): boolean => readFileSync(join(home.work, 'ask.env'), 'utf8').includes(recipients[1]);
    for (const [typed, status] of [['n\r', 1], ['\u0003', 1], ['y\r', 0]] as const) {
      const screen = onTerminal(['file', 'recipients', 'ask.env', 'add', recipients[1]]);
      await screen.sees('go on? [y/N]');
      screen.type(typed);
      expect(await screen.ends, typed).toBe(status);
      expect(screen.shown()).toContain(`let in ${recipients[1]}`);
      expect(holds()).toBe(status === 0);
    }
  });

  test('no-echo: set asks, shows nothing of what is typed, and saves it', async () => {
    const screen = onTerminal(['file', 'set', '.env', 'TYPED']);
    await screen.sees('New value of TYPED');
    screen.type(`${canary}\r`);
    expect(await screen.ends).toBe(0);
    expect(screen.shown()).not.toContain('canary');
    expect(screen.shown()).toContain('TYPED added to .env.');
    expect((await home.run(['file', 'get', '.env', 'TYPED'])).stdout).toBe(canary);
  });

  test('no-echo: a pasted key of several lines is taken whole, in French too', async () => {
    const screen = onTerminal(['file', 'set', '.env', 'PASTED'], { LANG: 'fr_FR.UTF-8' });
    await screen.sees('Nouvelle valeur de PASTED');
    screen.type('\u001b[200~-----BEGIN KEY-----\rcanary-pem\r-----END KEY-----\r\u001b[201~\r');
    expect(await screen.ends).toBe(0);
    expect(screen.shown()).not.toContain('canary');
    expect((await home.run(['file', 'get', '.env', 'PASTED'])).stdout).toBe('-----BEGIN KEY-----\ncanary-pem\n-----END KEY-----');
  });

  test('lines that follow an unmarked paste are refused, never left for the shell', async () => {
    const marker = join(home.work, 'was-run');
    const before = readFileSync(join(home.work, '.env'));
    const screen = onTerminal(['file', 'set', '.env', 'PLAIN'], {}, '; sh -i');
    await screen.sees('New value of PLAIN');
    screen.type(`first line\rtouch ${marker}\r`);
    await screen.sees('More than one line');
    screen.type('exit 7\r');
    expect(await screen.ends).toBe(7);
    expect(home.snapshot().has(marker)).toBe(false);
    expect(readFileSync(join(home.work, '.env')).equals(before)).toBe(true);
  });

  test('Ctrl+C and an empty answer change nothing, and the terminal echoes again afterwards', async () => {
    const before = readFileSync(join(home.work, '.env'));
    const stopped = onTerminal(['file', 'set', '.env', 'PLAIN'], {}, '; code=$?; stty -a; exit $code');
    await stopped.sees('New value of PLAIN');
    stopped.type('half a canary\u0003');
    expect(await stopped.ends).toBe(130);
    expect(stopped.shown()).toMatch(/\secho\b/);
    expect(stopped.shown()).not.toContain('canary');
    const empty = onTerminal(['file', 'set', '.env', 'PLAIN']);
    await empty.sees('New value of PLAIN');
    empty.type('\r');
    expect(await empty.ends).toBe(1);
    expect(readFileSync(join(home.work, '.env')).equals(before)).toBe(true);
  });

  test('nothing is asked before the file is known to open', async () => {
    writeFileSync(join(home.work, 'clear.env'), 'A=b\n');
    const found = await run(['file', 'set', 'clear.env', 'PLAIN']);
    expect(found.status).toBe(1);
    expect(found.shown).not.toContain('New value');
  });
});
