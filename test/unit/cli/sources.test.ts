// Standard input as a source: whole, within its bound, and not left in memory in pieces.
import { describe, expect, test } from 'vitest';
import { Refusal } from '../../../electron/core/refusal.ts';
import { inputSource } from '../../../electron/cli/sources.ts';

async function* pieces(...all: readonly Buffer[]): AsyncGenerator<Buffer> {
  for (const each of all) yield await Promise.resolve(each);
}
const codeOf = (read: Promise<Buffer>): Promise<string> => read.then(() => 'nothing was refused', (error: unknown) => (error instanceof Refusal ? error.code : 'another error'));

describe('inputSource', () => {
  test('joins the pieces, and overwrites them', async () => {
    const [a, b] = [Buffer.from('canary-'), Buffer.from('77aa')];
    expect((await inputSource(pieces(a, b)).read(100)).toString()).toBe('canary-77aa');
    expect([...a, ...b].every((byte) => byte === 0)).toBe(true);
  });

  test('refuses what is nothing, and what is more than it may be, without keeping any of it', async () => {
    expect(await codeOf(inputSource(pieces()).read(100))).toBe('empty-file');
    const long = Buffer.alloc(60, 1);
    expect(await codeOf(inputSource(pieces(long, Buffer.alloc(60, 1), Buffer.alloc(60, 1))).read(100))).toBe('file-too-large');
    expect(long.every((byte) => byte === 0)).toBe(true);
  });
});
