// How the command line explains itself: help, version, mistakes, both languages, colour only where it may be.
import { spawn } from 'node:child_process';
import { cpSync, mkdirSync, readFileSync, symlinkSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { commands } from '../../../electron/cli/grammar.ts';
import { cliWords } from '../../../shared/words/index.ts';
import { answerOf, builtCli, cliHome, type CliHome } from '../../fakes/cli.ts';

const { version } = JSON.parse(readFileSync(join(import.meta.dirname, '../../../package.json'), 'utf8')) as { readonly version: string };

let home: CliHome;
beforeAll(() => { home = cliHome(); });
afterAll(() => { home.remove(); });

describe('help', () => {
  test('names every command, option and exit status, in both languages', async () => {
    for (const [lang, language] of [['en_US.UTF-8', 'en'], ['fr_FR.UTF-8', 'fr'], ['C', 'en'], ['de_DE', 'en'], ['fr', 'fr'], ['frr_DE', 'en']] as const) {
      const words = cliWords(language);
      const { status, stdout, stderr } = await home.run(['--help'], { env: { LANG: lang } });
      expect({ status, stderr }).toEqual({ status: 0, stderr: '' });
      for (const { name } of commands) expect(stdout, lang).toContain(words.commands[name].summary);
      for (const line of words.exitStatus) expect(stdout).toContain(line);
    }
  });

  test.each(commands.map(({ name }) => name))('%s --help', async (name) => {
    const [english, french] = await Promise.all([home.run([...name.split(' '), '--help']), home.run([...name.split(' '), '-h'], { env: { LC_ALL: 'fr_FR.UTF-8' } })]);
    expect(english.stdout).toContain(`Usage: coffre ${name}`);
    expect(english.stdout).toContain(cliWords('en').commands[name].summary);
    expect(french.stdout).toContain(cliWords('fr').commands[name].summary);
    expect([english.status, french.status, english.stderr, french.stderr]).toEqual([0, 0, '', '']);
  });

  test('--version, and both as JSON', async () => {
    expect(await home.run(['--version'])).toMatchObject({ status: 0, stdout: `coffre ${version}\n` });
    expect((await home.json(['-V'])).answer).toEqual({ ok: true, value: { version } });
    const french = await home.json(['file', 'get', '--help'], { env: { LANG: 'fr_FR' } });
    expect(JSON.stringify(french.answer)).toContain('print one value');
  });
});

describe('mistakes', () => {
  test('end with 2, say what was meant, and leave standard output empty', async () => {
    const wrong = await home.run(['file', 'lsit']);
    expect(wrong).toMatchObject({ status: 2, stdout: '' });
    expect(wrong.stderr).toContain('Did you mean “coffre file list”?');
    expect((await home.run(['fiel'], { env: { LANG: 'fr_FR' } })).stderr).toContain('Vouliez-vous dire « coffre file » ?');
    for (const args of [['nonsense'], ['file'], ['file', 'get', 'F'], ['file', 'get', 'F', 'K', 'X'], ['file', 'show', 'F', '--all'], ['-x'], ['audit', 'list', '--limit', '0'], ['audit', 'list', '--limit', 'ten'], ['completion', 'tcsh'], ['file', 'verify']]) {
      const english = await home.run(args);
      expect(english, args.join(' ')).toMatchObject({ status: 2, stdout: '' });
      expect(english.stderr).toMatch(/^coffre: /);
      expect(english.stderr).not.toContain('\u001b');
    }
    expect(await home.json(['file', 'gte', 'F'])).toMatchObject({ status: 2, stderr: '', answer: { ok: false, error: { code: 'unknown-command', data: { typed: 'file gte', meant: 'file get' } } } });
  });
});

describe('opening the window', () => {
  /** The built command line in a checkout of its own, whose start script only says how it was called. */
  function checkout(script: string | undefined): string {
    const root = join(home.work, `checkout-${script === undefined ? 'bare' : String(script.length)}`);
    mkdirSync(join(root, 'build'), { recursive: true });
    cpSync(dirname(builtCli), join(root, 'dist/electron'), { recursive: true });
    writeFileSync(join(root, 'package.json'), JSON.stringify({ name: 'coffre', version: '9.9.9', type: 'module' }));
    if (script !== undefined) writeFileSync(join(root, 'build/start.ts'), script);
    return join(root, 'dist/electron/cli.js');
  }
  const start = (cli: string, args: readonly string[], lang = 'en'): ReturnType<typeof answerOf> => answerOf(spawn(process.execPath, [cli, ...args], { cwd: home.work, env: { ...home.env, LANG: lang, COFFRE_HOME: join(home.folder, 'root-profile') } }));

  test('runs the start script beside it with the path, hands on its status, and works through a link', async () => {
    const cli = checkout('const path: string = process.argv.slice(2).join(" "); console.log(`started [${path}]`); process.exitCode = path.endsWith("bad") ? 3 : 0;');
    mkdirSync(join(home.work, 'some project'));
    writeFileSync(join(home.work, 'bad'), '');
    symlinkSync(cli, join(home.work, 'coffre'));
    expect(await start(cli, [])).toMatchObject({ status: 0, stdout: 'started []\n', stderr: '' });
    expect(await start(join(home.work, 'coffre'), ['open', 'some project'])).toMatchObject({ status: 0, stdout: `started [${join(home.work, 'some project')}]\n` });
    expect(await start(cli, ['open', 'some project', '--json'])).toMatchObject({ status: 0, stdout: '{"ok":true,"value":{}}\n', stderr: `started [${join(home.work, 'some project')}]\n` });
    expect(await start(cli, ['open', 'bad'])).toMatchObject({ status: 1, stderr: expect.stringContaining('The window ended with status 3.') as unknown });
    expect((await start(cli, ['--version'])).stdout).toBe('coffre 9.9.9\n');
  });

  test('ends the window when it is ended itself', async () => {
    const cli = checkout('console.log(`pid ${String(process.pid)}`); setInterval(() => undefined, 1000);');
    const child = spawn(process.execPath, [cli], { cwd: home.work, env: { ...home.env, COFFRE_HOME: join(home.folder, 'root-profile') } });
    const answer = answerOf(child);
    const pid = await new Promise<number>((resolve) => { child.stdout.once('data', (chunk: Buffer) => { resolve(Number(/\d+/.exec(chunk.toString('utf8'))?.[0])); }); });
    child.kill('SIGTERM');
    expect((await answer).status).toBe(1);
    expect(() => process.kill(pid, 0)).toThrow('ESRCH');
  });

  test('says what is missing and what to do where there is no window beside it', async () => {
    const cli = checkout(undefined);
    expect(await start(cli, [])).toMatchObject({ status: 1, stdout: '', stderr: expect.stringContaining('npm start') as unknown });
    expect((await start(cli, ['open'], 'fr_FR')).stderr).toContain('La fenêtre ne peut pas s’ouvrir d’ici.');
    expect(await start(cli, ['open', 'nowhere'])).toMatchObject({ status: 4, stdout: '' });
  });
});
