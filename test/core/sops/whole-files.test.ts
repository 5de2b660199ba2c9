// Files that are one value, from the window: other content for them and their content in clear text, by dialogs that answer no path; the real sops reads what was saved.
import { copyFileSync, readFileSync, readdirSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { fixtures, identities } from '../../fakes/fixtures.ts';
import { noFileDialogs } from '../../fakes/dialogs.ts';
import { openCore, type OpenCore } from '../../fakes/open-core.ts';
import { realSops, sopsPath } from '../../fakes/real-sops.ts';
import { weEncrypt } from './crypto-kit.ts';

let core: OpenCore;
let file = '';
beforeEach(() => {
  core = openCore();
  file = join(core.folder, 'blob.enc.bin');
  copyFileSync(join(fixtures, 'v3.13.2/basic.enc.bin'), file);
});
afterEach(async () => { await core.close(); });

describe('a file that is one value', () => {
  it('gets the bytes of a chosen file, any bytes, and sops reads them after the save', async () => {
    const { document } = await core.open(file);
    const other = Buffer.concat([Buffer.from('canary-whole-\n'), Buffer.from([0, 255, 128, 10])]);
    writeFileSync(join(core.folder, 'other'), other);
    core.ports.fake.chosenFiles.push(join(core.folder, 'other'));
    const { replaced, revision } = await core.done('sops.chooseContent', { document }, 'window');
    expect(replaced).toBe(true);
    expect(await core.done('sops.saveFile', { document, expectedRevision: revision })).toMatchObject({ written: true });
    if (sopsPath !== undefined) expect(realSops(['decrypt', '--input-type', 'binary', '--output-type', 'binary', file], identities[0]).stdout).toEqual(other);
    expect(readFileSync(join(core.folder, 'other'))).toEqual(other);
  });

  it('stays as it is where the dialog is cancelled, the file is refused, or the same content is chosen', async () => {
    const { document } = await core.open(file);
    expect(await core.done('sops.chooseContent', { document }, 'window')).toMatchObject({ replaced: false });
    core.ports.fake.chosenFiles.push(join(core.folder, 'none'));
    expect(await core.call('sops.chooseContent', { document }, 'window')).toMatchObject({ ok: false, error: { code: 'file-unreadable' } });
    core.ports.fake.chosenSaveFiles.push(join(core.folder, 'same'));
    await core.done('sops.saveDecrypted', { document }, 'window');
    core.ports.fake.chosenFiles.push(join(core.folder, 'same'));
    await core.done('sops.chooseContent', { document }, 'window');
    expect((await core.done('sops.listEntries', { document })).pending.changed).toBe(0);
  });

  it('is written in clear text for its owner alone, with what is pending in it; the answer names the file and no folder', async () => {
    const { document } = await core.open(file);
    writeFileSync(join(core.folder, 'other'), 'canary-whole-pending');
    core.ports.fake.chosenFiles.push(join(core.folder, 'other'));
    await core.done('sops.chooseContent', { document }, 'window');
    core.ports.fake.chosenSaveFiles.push(join(core.folder, 'clear.bin'));
    expect(await core.done('sops.saveDecrypted', { document }, 'window')).toEqual({ name: 'clear.bin' });
    expect([readFileSync(join(core.folder, 'clear.bin'), 'utf8'), statSync(join(core.folder, 'clear.bin')).mode & 0o777]).toEqual(['canary-whole-pending', 0o600]);
    core.ports.fake.clock.advance(1000);
    expect(await core.call('sops.saveDecrypted', { document }, 'window')).toMatchObject({ ok: false, error: { code: 'cancelled' } });
  });

  it('SECURITY(whole-not-shown) is given neither to the screen nor to the clipboard, on any side, the version on the disk too', async () => {
    const { document } = await core.open(file);
    const { entry } = await core.done('sops.listEntries', { document }, 'window');
    const whole = { document, entry: entry[0] ?? -1 };
    writeFileSync(join(core.folder, 'other'), 'canary-whole-mine');
    core.ports.fake.chosenFiles.push(join(core.folder, 'other'));
    await core.done('sops.chooseContent', { document }, 'window');
    writeFileSync(file, await weEncrypt('binary', 'canary-whole-theirs'));
    expect(await core.done('sops.compareDisk', { document }, 'window')).toMatchObject({ group: ['both'] });
    for (const side of ['draft', 'saved', 'disk'] as const) {
      core.ports.fake.clock.advance(60_000);
      expect(await core.call('sops.revealEntry', { ...whole, side }, 'window')).toMatchObject({ ok: false, error: { code: 'entry-not-found' } });
    }
    core.ports.fake.clock.advance(60_000);
    expect(await core.call('sops.copyEntry', whole, 'window')).toMatchObject({ ok: false, error: { code: 'entry-not-found' } });
  });

  it.each([[1, 'under-1-kb'], [999, 'under-1-kb'], [1000, 'under-10-kb'], [99_999, 'under-100-kb'], [100_000, 'under-1-mb'], [1_000_000, 'under-10-mb'], [10_000_000, 'larger']] as const)('of %i bytes is told as %s, before it is saved too', async (length, size) => {
    const { document } = await core.open(file);
    writeFileSync(join(core.folder, 'other'), Buffer.alloc(length, 7));
    core.ports.fake.chosenFiles.push(join(core.folder, 'other'));
    await core.done('sops.chooseContent', { document }, 'window');
    const listed = await core.done('sops.listEntries', { document }, 'window');
    expect(listed.size).toBe(size);
    if (length > 10) expect(JSON.stringify(listed)).not.toContain(String(length));
  });

  it('alone has a size', async () => {
    copyFileSync(join(fixtures, 'v3.13.2/basic.enc.json'), join(core.folder, 'a.enc.json'));
    const { document } = await core.open(join(core.folder, 'a.enc.json'));
    expect((await core.done('sops.listEntries', { document }, 'window')).size).toBeUndefined();
  });

  it('asks nothing for a file of many values, where there is no dialog, or for the command line', async () => {
    copyFileSync(join(fixtures, 'v3.13.2/basic.enc.json'), join(core.folder, 'a.enc.json'));
    const { document } = await core.open(join(core.folder, 'a.enc.json'));
    for (const name of ['sops.chooseContent', 'sops.saveDecrypted'] as const) {
      core.ports.fake.chosenFiles.push(file);
      core.ports.fake.chosenSaveFiles.push(join(core.folder, 'never'));
      expect(await core.call(name, { document }, 'window')).toMatchObject({ ok: false, error: { code: 'entry-not-found' } });
      expect(await core.call(name, { document }, 'cli')).toMatchObject({ ok: false, error: { code: 'not-allowed' } });
    }
    expect(core.ports.fake.chosenFiles).toHaveLength(2);
    const without = openCore({ dialogs: { ...noFileDialogs, chooseFolderAbility: { works: true, reason: '' }, chooseFolder: () => Promise.resolve(undefined) } });
    try {
      const whole = await without.open(file);
      for (const name of ['sops.chooseContent', 'sops.saveDecrypted'] as const) expect(await without.call(name, { document: whole.document }, 'window')).toMatchObject({ ok: false, error: { code: 'no-file-dialog', data: { reason: 'no-program' } } });
    } finally {
      await without.close();
    }
    expect(readdirSync(core.folder)).not.toContain('never');
  });
});
