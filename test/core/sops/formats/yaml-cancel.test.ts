// Reading a large YAML file gives way all the time, and ends soon after somebody no longer wants it: in the middle of many lines, and of one value that goes on for megabytes.
import { describe, expect, it } from 'vitest';
import { yaml } from '../../../../electron/core/sops/formats/yaml/index.ts';
import { openVerified } from '../../../../electron/core/sops/open-file.ts';
import { busyMs } from './busy.ts';

const size = 5_000_000;
const filled = (text: string): string => text.repeat(size / text.length);
const inputs: readonly (readonly [what: string, text: () => string])[] = [
  ['many lines', () => Array.from({ length: 90_000 }, (_, at) => `key_${String(at)}: ENC[AES256_GCM,data:AAAA,iv:BBBB,tag:CCCC,type:str]\n`).join('')],
  ['many values in brackets', () => `a: [${'bcdefghij, '.repeat(140_000)}]\n`],
  ['one block of lines', () => `a: |\n${filled(' b\n')}`],
  ['one folded block', () => `a: >\n${filled(' b\n')}`],
  ['one quoted value', () => `a: "${filled('\\x41\n')}"\n`],
  ['one value in apostrophes', () => `a: '${filled("b''\n")}'\n`],
  ['one plain value', () => `a:\n${filled(' b\n')}`],
  ['one plain value in brackets', () => `a: [b${filled(' b\n')}]\n`],
];

/** Work done after it was no longer wanted, in milliseconds; the looks at the signal that it took until it was aborted are counted in slices. */
async function workAfter(bytes: Buffer, slices: number): Promise<number> {
  let looks = 0;
  let since = Number.NaN;
  const signal = {
    get aborted() {
      looks += 1;
      if (looks === slices) since = busyMs();
      // WHY one look later: so long it goes on unwanted, at the most.
      return looks > slices;
    },
  } as AbortSignal;
  await expect(yaml.parse(bytes, signal)).rejects.toMatchObject({ code: 'cancelled' });
  return busyMs() - since;
}

describe('reading', () => {
  it.each(inputs)('%s ends as cancelled within 50 ms', { timeout: 60_000 }, async (_what, text) => {
    const bytes = Buffer.from(text());
    const after: number[] = [];
    // The best of a few: the first runs code that is not compiled yet.
    for (const slices of [6, 5, 4, 3]) if (after.length === 0 || Math.min(...after) >= 50) after.push(await workAfter(bytes, slices));
    expect(Math.min(...after)).toBeLessThan(50);
  });
  it('is ended by whoever no longer wants the file to open, before anything in it is looked at', async () => {
    let looks = 0;
    const signal = { get aborted() { looks += 1; return looks > 3; } } as AbortSignal;
    await expect(openVerified(Buffer.from(inputs[0]?.[1]() ?? ''), yaml, [], undefined, signal)).rejects.toMatchObject({ code: 'cancelled' });
  });
  it('ends as cancelled before it began', async () => {
    await expect(yaml.parse(Buffer.from(inputs[0]?.[1]() ?? ''), AbortSignal.abort())).rejects.toMatchObject({ code: 'cancelled' });
  });
});
