// A program on a pseudo-terminal, as a person sits before it: what it shows, and keys to type. Made by util-linux's `script`.
import { spawn, spawnSync, type ChildProcess } from 'node:child_process';
import { join } from 'node:path';
import type { CliHome } from './cli.ts';

const found = spawnSync('script', ['--version']);
/** False where there is none: skip loudly. */
export const hasScreens = found.status === 0 && found.stdout.toString('utf8').includes('util-linux');
if (!hasScreens && process.env['REQUIRE_SCRIPT'] === '1') throw new Error('REQUIRE_SCRIPT=1, but util-linux’s `script` is not here');
if (!hasScreens) console.warn('!! SKIPPED: programs on a terminal: util-linux’s `script` is not here');

export interface Screen {
  readonly child: ChildProcess;
  /** Everything that the terminal showed so far. */
  shown(): string;
  /** Waits until the screen shows `text`. */
  sees(text: string): Promise<void>;
  type(keys: string): void;
  /** Resolves to the status once the program ended. */
  ends: Promise<number | null>;
}

const quoted = (word: string): string => `'${word.replaceAll("'", String.raw`'\''`)}'`;

/** Runs `words` on a pseudo-terminal in the work folder of `home`; `tail` is more of a shell's command line. */
export function openScreen(home: Pick<CliHome, 'folder' | 'work' | 'env'>, words: readonly string[], env: Readonly<Record<string, string>> = {}, tail = ''): Screen {
  const command = words.map(quoted).join(' ');
  const child = spawn('script', ['-qefc', `${command}${tail}`, '/dev/null'], { cwd: home.work, env: { ...home.env, COFFRE_HOME: join(home.folder, 'terminal-profile'), TERM: 'xterm', SHELL: '/bin/sh', ...env }, stdio: ['pipe', 'pipe', 'pipe'] });
  let shown = '';
  let look = (): void => undefined;
  child.stdout.on('data', (chunk: Buffer) => {
    shown += chunk.toString('utf8');
    look();
  });
  const ends = new Promise<number | null>((resolve) => { child.on('close', (status) => { resolve(status); look(); }); });
  return {
    child, ends,
    shown: () => shown,
    sees: (text) => new Promise((resolve, reject) => {
      look = () => {
        if (shown.includes(text)) resolve();
        else if (child.exitCode !== null) reject(new Error(`ended without showing ${text}: ${shown}`));
      };
      look();
    }),
    type(keys) { child.stdin.write(keys); },
  };
}
