// How a peer shows the agent who it is: by a file whose owner the kernel writes down, and by nothing else.
import { chmodSync, linkSync, lstatSync, mkdirSync, mkdtempSync, readdirSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir, userInfo } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { doubtPeer, showOwner, sweepProofs } from '../../../electron/node-ports/agent-peer.ts';

const profile = 'p'.repeat(22);
const uid = userInfo().uid;

describe.runIf(process.platform !== 'win32')('agent-peer:', () => {
  let folder: string;
  beforeEach(() => { folder = mkdtempSync(join(tmpdir(), 'coffre-peer-')); });
  afterEach(() => { rmSync(folder, { recursive: true, force: true }); });
  const doubt = (owner = uid) => {
    const one = doubtPeer(folder, profile, owner);
    return { ...one, path: join(folder, `.${profile}.${one.greeting}`) };
  };

  it('a file that this user made is believed once, and is gone then', () => {
    const peer = doubt();
    const takeBack = showOwner(folder, profile, peer.greeting);
    expect(lstatSync(peer.path).mode & 0o777).toBe(0o600);
    expect(peer.settle()).toBe(true);
    expect(readdirSync(folder)).toEqual([]);
    expect(peer.settle()).toBe(false);
    takeBack?.();
    expect(doubt().greeting).not.toBe(peer.greeting);
  });

  it('a file of another user is not', () => {
    const peer = doubt(uid + 1);
    showOwner(folder, profile, peer.greeting);
    expect(peer.settle()).toBe(false);
    expect(readdirSync(folder)).toEqual([]);
  });

  it('neither are nothing, a link, a second name, a folder, and what was there before', () => {
    const elsewhere = join(folder, 'elsewhere');
    writeFileSync(elsewhere, '');
    for (const put of [() => undefined, (path: string) => { symlinkSync(elsewhere, path); }, (path: string) => { linkSync(elsewhere, path); }, (path: string) => { mkdirSync(path); }, (path: string) => { writeFileSync(path, 'x'); }]) {
      const peer = doubt();
      put(peer.path);
      expect(peer.settle(), String(put)).toBe(false);
    }
    expect(readdirSync(folder, { withFileTypes: true }).filter((entry) => !entry.isDirectory()).map(({ name }) => name)).toEqual(['elsewhere']);
  });

  it('nor is anything in a folder that others may enter, or that belongs to somebody else', () => {
    const peer = doubt();
    showOwner(folder, profile, peer.greeting);
    chmodSync(folder, 0o711);
    expect(peer.settle()).toBe(false);
  });

  it('a peer makes nothing for a greeting that is none, and never over a file', () => {
    for (const greeting of ['', 'a'.repeat(23), 'a'.repeat(25), '../'.repeat(8), 'A'.repeat(24), `${'a'.repeat(23)}\n`]) expect(showOwner(folder, profile, greeting), greeting).toBeUndefined();
    expect(readdirSync(folder)).toEqual([]);
    const greeting = 'a'.repeat(24);
    symlinkSync(join(folder, 'target'), join(folder, `.${profile}.${greeting}`));
    expect(showOwner(folder, profile, greeting)).toBeUndefined();
    expect(readdirSync(folder)).toEqual([`.${profile}.${greeting}`]);
  });

  it('what was left is swept for one profile', () => {
    for (const name of [`.${profile}.${'0'.repeat(24)}`, `.${'q'.repeat(22)}.${'0'.repeat(24)}`, `${profile}.sock`]) writeFileSync(join(folder, name), '');
    sweepProofs(folder, profile);
    expect(readdirSync(folder)).toEqual([`.${'q'.repeat(22)}.${'0'.repeat(24)}`, `${profile}.sock`]);
  });
});
