// JSON at its edges: the largest numbers, a flipped byte, a file of 100,000 keys. Random files and rubbish stand in differential-json and fuzz-deep.
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { Refusal } from '../../../../electron/core/refusal.ts';
import { json } from '../../../../electron/core/sops/formats/json/index.ts';
import { linesOf, type Line } from '../../../../electron/core/sops/tree.ts';
import { fixtures } from '../../../fakes/fixtures.ts';
import { sopsPath } from '../../../fakes/real-sops.ts';
import { busyMs, longestHold } from './busy.ts';
import { open, peerDecrypts, sealed } from './sealed.ts';

const deep = process.env['COFFRE_DEEP'] === '1';

describe.skipIf(sopsPath === undefined)('JSON and the real sops', () => {
  it('whole numbers of 64 bits, encrypted, go through unchanged', async () => {
    const opened = await open(readFileSync(join(fixtures, 'v3.13.2/basic.enc.json')), json);
    const all = ['-9223372036854775808', '9223372036854775807', '9007199254740993'].map((value, at): Line => ({ kind: 'item', old: undefined, depth: 0, key: `n${at}`, type: 'int', text: value }));
    const edited = await json.edit(readFileSync(join(fixtures, 'v3.13.2/basic.enc.json')), await sealed(opened, all));
    expect(peerDecrypts(edited, '.json').stdout.toString()).toBe('{\n\t"n0": -9223372036854775808,\n\t"n1": 9223372036854775807,\n\t"n2": 9007199254740993\n}\n');
  });
});

describe('rubbish', () => {
  it('one flipped byte anywhere is read or refused', async () => {
    const bytes = readFileSync(join(fixtures, 'v3.13.2/basic.enc.json'));
    for (let at = 0; at < bytes.length; at += deep ? 1 : 7) {
      const flipped = Buffer.from(bytes);
      flipped[at] = (flipped[at] ?? 0) ^ 0x04;
      await json.parse(flipped).catch((error: unknown) => { expect(error).toBeInstanceOf(Refusal); });
    }
  });
});

describe('a file of 100,000 keys', () => {
  it('is read and written in slices of less than 50 ms, and in time that grows with its size', { timeout: 60_000 }, async () => {
    const { metadata } = await json.parse(readFileSync(join(fixtures, 'v3.13.2/basic.enc.json')));
    const cipher = `ENC[AES256_GCM,data:${'QUFB'.repeat(8)},iv:${'QUFB'.repeat(11)},tag:${'QUFB'.repeat(6)},type:str]`;
    const fileOf = (count: number): Promise<Buffer> => json.emit(Array.from({ length: count }, (_, at): Line => ({ kind: 'item', old: undefined, depth: 0, key: `key_${at}`, type: 'str', text: cipher })), metadata);
    const time = async (bytes: Buffer): Promise<number> => {
      const started = busyMs();
      const parsed = await json.parse(bytes);
      expect((await json.edit(bytes, { lines: await linesOf(parsed.branches), metadata: {} })).equals(bytes)).toBe(true);
      return busyMs() - started;
    };
    const [small, large] = [await fileOf(10_000), await fileOf(100_000)];
    await time(small);
    const ten = Math.min(await time(small), await time(small), await time(small));
    let hundred = 0;
    const held = await longestHold(async () => { hundred = await time(large); });
    expect({ linear: hundred < 20 * ten, held: held < 100 }).toEqual({ linear: true, held: true });
    if (deep) console.log(`JSON: 10,000 keys ${ten.toFixed(0)} ms, 100,000 keys ${hundred.toFixed(0)} ms, held ${held.toFixed(0)} ms`);
  });
});
