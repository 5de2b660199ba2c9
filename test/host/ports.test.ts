// The host's real ports, on real programs that stand in for the desktop's: what they get, and by which way.
import { chmodSync, mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { browserEnvironment, browserTemporary, canSandbox } from '../../electron/host/browser.ts';
import { findChromium } from '../../electron/host/index.ts';
import { hostClipboard } from '../../electron/host/ports/clipboard.ts';
import { hostDialogs } from '../../electron/host/ports/dialogs.ts';
import { SecretBytes } from '../../electron/core/secret/index.ts';
import { nodeRunner } from '../../electron/node-ports/index.ts';

let folder = '';
beforeEach(() => { folder = mkdtempSync(join(tmpdir(), 'coffre-ports-')); });
afterEach(() => { rmSync(folder, { recursive: true, force: true }); });

function program(name: string, script: string): string {
  const path = join(folder, name);
  writeFileSync(path, `#!/bin/sh\n${script}\n`);
  chmodSync(path, 0o755);
  return path;
}
const read = (name: string): string => readFileSync(join(folder, name), 'utf8');
const env = (more: Record<string, string> = {}) => ({ PATH: `${folder}:/usr/bin:/bin`, ...more });
const secret = 'canary-4be2 with spaces\nand $lines';

describe('the clipboard', () => {
  it.each([
    ['xclip', { DISPLAY: ':9' }, `case "$*" in *-out*) cat "$(dirname "$0")/held";; *) echo "$*" >> "$(dirname "$0")/args"; env >> "$(dirname "$0")/args"; cat > "$(dirname "$0")/held";; esac`],
    ['wl-copy', { WAYLAND_DISPLAY: 'w-0' }, `echo "$*" >> "$(dirname "$0")/args"; env >> "$(dirname "$0")/args"; cat > "$(dirname "$0")/held"`],
  ])('clipboard-by-pipe: %s gets the value by standard input, never in its arguments or environment', async (name, display, script) => {
    program(name, script);
    if (name === 'wl-copy') program('wl-paste', 'cat "$(dirname "$0")/held"');
    const clipboard = hostClipboard(env(display), nodeRunner(), 'linux');
    expect(clipboard.ability).toEqual({ works: true, reason: '' });
    await clipboard.write(secret);
    expect(read('held')).toBe(secret);
    expect(await clipboard.read()).toBe(secret);
    await clipboard.clear();
    expect(read('held')).toBe('');
    expect(read('args')).not.toContain('canary');
  });

  it('does not wait for the child that goes on serving it', async () => {
    program('xclip', 'cat > /dev/null; (sleep 30) & echo $! > "$(dirname "$0")/pid"; exit 0');
    await hostClipboard(env({ DISPLAY: ':9' }), nodeRunner(), 'linux').write('x');
    expect(process.kill(Number(read('pid')), 'SIGKILL')).toBe(true);
  });

  it('says why it does not work', async () => {
    expect(hostClipboard({ PATH: folder }, nodeRunner(), 'linux').ability).toEqual({ works: false, reason: 'no-display' });
    expect(hostClipboard({ PATH: folder, DISPLAY: ':9' }, nodeRunner(), 'linux').ability).toEqual({ works: false, reason: 'no-program' });
    await expect(hostClipboard({ PATH: folder }, nodeRunner(), 'linux').write('x')).rejects.toThrow(/no clipboard/);
    program('xclip', 'cat > /dev/null; exit 3');
    await expect(hostClipboard(env({ DISPLAY: ':9' }), nodeRunner(), 'linux').write(secret)).rejects.toThrow(/^the program failed$/);
  });
});

describe('the folder dialog', () => {
  const titles = { folder: 'Choose', file: { content: 'Take', backup: 'Take back' }, saveFile: { content: 'Save', backup: 'Save all', 'job-key': 'Save a key', 'recovery-codes': 'Save a key' } };
  const dialogs = (display = true, more = {}) => hostDialogs({ environment: env(more), runner: nodeRunner(), titles, home: '/home/x', display });
  it('answers what zenity or kdialog prints, or nothing when cancelled', async () => {
    program('zenity', 'echo "$*" > "$(dirname "$0")/args"; printf "/a folder\\n with a line\\n"');
    expect(dialogs().chooseFolderAbility).toEqual({ works: true, reason: '' });
    expect(await dialogs().chooseFolder()).toBe('/a folder\n with a line');
    expect(read('args')).toBe('--file-selection --directory --title=Choose\n');
    program('kdialog', 'echo "/from kde"');
    expect(await dialogs(true, { XDG_CURRENT_DESKTOP: 'KDE' }).chooseFolder()).toBe('/from kde');
    program('zenity', 'exit 1');
    expect(await dialogs().chooseFolder()).toBeUndefined();
    program('zenity', 'echo relative');
    expect(await dialogs().chooseFolder()).toBeUndefined();
  });
  it('asks for a file to read, and for a place to write clear text to, which the dialog has asked about', async () => {
    program('zenity', 'echo "$*" >> "$(dirname "$0")/args"; case "$*" in *--save*) printf "%s/out.txt\\n" "$(dirname "$0")";; *) printf "%s/in.txt\\n" "$(dirname "$0")";; esac');
    writeFileSync(join(folder, 'in.txt'), 'canary-in-4be2');
    writeFileSync(join(folder, 'out.txt'), 'before');
    expect((await (await dialogs().chooseFile('content'))?.read(100))?.toString('utf8')).toBe('canary-in-4be2');
    const target = await dialogs().chooseSaveFile('blob.bin', 'content');
    await target?.sink.write(new SecretBytes(Buffer.from('canary-out-4be2')));
    expect(target?.name).toBe('out.txt');
    expect([read('out.txt'), statSync(join(folder, 'out.txt')).mode & 0o777]).toEqual(['canary-out-4be2', 0o600]);
    expect(read('args')).toBe('--file-selection --title=Take\n--file-selection --save --confirm-overwrite --filename=/home/x/blob.bin --title=Save\n');
    program('zenity', 'exit 1');
    expect([await dialogs().chooseFile('backup'), await dialogs().chooseSaveFile('x', 'backup')]).toEqual([undefined, undefined]);
    program('kdialog', 'echo "$*" > "$(dirname "$0")/args"; exit 1');
    await dialogs(true, { XDG_CURRENT_DESKTOP: 'KDE' }).chooseSaveFile('blob.bin', 'content');
    expect(read('args')).toBe('--title Save --getsavefilename /home/x/blob.bin\n');
  });
  it('says why it does not work', () => {
    const none = hostDialogs({ environment: { PATH: folder }, runner: nodeRunner(), titles, home: '/', display: true });
    expect([none.chooseFolderAbility, none.chooseFileAbility]).toEqual([{ works: false, reason: 'no-program' }, { works: false, reason: 'no-program' }]);
    expect(dialogs(false).chooseFolderAbility).toEqual({ works: false, reason: 'no-display' });
  });
});

describe('the browser', () => {
  it('COFFRE_CHROMIUM first, then the PATH; a name that cannot run is an error', () => {
    const told = program('my-browser', 'exit 0');
    expect(findChromium({ COFFRE_CHROMIUM: told })?.path).toBe(told);
    expect(() => findChromium({ COFFRE_CHROMIUM: join(folder, 'none') })).toThrow(/cannot be run/);
    const onPath = program('chromium', 'exit 0');
    expect(findChromium({ PATH: folder }, 'linux')?.path).toBe(onPath);
    expect(findChromium({ PATH: '', HOME: folder }, 'darwin')).toBeUndefined();
  });
  it('a temporary folder too deep for the browser’s socket is exchanged for the system’s own', () => {
    expect(browserTemporary({ TMPDIR: '/var/tmp' })).toEqual({});
    expect(browserTemporary({ TMPDIR: `/tmp/${'deep/'.repeat(12)}` })).toEqual({ TMPDIR: '/tmp' });
    expect(browserTemporary({})).toEqual({});
  });
  it('gets an environment of allowed names', () => {
    expect(browserEnvironment({ PATH: '/bin', LANG: 'fr_FR', LC_ALL: 'C', DISPLAY: ':0', SOPS_AGE_KEY: 'x', AWS_SECRET_ACCESS_KEY: 'x', NODE_OPTIONS: 'x', LD_PRELOAD: 'x', SSH_AUTH_SOCK: 'x' }, { FONTCONFIG_FILE: '/f' }))
      .toEqual({ PATH: '/bin', LANG: 'fr_FR', LC_ALL: 'C', DISPLAY: ':0', FONTCONFIG_FILE: '/f' });
  });
  it('has its sandbox for everybody but root', () => {
    const found = { path: '/x', headlessOnly: false, environment: {} };
    expect([canSandbox(found, 1000), canSandbox(found, 0), canSandbox({ ...found, headlessOnly: true }, 1000), canSandbox(found, undefined)]).toEqual([true, false, false, true]);
  });
});
