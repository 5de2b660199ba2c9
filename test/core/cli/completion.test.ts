// Completion in the real shells: commands, options, files, and the names in a file without opening it.
import { spawn, spawnSync } from 'node:child_process';
import { existsSync, mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { answerOf, builtCli, cliHome, type CliHome } from '../../fakes/cli.ts';
import { hasScreens, openScreen } from '../../fakes/screen.ts';

function shell(name: 'bash' | 'zsh' | 'fish'): boolean {
  const here = spawnSync(name, ['--version']).status === 0;
  if (!here && process.env[`REQUIRE_${name.toUpperCase()}`] === '1') throw new Error(`REQUIRE_${name.toUpperCase()}=1, but ${name} is not here`);
  if (!here) console.warn(`!! SKIPPED: completion in ${name}: it is not installed`);
  return here;
}
const [hasBash, hasZsh, hasFish] = [shell('bash'), shell('zsh'), shell('fish')];

let home: CliHome;
let env: Readonly<Record<string, string>>;
beforeAll(() => {
  home = cliHome();
  home.copy('v3.12.2/basic.enc.env', 'my.env');
  home.copy('v3.12.2/basic.enc.json', 'tree.json');
  home.copy('v3.12.2/basic.enc.yaml', 'tree.yaml');
  mkdirSync(join(home.work, 'folder'));
  // No identity and no profile: completing must need neither.
  env = { ...home.env, SOPS_AGE_KEY: '', COFFRE_HOME: join(home.folder, 'completion-profile') };
});
afterAll(() => { home.remove(); });

async function candidates(program: string, script: string): Promise<readonly string[]> {
  const { status, stdout, stderr } = await answerOf(spawn(program, ['-c', `cd '${home.work}'\n${script}`], { env }));
  expect({ status, stderr }).toEqual({ status: 0, stderr: '' });
  return stdout.split('\n').filter((line) => line !== '').map((line) => line.split('\t')[0] ?? '').toSorted();
}
const cli = `'${process.execPath}' '${builtCli}'`;

/** What the last word may become. */
const expected: readonly { readonly line: readonly string[]; readonly may: readonly string[] }[] = [
  { line: ['f'], may: ['file'] },
  { line: ['file', 'se'], may: ['set'] },
  { line: ['audit', ''], may: ['export', 'list', 'verify'] },
  { line: ['completion', ''], may: ['bash', 'fish', 'zsh'] },
  { line: ['file', 'show', 'm'], may: ['my.env'] },
  { line: ['file', 'get', 'my.env', 'DB_'], may: ['DB_HOST', 'DB_PASSWORD', 'DB_PORT'] },
  { line: ['file', 'unset', 'my.env', 'DB_PAS'], may: ['DB_PASSWORD'] },
  { line: ['file', 'set', '--json', 'my.env', 'sops'], may: [] },
  { line: ['file', 'decrypt', '-o', 'out', 'my'], may: ['my.env'] },
  { line: ['file', 'get', 'my.env', '--js'], may: ['--json'] },
  { line: ['file', 'get', 'tree.json', 's'], may: ['small', 'str'] },
  { line: ['file', 'get', 'tree.yaml', 'm'], may: ['map', 'multi'] },
  { line: ['file', 'get', 'tree.yaml', 's'], may: ['str'] },
  { line: ['file', 'set', '--type', 'fl'], may: ['float'] },
  { line: ['file', 'encrypt', '--input-type', ''], may: ['binary', 'dotenv', 'ini', 'json', 'yaml'] },
  { line: ['file', 'encrypt', '--age', 'r', 'my'], may: ['my.env'] },
  { line: ['file', 'rename', 'my.env', 'DB_PO'], may: ['DB_PORT'] },
  { line: ['file', 'diff', '--rev', 'v1', 'my'], may: ['my.env'] },
];

describe.skipIf(!hasBash)('bash', () => {
  test.each(expected)('coffre $line', async ({ line, may }) => {
    const words = ['coffre', ...line].map((word) => `'${word}'`);
    const script = `eval "$(${cli} completion bash)"; COMP_WORDS=(${words.join(' ')}); COMP_CWORD=${String(line.length)}; _coffre coffre ${words.at(-1) ?? ''} ${words.at(-2) ?? ''}; printf '%s\\n' "\${COMPREPLY[@]}"`;
    expect((await candidates('bash', script)).filter((word) => word !== '--help')).toEqual(may);
  });
});

describe.skipIf(!hasFish)('fish', () => {
  test.each(expected)('coffre $line', async ({ line, may }) => {
    expect(await candidates('fish', `${cli} completion fish | source; complete -C 'coffre ${line.join(' ')}'`)).toEqual(may);
  });
});

describe.skipIf(!hasZsh || !hasScreens)('zsh', () => {
  test.each(expected.filter(({ may }) => may.length === 1))('coffre $line', async ({ line, may }) => {
    const screen = openScreen(home, ['zsh', '-f', '-i'], { ...env, PS1: 'ready> ', PROMPT: 'ready> ', TERM: 'dumb' });
    await screen.sees('ready> ');
    screen.type(`autoload -Uz compinit && compinit -u -d '${join(home.folder, 'zcompdump')}' && eval "$(${cli} completion zsh)" && print loaded''-now\r`);
    await screen.sees('loaded-now');
    screen.type(`coffre ${line.join(' ')}\t\u0001print -r -- GOT: \r`);
    await screen.sees(`\nGOT: coffre ${[...line.slice(0, -1), ...may].join(' ')}`);
    screen.type('exit\r');
    expect(await screen.ends).toBe(0);
  });
});

test('completing opens no file and writes no line into the audit log', () => {
  expect(existsSync(join(home.folder, 'completion-profile', 'audit'))).toBe(false);
});
