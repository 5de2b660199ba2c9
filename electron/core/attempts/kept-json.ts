// A small file of JSON that counts, read so that whoever damages it can be noticed: one that is not there is another thing than one that makes no sense.
import * as v from 'valibot';
import { readFile } from '../read-again.ts';

const isMissing = (error: unknown): boolean => error instanceof Error && 'code' in error && (error.code === 'ENOENT' || error.code === 'ENOTDIR');

/** Undefined where there is none; `damaged` where it cannot be read or has another shape. Never rejects. */
export async function readKeptJson<T>(file: string, schema: v.GenericSchema<unknown, T>): Promise<T | 'damaged' | undefined> {
  let parsed: unknown;
  try {
    parsed = JSON.parse((await readFile(file)).toString('utf8'));
  } catch (error) {
    return isMissing(error) ? undefined : 'damaged';
  }
  const read = v.safeParse(schema, parsed);
  return read.success ? read.output : 'damaged';
}
