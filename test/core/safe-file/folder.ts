// A fresh folder for one test, with a file that may be replaced, and the promise that nothing else is left in it.
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { onTestFinished } from 'vitest';
import { Refusal } from '../../../electron/core/refusal.ts';

export interface TestFolder {
  /** Holds only the files of the test. */
  readonly folder: string;
  readonly lockFolder: string;
  /** The file `.env`, holding `before`. */
  readonly file: string;
  readonly before: Buffer;
  readonly after: Buffer;
  text(): string;
  /** Every name in the folder, sorted. */
  names(): string[];
}

export function testFolder(): TestFolder {
  const base = mkdtempSync(join(tmpdir(), 'coffre-test-'));
  const folder = join(base, 'project');
  mkdirSync(folder);
  const file = join(folder, '.env');
  const before = Buffer.from('A=old\n');
  writeFileSync(file, before, { mode: 0o600 });
  onTestFinished(() => {
    rmSync(base, { recursive: true, force: true });
  });
  return { folder, lockFolder: join(base, 'locks'), file, before, after: Buffer.from('A=new, and longer\n'), text: () => readFileSync(file, 'utf8'), names: () => readdirSync(folder).toSorted() };
}

/** The code that a promise is refused with; anything else fails the test. */
export async function refusalOf(promise: Promise<unknown>): Promise<string> {
  try {
    await promise;
  } catch (error) {
    if (error instanceof Refusal) return error.code;
    throw error;
  }
  return 'not refused';
}

export const systemError = (code: string): Error => Object.assign(new Error(`made up: ${code}`), { code });
