// Two starts make one window; a killed first start stands in nobody's way.
import { spawn } from 'node:child_process';
import { chmodSync, mkdirSync, mkdtempSync, readdirSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { root } from '../../build/root.ts';
import { claimInstance, type Instance } from '../../electron/host/index.ts';

describe('the single instance', () => {
  let folder = '';
  let claimed: (Instance | undefined)[] = [];
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'coffre-instance-'));
    claimed = [];
  });
  afterEach(() => {
    for (const instance of claimed) instance?.release();
    rmSync(folder, { recursive: true, force: true });
  });

  const claim = async (options: { profile?: string; path?: string; told?: unknown[]; environment?: Record<string, string> } = {}): Promise<Instance | undefined> => {
    const instance = await claimInstance({
      profile: options.profile ?? '/p', path: options.path, environment: options.environment ?? { XDG_RUNTIME_DIR: folder }, temporary: folder,
      onHandover: (path) => { options.told?.push(path); },
    });
    claimed.push(instance);
    return instance;
  };

  it('the second start hands its path over; another profile is another window', async () => {
    const told: unknown[] = [];
    expect(await claim({ told })).toBeDefined();
    expect(await claim({ path: '/a folder/\u00e9"\n' })).toBeUndefined();
    expect(await claim({})).toBeUndefined();
    expect(told).toEqual(['/a folder/\u00e9"\n', undefined]);
    expect(await claim({ profile: '/q' })).toBeDefined();
  });

  it('a released name is free, and nothing is left in the folder', async () => {
    const first = await claim();
    first?.release();
    expect(readdirSync(join(folder, 'coffre'))).toEqual([]);
    expect(await claim()).toBeDefined();
  });

  it('many starts at once make one window', async () => {
    const results = await Promise.all(Array.from({ length: 12 }, () => claim()));
    expect(results.filter((result) => result !== undefined)).toHaveLength(1);
  });

  it('a killed first start leaves a socket that nobody answers; the next start takes it over', async () => {
    const script = `const { claimInstance } = await import(${JSON.stringify(join(root, 'electron/host/single-instance.ts'))});
      await claimInstance({ profile: '/p', path: undefined, environment: { XDG_RUNTIME_DIR: ${JSON.stringify(folder)} }, temporary: '/', onHandover() {} });
      console.log('claimed'); setInterval(() => {}, 1000);`;
    const child = spawn(process.execPath, ['--input-type=module', '--eval', script], { stdio: ['ignore', 'pipe', 'inherit'] });
    await new Promise((resolve) => { child.stdout.once('data', resolve); });
    expect(await claim()).toBeUndefined();
    child.kill('SIGKILL');
    await new Promise((resolve) => { child.once('exit', resolve); });
    expect(readdirSync(join(folder, 'coffre')).some((name) => name.endsWith('.sock'))).toBe(true);
    const results = await Promise.all(Array.from({ length: 5 }, () => claim()));
    expect(results.filter((result) => result !== undefined)).toHaveLength(1);
  });

  it('instance-folder: the socket lies in a folder of ours alone; another’s is refused', async () => {
    await claim({ environment: {} });
    const made = join(folder, `coffre-${String(process.getuid?.())}`);
    expect(statSync(made).mode & 0o777).toBe(0o700);
    const open = join(folder, 'run');
    mkdirSync(join(open, 'coffre'), { recursive: true });
    chmodSync(join(open, 'coffre'), 0o755);
    await expect(claim({ environment: { XDG_RUNTIME_DIR: open } })).rejects.toThrow(/open to others/);
  });
});
