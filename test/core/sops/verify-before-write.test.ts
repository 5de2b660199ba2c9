// A format that makes a mistake while it emits must be caught in memory: the disk sees only what opens to what the person asked for.
import { copyFileSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { Refusal } from '../../../electron/core/refusal.ts';
import { SecretBytes } from '../../../electron/core/secret/index.ts';
import type { Draft } from '../../../electron/core/sops/draft.ts';
import { draftOf } from '../../../electron/core/sops/documents.ts';
import { dotenv } from '../../../electron/core/sops/formats/dotenv/index.ts';
import type { Format } from '../../../electron/core/sops/formats/format.ts';
import { createAgeKeySource } from '../../../electron/core/sops/key-sources/age/index.ts';
import { plainOf } from '../../../electron/core/sops/draft-rows.ts';
import { openVerified } from '../../../electron/core/sops/open-file.ts';
import { prepareSave } from '../../../electron/core/sops/save-file.ts';
import { fixtures, identities } from '../../fakes/fixtures.ts';
import { openCore } from '../../fakes/open-core.ts';

const source = createAgeKeySource({ environment: { SOPS_AGE_KEY: identities[0] }, paths: { userHome: '/nonexistent', configuration: '/nonexistent', profile: '/nonexistent', temporary: '/nonexistent' }, runner: { run: () => Promise.reject(new Error('nothing runs here')) } });
const bytes = readFileSync(join(fixtures, 'v3.13.2/basic.enc.env'));

/** A format that emits something else than it was asked for. */
const wrong = (spoil: (text: string) => string): Format => ({ ...dotenv, edit: async (...args) => Buffer.from(spoil((await dotenv.edit(...args)).toString('utf8'))) });

const mistakes: readonly (readonly [string, (text: string) => string])[] = [
  ['drops the line', (text) => text.replace(/^DB_PASSWORD=.*\n/m, '')],
  ['drops another line', (text) => text.replace(/^DB_HOST=.*\n/m, '')],
  ['keeps the old value', (text) => text.replace(/^DB_PASSWORD=.*$/m, /^DB_PASSWORD=.*$/m.exec(bytes.toString('utf8'))?.[0] ?? '')],
  ['writes it in clear', (text) => text.replace(/^DB_PASSWORD=.*$/m, 'DB_PASSWORD=canary-e1')],
  ['empties it', (text) => text.replace(/^DB_PASSWORD=.*$/m, 'DB_PASSWORD=')],
  ['puts it under another name', (text) => text.replace(/^DB_PASSWORD=/m, 'DB_PASS=')],
  ['swaps two lines', (text) => text.replace(/^(DB_HOST=.*\n)(DB_PORT=.*\n)/m, '$2$1')],
  ['writes it twice', (text) => text.replace(/^(DB_PASSWORD=.*\n)/m, '$1$1')],
  ['changes a readable value', (text) => text.replace('=visible', '=other')],
  ['forgets the MAC', (text) => text.replace(/^sops_mac=.*\n/m, '')],
  ['keeps the old MAC', (text) => text.replace(/^sops_mac=.*$/m, /^sops_mac=.*$/m.exec(bytes.toString('utf8'))?.[0] ?? '')],
  ['cuts the end', (text) => text.slice(0, -40)],
  ['writes nothing', () => ''],
];

/** What setEntry does to a draft. */
function type(draft: Draft, entry: number): void {
  const value = new SecretBytes(Buffer.from('canary-e1'));
  draft.step(draft.rows().map((row) => (row.id === entry && row.kind === 'entry' ? { ...row, value } : row)), [value]);
}

describe('SECURITY(verify-before-write) a format that', () => {
  it.each(mistakes)('%s is caught', async (_what, spoil) => {
    const file = await openVerified(bytes, dotenv, [source], undefined);
    const entry = file.leaves.find((leaf) => leaf.path[0] === 'DB_PASSWORD')?.entry ?? -1;
    const draft = await draftOf(file, 0);
    type(draft, entry);
    const failed = await prepareSave(bytes, file, draft, wrong(spoil), new Date('2026-11-25T10:00:00Z')).then(() => undefined, (error: unknown) => error);
    expect(failed).toBeInstanceOf(Refusal);
    // The draft is as it was: nothing that was typed is gone.
    expect(plainOf(draft.entry(entry))?.exposeBytes().toString()).toBe('canary-e1');
  });
  it('makes none of them is believed', async () => {
    const file = await openVerified(bytes, dotenv, [source], undefined);
    const draft = await draftOf(file, 0);
    type(draft, file.leaves.find((leaf) => leaf.path[0] === 'DB_PASSWORD')?.entry ?? -1);
    await expect(prepareSave(bytes, file, draft, wrong((text) => text), new Date('2026-11-25T10:00:00Z'))).resolves.toBeDefined();
  });
});

describe('what is in the core is gone when it is closed', () => {
  it('plaintext of a closed document is overwritten', async () => {
    const file = await openVerified(bytes, dotenv, [source], undefined);
    const kept = file.leaves.map(({ plain }) => plain.exposeBytes());
    for (const { plain } of file.leaves) plain.wipe();
    expect(kept.every((one) => one.every((byte) => byte === 0))).toBe(true);
    expect(() => file.leaves[1]?.plain.exposeBytes()).toThrow('wiped');
  });
  it('a closed document answers no more', async () => {
    const at = openCore();
    try {
      const path = join(at.folder, '.env');
      copyFileSync(join(fixtures, 'v3.13.2/basic.enc.env'), path);
      const { document } = await at.open(path);
      await at.done('sops.closeFile', { document });
      expect(await at.call('sops.listEntries', { document })).toMatchObject({ ok: false, error: { code: 'document-not-found' } });
      expect(await at.call('sops.revealEntry', { document, entry: 1, side: 'draft' }, 'window')).toMatchObject({ ok: false, error: { code: 'document-not-found' } });
    } finally {
      await at.close();
    }
  });
});
