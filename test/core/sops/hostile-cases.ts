// Which hostile inputs a run reads, and what is asked of each. Dear ones always; of the others a few, and all with COFFRE_DEEP=1.
import { describe, expect, it } from 'vitest';
import type { Format } from '../../../electron/core/sops/formats/format.ts';
import { diceOf } from './fuzz-kit.ts';
import { mostMegabytes, mostWorkMs, readApart, tenMegabytes } from './hostile-kit.ts';

type Way = 'encrypted' | 'clear';
/** What is read, how, and what must come of it. */
export type Dear = readonly [name: string, way: Way, answer: string];

const drawn = 5;

export function hostileInputs(format: Format['id'], inputs: Readonly<Record<string, () => string | Uint8Array>>, dear: readonly Dear[]): void {
  const left = Object.keys(inputs).flatMap((name) => (['encrypted', 'clear'] as const).map((way) => [name, way, undefined] as const)).filter(([name, way]) => !dear.some(([known, its]) => known === name && its === way));
  const dice = diceOf(0);
  const others = process.env['COFFRE_DEEP'] === '1' ? left : Array.from({ length: drawn }, () => left.splice(dice(left.length), 1)).flat();
  describe(`hostile ${format} of up to 10 MB`, () => {
    it.each([...dear, ...others])('%s, %s', { timeout: 120_000 }, async (name, way, expected) => {
      const content = inputs[name]?.() ?? '';
      expect(Buffer.byteLength(content)).toBeLessThan(tenMegabytes * 1.05);
      const { answer, workMs, peakMb, told } = await readApart(format, way, content);
      if (expected !== undefined) expect(answer).toBe(expected);
      expect({ declared: /^[a-z-]+(?:: [a-z-]+)?$/.test(answer), told, soon: workMs < mostWorkMs || workMs, small: peakMb < mostMegabytes || peakMb }).toEqual({ declared: true, told: false, soon: true, small: true });
    });
  });
}
