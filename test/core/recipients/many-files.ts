// Files for transactions: what they are called, what they hold before and after, and of which state a folder of them is.
import { mkdirSync, mkdtempSync, readFileSync, readdirSync, realpathSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { onTestFinished } from 'vitest';
import { createTransactions, type FileChange, type Transactions } from '../../../electron/core/recipients/transaction.ts';
import { fileName, firstOf, nextOf } from './many-names.ts';

export interface ManyFiles {
  readonly folder: string;
  readonly profile: string;
  readonly count: number;
  readonly changes: readonly FileChange[];
  readonly transactions: Transactions;
  /** Every file as it was before. */
  reset(): void;
  /** One word for each kind of file there is; `left` for what should not be there. */
  states(): readonly string[];
}

export function manyFiles(count: number): ManyFiles {
  const home = realpathSync(mkdtempSync(join(tmpdir(), 'coffre-many-')));
  onTestFinished(() => { rmSync(home, { recursive: true }); });
  const [folder, profile] = [join(home, 'tree'), join(home, 'profile')];
  const all = Array.from({ length: count }, (_, at) => at);
  const reset = (): void => {
    rmSync(folder, { recursive: true, force: true });
    rmSync(profile, { recursive: true, force: true });
    mkdirSync(folder);
    for (const at of all) writeFileSync(join(folder, fileName(at)), firstOf(at));
  };
  reset();
  return {
    folder, profile, count, reset,
    changes: all.map((at) => ({ path: join(folder, fileName(at)), before: firstOf(at), after: nextOf(firstOf(at)) })),
    transactions: createTransactions({ folder: join(profile, 'transaction'), lockFolder: join(profile, 'locks'), now: () => new Date('2026-11-27T08:00:00Z') }),
    states() {
      const names = readdirSync(folder);
      const expected = new Set(all.map(fileName));
      const kinds = all.map((at) => {
        const bytes = names.includes(fileName(at)) ? readFileSync(join(folder, fileName(at))) : undefined;
        return bytes === undefined ? 'gone' : bytes.equals(firstOf(at)) ? 'old' : bytes.equals(nextOf(firstOf(at))) ? 'new' : 'other';
      });
      return [...new Set([...kinds, ...names.filter((name) => !expected.has(name)).map((name) => `left: ${name}`)])];
    },
  };
}
