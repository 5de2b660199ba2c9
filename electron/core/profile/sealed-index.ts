// The index of the sealed records: a counter that rises with every write, and which version of each record is the valid one. It is a record itself, and the moment it is renamed a write counts.
import { readdir } from 'node:fs/promises';
import { join } from 'node:path';
import * as v from 'valibot';
import { readFile } from '../read-again.ts';
import { writeOwnFile } from '../safe-file/index.ts';
import { openRecord, sealRecord, type Seal } from './record-file.ts';

export const indexName = 'index';
const version = v.pipe(v.number(), v.safeInteger(), v.minValue(0));
const content = v.strictObject({ counter: version, records: v.array(v.tuple([v.string(), version])) });

export interface Index {
  readonly counter: number;
  /** Version by name. */
  readonly records: ReadonlyMap<string, number>;
}
export const emptyIndex: Index = { counter: 0, records: new Map() };

const recordName = /^(?<name>[a-z0-9][a-z0-9-]{0,63})\.(?<version>\d{1,15})$/;

/** Every record file in the folder, valid or left over. */
export async function filesIn(folder: string): Promise<readonly { readonly name: string; readonly version: number }[]> {
  const names = await readdir(folder).catch(() => []);
  return names.flatMap((file) => {
    const groups = recordName.exec(file)?.groups;
    return groups === undefined ? [] : [{ name: groups['name'] ?? '', version: Number(groups['version']) }];
  });
}

export async function readIndex(folder: string, seal: Seal): Promise<Index | 'damaged'> {
  const bytes = await readFile(join(folder, indexName)).catch(() => undefined);
  const opened = bytes === undefined ? undefined : openRecord(seal, indexName, bytes);
  if (opened === undefined) return 'damaged';
  try {
    const parsed = v.safeParse(content, JSON.parse(opened.plain.toString('utf8')));
    return parsed.success && parsed.output.counter === opened.version ? { counter: parsed.output.counter, records: new Map(parsed.output.records) } : 'damaged';
  } catch {
    // WHY damaged: it was sealed by us and is no index: only another program of ours could have written it.
    return 'damaged';
  } finally {
    opened.plain.fill(0);
  }
}

/** Refusals: disk-full, write-failed; the former index stands then. */
export async function writeIndex(folder: string, seal: Seal, index: Index): Promise<void> {
  const plain = Buffer.from(JSON.stringify({ counter: index.counter, records: [...index.records] }));
  await writeOwnFile(join(folder, indexName), sealRecord(seal, indexName, index.counter, plain));
  plain.fill(0);
}

/**
 * What the record files themselves tell where the index is lost: the newest of each name that opens. Nobody vouches that none is missing or older than it was.
 */
export async function indexFromFiles(folder: string, seal: Seal): Promise<Index> {
  const records = new Map<string, number>();
  let counter = 0;
  for (const { name, version: found } of await filesIn(folder)) {
    counter = Math.max(counter, found);
    if ((records.get(name) ?? -1) >= found) continue;
    const bytes = await readFile(join(folder, `${name}.${String(found)}`)).catch(() => undefined);
    const opened = bytes === undefined ? undefined : openRecord(seal, name, bytes);
    opened?.plain.fill(0);
    if (opened?.version === found) records.set(name, found);
  }
  return { counter, records };
}
