// Any file as one value: the envelopes of every sops, bytes that are no text, and both ways with the real sops.
import { createHash, randomBytes } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { Refusal } from '../../../../electron/core/refusal.ts';
import { aadOf, sealValue } from '../../../../electron/core/sops/cipher.ts';
import { binary, isEnvelope } from '../../../../electron/core/sops/formats/binary/index.ts';
import { json } from '../../../../electron/core/sops/formats/json/index.ts';
import { createMacHash, sealMac } from '../../../../electron/core/sops/mac.ts';
import { linesOf } from '../../../../electron/core/sops/tree.ts';
import { fixtures } from '../../../fakes/fixtures.ts';
import { sopsPath } from '../../../fakes/real-sops.ts';
import { open, peerDecrypts, peerEncrypts, sealedAt } from './sealed.ts';

const fixture = (name: string): Buffer => readFileSync(join(fixtures, name));
const files = ['v3.8.1', 'v3.10.2', 'v3.12.2', 'v3.13.1', 'v3.13.2'].map((version) => `${version}/basic.enc.bin`);

describe('the files of every sops', () => {
  it.each([...files.map((name) => [name, 'plain/basic.bin']), ['edge/binary-nonutf8.enc.bin', 'plain/binary-nonutf8.bin']])('%s opens, verifies, and comes out as it was', async (name = '', clear = '') => {
    const bytes = fixture(name);
    const file = await open(bytes, binary);
    expect(file.leaves.map(({ plain }) => plain.exposeBytes().equals(fixture(clear)))).toEqual([true]);
    expect((await binary.edit(bytes, { lines: await linesOf(file.parsed.branches), metadata: {} })).equals(bytes)).toBe(true);
  });
});

describe('a clear file', () => {
  it.each([['text\u0000\uFEFF', true], [Buffer.from([0xff, 0x00, 0xfe]), false], ['', true]])('is one value, whatever it holds: %#', async (content, isText) => {
    const bytes = Buffer.from(content as string);
    const parsed = await binary.parsePlain(bytes);
    expect(isEnvelope(parsed.branches)).toBe(true);
    const lines = await linesOf(parsed.branches);
    expect(lines.map((line) => line.kind === 'item' && [line.key, line.bytes === undefined])).toEqual([['data', isText]]);
    expect((await binary.emit(lines, undefined)).equals(bytes)).toBe(true);
  });
});

describe('what is an envelope', () => {
  it.each([['{"data":"x"}', true], ['{"data":1}', false], ['{"data":"x","a":"y"}', false], ['{"data":{}}', false], ['{"Data":"x"}', false], ['{}', false]])('%s: %s', async (text, answer) => {
    expect(isEnvelope((await json.parsePlain(Buffer.from(text))).branches)).toBe(answer);
  });
  it('is all that is opened or written', async () => {
    await expect(binary.parse(fixture('v3.13.2/basic.enc.json'))).rejects.toMatchObject({ code: 'format-refused' });
    await expect(binary.emit([], undefined)).rejects.toBeInstanceOf(Refusal);
    expect([binary.nameProblem('data', 0), binary.nameProblem('other', 0)]).toEqual([undefined, 'reserved']);
  });
});

describe.skipIf(sopsPath === undefined)('the real sops', () => {
  it.each([0, 1, 4096, 300_000])('encrypts %d random bytes that open here, and reads others in their place', async (size) => {
    const [before, after] = [randomBytes(size), Buffer.concat([randomBytes(size), Buffer.from([0xff])])];
    const encrypted = peerEncrypts(before, '.bin').stdout;
    const file = await open(encrypted, binary);
    expect(file.leaves[0]?.plain.exposeBytes().equals(before)).toBe(true);
    const hash = createMacHash(false);
    hash.add(after, true);
    const text = sealValue(after, 'str', file.dataKey, aadOf(['data']));
    const edited = await binary.edit(encrypted, { lines: [{ kind: 'item', old: 0, depth: 0, key: 'data', type: 'str', text }], metadata: { lastmodified: sealedAt, mac: sealMac(hash.digest(), file.dataKey, sealedAt) } });
    const peer = peerDecrypts(edited, '.bin');
    expect(createHash('sha256').update(peer.stdout).digest('hex')).toBe(createHash('sha256').update(after).digest('hex'));
  });
});
