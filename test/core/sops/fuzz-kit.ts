// Inputs that nobody meant: fixtures with something broken in them, cut off, put together from parts, and plain noise. Each has a number, so that a finding can be had again without printing it.
import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect } from 'vitest';
import { Refusal } from '../../../electron/core/refusal.ts';
import { fixtures } from '../../fakes/fixtures.ts';
import { worked } from '../../fakes/worked.ts';

const deep = process.env['COFFRE_DEEP'] === '1';
const seed = Number(process.env['COFFRE_SEED'] ?? 20_261_202);
/** So many inputs for each parser. */
export const inputs = deep ? 200_000 : Number(process.env['COFFRE_FILES'] ?? 8_000);
/** Stands in every value of the samples, and must stand in no error. */
export const canary = 'canary-7f3b';

export const fixture = (name: string): Buffer => readFileSync(join(fixtures, name));

/** A number from 0 to one below. */
export type Dice = (below: number) => number;

/** Small and quick, and the same on every machine. */
export function diceOf(number: number): Dice {
  let state = createHash('sha256').update(`${String(seed)}/${String(number)}`).digest().readUInt32LE(0);
  return (below) => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return below <= 1 ? 0 : ((mixed ^ (mixed >>> 14)) >>> 0) % below;
  };
}

const noise = (dice: Dice, length: number): Buffer => Buffer.from(Array.from({ length }, () => dice(256)));

/** One input. `pieces`: what means something in such a file. */
export function inputOf(samples: readonly Buffer[], pieces: readonly string[], dice: Dice): Buffer {
  const piece = (): Buffer => (dice(12) === 0 ? noise(dice, dice(4)) : Buffer.from(pieces[dice(pieces.length)] ?? ''));
  const sample = samples[dice(samples.length)] ?? Buffer.alloc(0);
  const kind = dice(10);
  if (kind === 0) return noise(dice, dice(120));
  if (kind === 1) return Buffer.concat(Array.from({ length: dice(40) }, piece));
  if (kind === 2) return sample.subarray(0, dice(sample.length + 1));
  if (kind === 3) return Buffer.concat([sample.subarray(0, dice(sample.length)), ...Array.from({ length: dice(20) }, piece)]);
  if (kind === 4) {
    const other = samples[dice(samples.length)] ?? sample;
    return Buffer.concat([sample.subarray(0, dice(sample.length)), other.subarray(dice(other.length))]);
  }
  let bytes = Buffer.from(sample);
  for (let changes = 1 + dice(4); changes > 0; changes -= 1) {
    const at = dice(bytes.length);
    const what = dice(4);
    if (what === 0) bytes[at] = (bytes[at] ?? 0) ^ (1 << dice(8));
    else if (what === 1) bytes = Buffer.concat([bytes.subarray(0, at), piece(), bytes.subarray(at + dice(12))]);
    else if (what === 2) bytes = Buffer.concat([bytes.subarray(0, at), piece(), bytes.subarray(at)]);
    else bytes = Buffer.concat([bytes.subarray(0, at), bytes.subarray(dice(at + 1), at), bytes.subarray(at)]);
  }
  return bytes;
}

/** Everything that an error could tell somebody. */
const said = (error: unknown): string => (error instanceof Refusal ? `${JSON.stringify([error.code, error.data, error.message, error.stack])} ${error.cause instanceof Error ? error.cause.message : ''}` : String(error));

export interface Findings {
  /** How many were read. */
  read: number;
  refused: number;
}

/** Reads every input: an answer or a refusal, in less than a second of work, and no value in what is said. */
export async function fuzz(count: number, input: (dice: Dice) => Buffer, read: (bytes: Buffer) => Promise<unknown>): Promise<Findings> {
  const found: Findings = { read: 0, refused: 0 };
  for (let number = 0; number < count; number += 1) {
    const bytes = input(diceOf(number));
    const started = worked();
    try {
      await read(bytes);
      found.read += 1;
    } catch (error) {
      found.refused += 1;
      // WHY by hand: an expectation for each of 200,000 would take longer than what it looks at.
      if (!(error instanceof Refusal) || said(error).includes(canary)) expect({ number, refusal: error instanceof Refusal, code: error instanceof Refusal ? error.code : said(error), value: said(error).includes(canary) }).toEqual({ number, refusal: true, code: '', value: false });
    }
    const took = worked() - started;
    if (took > 1000) expect({ number, took }).toEqual({ number, took: 0 });
  }
  return found;
}
