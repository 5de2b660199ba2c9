// Electron's runtime: is it here, and if not, fetch it once. Must never import electron: that import starts a download by itself.
import { spawn } from 'node:child_process';
import { lookup } from 'node:dns/promises';
import { existsSync, mkdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { root } from './root.ts';

type Environment = Readonly<Record<string, string | undefined>>;

const fetchTimeoutMs = 10 * 60 * 1000;
const beatMs = 5000;
const forgetAfterMs = 24 * 60 * 60 * 1000;

/** Where electron's npm package lies, and where a failed try is remembered. */
export interface Places {
  readonly folder: string;
  readonly note: string;
}
const packageFolder = (): string => dirname(createRequire(import.meta.url).resolve('electron/package.json'));
const usualPlaces = (): Places => ({ folder: packageFolder(), note: join(root, 'node_modules/.cache/coffre/electron-fetch-failed.txt') });

const usualName = (platform: string): string => (platform === 'win32' ? 'electron.exe' : platform === 'darwin' ? 'Electron.app/Contents/MacOS/Electron' : 'electron');

/** The program to start, if its file is there. Looks, touches nothing. */
export function electronBinary(environment: Environment, folder: string = packageFolder(), platform: string = process.platform): string | undefined {
  const dist = environment['ELECTRON_OVERRIDE_DIST_PATH'] ?? join(folder, 'dist');
  const note = join(folder, 'path.txt');
  const path = join(dist, existsSync(note) ? readFileSync(note, 'utf8').trim() : usualName(platform));
  return statSync(path, { throwIfNoEntry: false })?.isFile() === true ? path : undefined;
}

/** A failed try is remembered for a day, so that every start without the network does not wait for it. */
function failedLately(note: string): boolean {
  const found = statSync(note, { throwIfNoEntry: false });
  return found !== undefined && Date.now() - found.mtimeMs < forgetAfterMs;
}

/** True if the place that the runtime comes from has an address. Costs three seconds at most. */
async function reachable(environment: Environment): Promise<boolean> {
  const proxied = ['HTTPS_PROXY', 'https_proxy', 'GLOBAL_AGENT_HTTPS_PROXY'].some((name) => (environment[name] ?? '') !== '');
  const mirror = environment['ELECTRON_MIRROR'] ?? environment['npm_config_electron_mirror'] ?? 'https://github.com/';
  if (proxied || !URL.canParse(mirror)) return proxied;
  const timeout = new Promise<false>((resolve) => { setTimeout(resolve, 3000, false).unref(); });
  const found = lookup(new URL(mirror).hostname).then(() => true, () => false);
  return await Promise.race([found, timeout]);
}

export interface Telling {
  start(): void;
  /** Every five seconds while it lasts. */
  beat(seconds: number): void;
}

/** Runs electron's own installer, at most ten minutes, if the network is likely and no try failed within a day. Answers the program, or `undefined`. */
export async function fetchElectron(environment: Environment, tell: Telling, { folder, note }: Places = usualPlaces()): Promise<string | undefined> {
  if (environment['COFFRE_NO_FETCH'] === '1' || failedLately(note) || !(await reachable(environment))) return undefined;
  tell.start();
  const started = Date.now();
  const child = spawn(process.execPath, [join(folder, 'install.js')], { cwd: folder, stdio: 'ignore', timeout: fetchTimeoutMs, killSignal: 'SIGKILL' });
  const beat = setInterval(() => { tell.beat(Math.round((Date.now() - started) / 1000)); }, beatMs);
  const stop = (): void => { child.kill('SIGKILL'); };
  process.once('exit', stop);
  await new Promise<void>((resolve) => {
    child.once('error', () => { resolve(); });
    child.once('exit', () => { resolve(); });
  });
  process.removeListener('exit', stop);
  clearInterval(beat);
  const binary = electronBinary(environment, folder);
  if (binary === undefined) {
    mkdirSync(dirname(note), { recursive: true });
    writeFileSync(note, 'npm start tries again a day after this file was written; npx install-electron tries at once.\n');
  }
  return binary;
}
