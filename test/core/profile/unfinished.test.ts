// What is typed and not in the draft yet, over a lock: sealed with the drafts, wiped in clear, and given back to the window alone.
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { encryptDotenv } from '../../../electron/core/sops/index.ts';
import { SecretBytes } from '../../../electron/core/secret/index.ts';
import { recipients } from '../../fakes/fixtures.ts';
import { openCore, type OpenCore } from '../../fakes/open-core.ts';
import { filesOf } from './kit.ts';

const passphrase = 'canary-passphrase-55c1';
const half = 'canary-half-typed-';

let at: OpenCore;
beforeEach(async () => {
  at = openCore();
  await at.done('profile.create', { value: passphrase, keychain: false }, 'window');
});
afterEach(async () => { await at.close(); });

async function opened() {
  const path = join(at.folder, '.env');
  writeFileSync(path, await encryptDotenv([['TOKEN', 'canary-saved'], ['OTHER', 'x']], [recipients[0]], new Date()));
  await at.core.openPath(at.folder);
  const { document } = await at.open(path);
  const { entry } = await at.done('sops.listEntries', { document });
  return { document, path, token: entry[0] ?? -1, other: entry[1] ?? -1 };
}
const lock = () => at.done('profile.lock', {}, 'window');
const unlock = () => at.done('profile.unlockWithPassphrase', { value: passphrase }, 'window');
const facts = async (document: string) => (await at.done('sops.listDocuments', {})).find((one) => one.document === document)?.unfinished;
const textOf = async (document: string): Promise<string> => {
  at.ports.fake.clock.advance(1000);
  return (await at.done('sops.revealUnfinished', { document }, 'window')).value;
};

test('comes back for the same entry, beside the draft, twice in a row', async () => {
  const { document, token } = await opened();
  await at.done('sops.addEntry', { document, name: 'ADDED', value: 'canary-typed' });
  const before = await at.done('sops.listEntries', { document });
  await at.done('sops.setUnfinished', { document, unfinished: { what: 'value', entry: token, name: '', value: `${half}1` } }, 'window');
  for (let round = 0; round < 2; round += 1) {
    await lock();
    await unlock();
    expect(await facts(document)).toEqual({ what: 'value', entry: token, name: '' });
    expect(await textOf(document)).toBe(`${half}1`);
    expect((await at.done('sops.listEntries', { document })).entry).toEqual(before.entry);
  }
  await at.done('sops.setUnfinished', { document }, 'window');
  expect(await facts(document)).toBeUndefined();
  at.ports.fake.clock.advance(1000);
  expect((await at.call('sops.revealUnfinished', { document }, 'window'))).toMatchObject({ ok: false, error: { code: 'entry-not-found' } });
});

test('comes back where nothing else is pending, though the file was written meanwhile', async () => {
  const { document, path, other } = await opened();
  await at.done('sops.setUnfinished', { document, unfinished: { what: 'new', entry: other, name: 'HALF', place: 'below', value: `${half}2` } }, 'window');
  await lock();
  writeFileSync(path, await encryptDotenv([['TOKEN', 'another']], [recipients[0]], new Date()));
  await unlock();
  const { file } = await at.done('projects.refFile', { path });
  expect((await at.done('sops.openFile', { file })).document).toBe(document);
  expect(await facts(document)).toEqual({ what: 'new', entry: other, name: 'HALF', place: 'below' });
  expect(await textOf(document)).toBe(`${half}2`);
});

test('comes back at the next start of the program, if it ended while it was locked', async () => {
  const { document, token } = await opened();
  await at.done('sops.setUnfinished', { document, unfinished: { what: 'large', entry: token, name: '', value: `${half}3\nline` } }, 'window');
  await lock();
  await at.core.dispose();
  const later = openCore({ paths: at.ports.paths, environment: at.ports.environment });
  await later.done('profile.lock', {}, 'window');
  await later.done('profile.unlockWithPassphrase', { value: passphrase }, 'window');
  expect((await later.done('sops.listDocuments', {}))[0]?.unfinished).toEqual({ what: 'large', entry: token, name: '' });
  expect((await later.done('sops.revealUnfinished', { document }, 'window')).value).toBe(`${half}3\nline`);
  await later.close();
});

test('lines that the draft has not taken come back with their place, and are forgotten once it has taken them', async () => {
  const { document } = await opened();
  const kept = { what: 'text', name: '', run: { at: 2, remove: 0 } } as const;
  await at.done('sops.setUnfinished', { document, unfinished: { ...kept, value: `NOT YET ${half}4\n` } }, 'window');
  await lock();
  await unlock();
  expect(await facts(document)).toEqual(kept);
  expect(await textOf(document)).toBe(`NOT YET ${half}4\n`);
  const { revision } = await at.done('sops.listLines', { document });
  expect(await at.call('sops.spliceLines', { document, expectedRevision: revision, at: 2, remove: 0, lines: ['NOT YET'] })).toMatchObject({ ok: false });
  expect(await facts(document)).toEqual(kept);
  await at.done('sops.spliceLines', { document, expectedRevision: revision, at: 2, remove: 0, lines: [`LATER=${half}4`] });
  expect(await facts(document)).toBeUndefined();
});

describe('unfinished-sealed', () => {
  test('while locked, nothing on disk holds it in clear, and what held it in memory is overwritten', async () => {
    const { document, token } = await opened();
    const held: SecretBytes[] = [];
    const { wipe } = SecretBytes.prototype;
    SecretBytes.prototype.wipe = function wiped(this: SecretBytes) {
      if (!this.wiped && this.exposeBytes().includes(half)) held.push(this);
      wipe.call(this);
    };
    try {
      await at.done('sops.setUnfinished', { document, unfinished: { what: 'value', entry: token, name: '', value: `${half}4` } }, 'window');
      await at.done('sops.setUnfinished', { document, unfinished: { what: 'value', entry: token, name: '', value: `${half}4 more` } }, 'window');
      expect(held.length).toBe(1);
      await lock();
      expect(held.length).toBe(2);
      expect(held.every(({ wiped }) => wiped)).toBe(true);
    } finally {
      SecretBytes.prototype.wipe = wipe;
    }
    for (const [name, bytes] of filesOf(at.ports.fake.folder)) expect(bytes.includes(half), name).toBe(false);
    expect(await at.call('sops.revealUnfinished', { document }, 'window')).toMatchObject({ ok: false, error: { code: 'locked' } });
  });

  test('is given to a window that is looked at, never to the command line, and each time is a line of the audit log', async () => {
    const { document, token } = await opened();
    await at.done('sops.setUnfinished', { document, unfinished: { what: 'value', entry: token, name: '', value: `${half}5` } }, 'window');
    expect(await at.call('sops.revealUnfinished', { document }, 'cli')).toMatchObject({ ok: false, error: { code: 'not-allowed' } });
    at.ports.fake.focused = false;
    expect(await at.call('sops.revealUnfinished', { document }, 'window')).toMatchObject({ ok: false, error: { code: 'not-focused' } });
    at.ports.fake.focused = true;
    expect(await textOf(document)).toBe(`${half}5`);
    const { entries } = await at.done('audit.list', { limit: 1000 });
    expect(entries.filter(({ action, success }) => action === 'sops.revealUnfinished' && success).map(({ secret_key: key }) => key).at(-1)).toMatch(/\.env#TOKEN$/);
  });
});
