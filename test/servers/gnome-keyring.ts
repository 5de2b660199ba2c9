// A real gnome-keyring on a session bus of its own, with a home of its own: unlocked, locked, without a password, killed and started again.
// Must never touch the keyring or the bus of whoever starts it.
import { spawn, spawnSync, type ChildProcess } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

const prompterScript = fileURLToPath(new URL('node-ports/prompter.ts', import.meta.url));

/** False where it cannot run. */
export const keyringInstalled = process.platform === 'linux' && ['dbus-daemon', 'gnome-keyring-daemon', 'dbus-send'].every((program) => spawnSync('sh', ['-c', `command -v ${program}`]).status === 0);

export interface KeyringSession {
  /** Holds everything; removed at the end. */
  readonly folder: string;
  /** What a program needs to find this bus and this home, and nothing else. */
  readonly env: Readonly<Record<string, string>>;
  /** Starts gnome-keyring with its password and waits until it is there. A first start makes the keyring; a wrong password leaves it locked. */
  start(password: string): Promise<void>;
  /** Lets it answer nothing from now on, as a program that hangs does. */
  freeze(): void;
  /** Kills it as a crash would. */
  kill(): Promise<void>;
  /** Locks the keyring, as a session that was idle does. */
  lock(): void;
  /** From now on a prompt for its password is shown: never answered, dismissed, or answered with a password. Answers with what happened to it: `shown`, `gone`. */
  prompts(manner: 'hold' | 'dismiss' | { readonly password: string }): Promise<{ seen(): readonly string[] }>;
  /** Ends the bus too. */
  stopBus(): Promise<void>;
  /** Ends everything, and removes the folder. */
  end(): Promise<void>;
}

const ended = (child: ChildProcess): Promise<void> => new Promise((resolve) => {
  if (child.exitCode !== null || child.signalCode !== null) resolve();
  else child.once('exit', () => { resolve(); });
});

/** The first line that a child prints. */
const firstLine = (child: ChildProcess): Promise<string> => new Promise((resolve, reject) => {
  let printed = '';
  child.stdout?.on('data', (chunk: Buffer) => {
    printed += chunk.toString('utf8');
    const end = printed.indexOf('\n');
    if (end !== -1) resolve(printed.slice(0, end));
  });
  child.once('exit', () => { reject(new Error('it ended before it was ready')); });
});

/** A bus with nothing on it, which starts nothing by itself. */
export async function startKeyringSession(): Promise<KeyringSession> {
  const folder = mkdtempSync(join(tmpdir(), 'coffre-keyring-'));
  const runtime = join(folder, 'runtime');
  mkdirSync(runtime, { mode: 0o700 });
  const base = { PATH: process.env['PATH'] ?? '', HOME: folder, XDG_RUNTIME_DIR: runtime, XDG_DATA_HOME: join(folder, '.local/share'), LANG: 'C.UTF-8' };
  const empty = join(folder, 'bus.conf');
  // WHY a configuration of its own: the usual one would start a keyring by itself as soon as anybody asks.
  writeFileSync(empty, `<!DOCTYPE busconfig PUBLIC "-//freedesktop//DTD D-Bus Bus Configuration 1.0//EN" "http://www.freedesktop.org/standards/dbus/1.0/busconfig.dtd">
<busconfig><type>session</type><listen>unix:path=${join(runtime, 'bus')}</listen><auth>EXTERNAL</auth><policy context="default"><allow send_destination="*" eavesdrop="true"/><allow eavesdrop="true"/><allow own="*"/></policy></busconfig>\n`);
  const bus = spawn('dbus-daemon', [`--config-file=${empty}`, '--nofork', '--nopidfile', '--print-address'], { env: base, stdio: ['ignore', 'pipe', 'ignore'] });
  const env = { ...base, DBUS_SESSION_BUS_ADDRESS: await firstLine(bus) };
  let keyring: ChildProcess | undefined;
  let prompter: ChildProcess | undefined;

  const dbus = (...args: readonly string[]): string => spawnSync('dbus-send', ['--session', '--print-reply', ...args], { env }).stdout.toString('utf8');
  const owned = (): boolean => dbus('--dest=org.freedesktop.DBus', '/org/freedesktop/DBus', 'org.freedesktop.DBus.NameHasOwner', 'string:org.freedesktop.secrets').includes('boolean true');

  async function kill(): Promise<void> {
    if (keyring === undefined) return;
    keyring.kill('SIGKILL');
    await ended(keyring);
    keyring = undefined;
  }
  async function stopBus(): Promise<void> {
    bus.kill('SIGKILL');
    await ended(bus);
  }
  async function stopPrompter(): Promise<void> {
    if (prompter === undefined) return;
    prompter.kill('SIGTERM');
    await ended(prompter);
  }
  async function end(): Promise<void> {
    await stopPrompter();
    await kill();
    await stopBus();
    rmSync(folder, { recursive: true, force: true });
  }

  return {
    folder, env, kill, stopBus, end,
    async start(password) {
      keyring = spawn('gnome-keyring-daemon', ['--foreground', '--unlock', '--components=secrets'], { env, stdio: ['pipe', 'ignore', 'ignore'] });
      keyring.stdin?.end(password);
      for (let left = 200; !owned(); left -= 1) {
        if (left === 0) throw new Error('gnome-keyring did not start');
        await new Promise((resolve) => { setTimeout(resolve, 25); });
      }
    },
    freeze() { keyring?.kill('SIGSTOP'); },
    async prompts(manner) {
      await stopPrompter();
      prompter = spawn(process.execPath, [prompterScript, typeof manner === 'string' ? manner : 'answer'], { env, stdio: ['pipe', 'pipe', 'inherit'] });
      prompter.stdin?.end(typeof manner === 'string' ? '' : manner.password);
      let printed = '';
      prompter.stdout?.on('data', (chunk: Buffer) => { printed += chunk.toString('utf8'); });
      await firstLine(prompter);
      return { seen: () => printed.split('\n').filter((line) => line !== '' && line !== 'here') };
    },
    lock() {
      dbus('--dest=org.freedesktop.secrets', '/org/freedesktop/secrets', 'org.freedesktop.Secret.Service.Lock', 'array:objpath:/org/freedesktop/secrets/collection/login');
    },
  };
}
