// A readable number that somebody makes a float: written without decimals it is read as a whole number by everybody, and a save says so instead of failing.
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { identities } from '../../fakes/fixtures.ts';
import { openCore, type OpenCore } from '../../fakes/open-core.ts';
import { realSops, sopsPath } from '../../fakes/real-sops.ts';
import { weEncrypt } from './crypto-kit.ts';

let at: OpenCore;
beforeEach(() => { at = openCore(); });
afterEach(async () => { await at.close(); });

describe.each(['json', 'yaml'] as const)('%s', (id) => {
  it('saves it as the whole number that it is read as, and shows it so', async () => {
    const path = join(at.folder, `numbers.${id}`);
    writeFileSync(path, await weEncrypt(id, '{"n_unencrypted": 5, "m": 5}'));
    const { document } = await at.open(path);
    const { entry: [readable = -1, sealed = -1] } = await at.done('sops.listEntries', { document });
    await at.done('sops.retypeEntry', { document, entry: readable, type: 'float' });
    const { revision } = await at.done('sops.retypeEntry', { document, entry: sealed, type: 'float' });
    expect(await at.done('sops.saveFile', { document, expectedRevision: revision })).toMatchObject({ written: true, pending: { changed: 0 } });
    expect((await at.done('sops.listEntries', { document })).type).toEqual(['int', 'float']);
    expect(readFileSync(path, 'utf8')).toMatch(/n_unencrypted"?: 5\b/);
    if (sopsPath !== undefined) expect(JSON.parse(realSops(['decrypt', '--output-type', 'json', path], identities[0]).stdout.toString('utf8'))).toEqual({ n_unencrypted: 5, m: 5 });
  });
});
