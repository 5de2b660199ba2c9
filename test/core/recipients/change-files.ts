// Child process: one transaction over files that lie in a folder. argv: folder, profile, number of files. Prints a line when it has ended.
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { createTransactions } from '../../../electron/core/recipients/transaction.ts';
import { fileName, nextOf } from './many-names.ts';

const [folder = '', profile = '', count = '0'] = process.argv.slice(2);
const changes = Array.from({ length: Number(count) }, (_, at) => {
  const path = join(folder, fileName(at));
  const before = readFileSync(path);
  return { path, before, after: nextOf(before) };
});
const transactions = createTransactions({ folder: join(profile, 'transaction'), lockFolder: join(profile, 'locks'), now: () => new Date('2026-11-27T08:00:00Z') });
await transactions.run(folder, changes, () => undefined).then(() => { process.stdout.write('ended\n'); }, (error: unknown) => { process.stdout.write(`${error instanceof Error ? error.message : 'failed'}\n`); });
