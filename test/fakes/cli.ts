// The built command line as a child process in a home of its own, as a script or a person would run it. Must never see the environment of whoever runs the tests.
import { spawn, type ChildProcess } from 'node:child_process';
import { chmodSync, chownSync, copyFileSync, existsSync, mkdirSync, mkdtempSync, readFileSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fixtures, identities } from './fixtures.ts';

export const builtCli = join(import.meta.dirname, '../../dist/electron/cli.js');
/** What V8 made of the command line, for the next of some hundred starts. WHY here and not in the program: whoever may write there decides what is run. */
const compiled = join(import.meta.dirname, '../../dist/compile-cache');
const nobody = 65_534;

export interface CliAnswer {
  readonly status: number | null;
  readonly stdout: string;
  readonly stderr: string;
  readonly bytes: Buffer;
}
export interface CliOptions {
  readonly input?: string | Uint8Array;
  /** Over the usual ones; undefined takes one away. */
  readonly env?: Readonly<Record<string, string | undefined>>;
  readonly cwd?: string;
}

export interface CliHome {
  /** Holds everything; the command line is run in `work` below it. */
  readonly folder: string;
  readonly work: string;
  readonly profile: string;
  readonly env: Readonly<Record<string, string>>;
  run(args: readonly string[], options?: CliOptions): Promise<CliAnswer>;
  /** The `value` or the `error` of a JSON answer, and the status. */
  json(args: readonly string[], options?: CliOptions): Promise<CliAnswer & { readonly answer: { readonly ok: boolean; readonly value?: unknown; readonly error?: { readonly code: string; readonly data: Readonly<Record<string, unknown>> } } }>;
  /** Starts a command and kills it as soon as `seen` says so; resolves once it is gone. */
  killedWhile(args: readonly string[], seen: () => boolean): Promise<{ readonly signal: NodeJS.Signals | null }>;
  /** Copies a fixture into `work`, writable, and answers with its path. */
  copy(fixture: string, name: string): string;
  write(name: string, content: string | Uint8Array): string;
  /** Every file in `work`, with its bytes: to see that nothing changed and nothing was left. */
  snapshot(): ReadonlyMap<string, string>;
  remove(): void;
}

/** Collects what a child says until it ends. */
export function answerOf(child: ChildProcess): Promise<CliAnswer> {
  const out: Buffer[] = [];
  let stderr = '';
  child.stdout?.on('data', (chunk: Buffer) => out.push(chunk));
  child.stderr?.on('data', (chunk: Buffer) => { stderr += chunk.toString('utf8'); });
  return new Promise((resolve, reject) => {
    child.on('error', reject);
    child.on('close', (status) => {
      const bytes = Buffer.concat(out);
      resolve({ status, stdout: bytes.toString('utf8'), stderr, bytes });
    });
  });
}

/** A fresh home with the throw-away identity in its environment. As root everything runs as nobody: root may read and write what nobody else may. */
export function cliHome(): CliHome {
  if (!existsSync(builtCli)) throw new Error('dist/electron/cli.js is missing: run `npm run build` first');
  const folder = mkdtempSync(join(tmpdir(), 'coffre-cli-'));
  const work = join(folder, 'work');
  const profile = join(folder, 'profile');
  mkdirSync(work);
  const drop = process.getuid?.() === 0 ? { uid: nobody, gid: nobody } : {};
  if ('uid' in drop) for (const each of [folder, work]) chownSync(each, nobody, nobody);
  const env = { PATH: process.env['PATH'] ?? '', HOME: folder, COFFRE_HOME: profile, LANG: 'en_US.UTF-8', NODE_COMPILE_CACHE: compiled, SOPS_AGE_KEY: identities[0] };
  const place = (name: string): string => join(work, name);
  const own = (path: string): string => {
    if ('uid' in drop) chownSync(path, nobody, nobody);
    return path;
  };

  function run(args: readonly string[], options: CliOptions = {}): Promise<CliAnswer> {
    const merged: Record<string, string | undefined> = { ...env, ...options.env };
    const child = spawn(process.execPath, [builtCli, ...args], { cwd: options.cwd ?? work, env: merged, stdio: ['pipe', 'pipe', 'pipe'], ...drop });
    // A command that refuses early reads no input; that is not this test's trouble.
    child.stdin.on('error', () => undefined);
    child.stdin.end(options.input ?? '');
    return answerOf(child);
  }
  return {
    folder, work, profile, env, run,
    async json(args, options) {
      const found = await run([...args, '--json'], options);
      if (!/^[^\n]+\n$/.test(found.stdout)) throw new Error(`not one line of JSON: ${JSON.stringify(found.stdout)} ${found.stderr}`);
      return { ...found, answer: JSON.parse(found.stdout) as Awaited<ReturnType<CliHome['json']>>['answer'] };
    },
    killedWhile: (args, seen) => new Promise((resolve, reject) => {
      const child = spawn(process.execPath, [builtCli, ...args], { cwd: work, env, stdio: 'ignore', ...drop });
      const looking = setInterval(() => {
        if (seen()) child.kill('SIGKILL');
      }, 1);
      child.on('error', reject);
      child.on('close', (_status, signal) => {
        clearInterval(looking);
        resolve({ signal });
      });
    }),
    copy(fixture, name) {
      copyFileSync(join(fixtures, fixture), place(name));
      chmodSync(place(name), 0o644);
      return own(place(name));
    },
    write(name, content) {
      writeFileSync(place(name), content, { mode: 0o644 });
      return own(place(name));
    },
    snapshot: () => new Map(readdirSync(work, { recursive: true, withFileTypes: true }).filter((entry) => entry.isFile()).map((entry) => {
      const path = join(entry.parentPath, entry.name);
      return [path, readFileSync(path).toString('base64')];
    })),
    remove() {
      rmSync(folder, { recursive: true, force: true });
    },
  };
}
