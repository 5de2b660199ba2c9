// A YAML file of 10 MB through the whole core: it opens without holding up anything else, and whoever no longer wants it can end it.
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openCore, type OpenCore } from '../../fakes/open-core.ts';
import { longestHold } from './formats/busy.ts';
import { weEncrypt } from './crypto-kit.ts';

let at: OpenCore;
let path = '';
beforeAll(async () => {
  at = openCore();
  path = join(at.folder, 'large.yaml');
  const text = Array.from({ length: 60_000 }, (_, key) => `${key % 10 === 0 ? `section_${String(key)}:\n` : ''}    key_${String(key)}: canary-${String(key)}-${'x'.repeat(20)}\n`).join('');
  const bytes = await weEncrypt('yaml', text);
  if (bytes.length < 9_000_000) throw new Error('the file is too small to prove anything');
  writeFileSync(path, bytes);
}, 120_000);
afterAll(async () => { await at.close(); });

describe('a YAML file of 10 MB', () => {
  it('opens without holding the loop for more than 50 ms', { timeout: 120_000 }, async () => {
    const held: number[] = [];
    // The best of a few: the first runs code that is not compiled yet.
    for (let run = 0; run < 4 && (held.length === 0 || Math.min(...held) >= 50); run += 1) {
      held.push(await longestHold(async () => {
        const { document, entries } = await at.open(path);
        expect(entries).toBe(60_000);
        await at.done('sops.closeFile', { document });
      }));
    }
    expect(Math.min(...held)).toBeLessThan(50);
  });
  it('ends as cancelled as soon as somebody says so, even while it is still being read from the disk', { timeout: 120_000 }, async () => {
    const { file } = await at.done('projects.refFile', { path });
    const opening = at.call('sops.openFile', { file });
    const started = process.threadCpuUsage();
    await at.done('sops.cancelOpening', { file });
    expect(await opening).toMatchObject({ ok: false, error: { code: 'cancelled' } });
    const { user, system } = process.threadCpuUsage(started);
    expect((user + system) / 1000).toBeLessThan(1500);
    expect(await at.done('sops.listDocuments', {})).toEqual([]);
  });
});
