// The journal of a transaction: which files, what they were and what they become, as ciphertext, in the profile. The list comes last, and with it the transaction has begun.
import { createHash } from 'node:crypto';
import { mkdir, unlink } from 'node:fs/promises';
import { join } from 'node:path';
import * as v from 'valibot';
import { Refusal } from '../refusal.ts';
import { createFile, readWhole, writeOwnFile } from '../safe-file/index.ts';

const part = v.strictObject({ hash: v.pipe(v.string(), v.regex(/^[0-9a-f]{64}$/)), at: v.pipe(v.number(), v.integer(), v.minValue(0)), length: v.pipe(v.number(), v.integer(), v.minValue(0)) });
const journalShape = v.strictObject({
  version: v.literal(1),
  root: v.string(),
  startedAt: v.string(),
  files: v.array(v.strictObject({ path: v.string(), old: part, next: part })),
});
export type Journal = v.InferOutput<typeof journalShape>;
export type JournalFile = Journal['files'][number];
type Part = JournalFile['old'];

export const sha256 = (bytes: Buffer): string => createHash('sha256').update(bytes).digest('hex');
const maxBytes = 1024 * 1024 * 1024;

export interface JournalStore {
  /** The journal of a transaction that did not end. Refusal: `transaction-damaged`. */
  read(): Promise<Journal | undefined>;
  /** Writes contents and list, each durable before the next. */
  begin(root: string, now: Date, changes: readonly { readonly path: string; readonly before: Buffer; readonly after: Buffer }[]): Promise<Journal>;
  /** Hands out the contents, each checked against its hash. Refusal: `transaction-damaged`. */
  open(journal: Journal): Promise<(part: Part) => Promise<Buffer>>;
  /** The transaction has ended: the list goes first. */
  end(): Promise<void>;
}

async function discard(path: string): Promise<void> {
  await unlink(path).catch((error: unknown) => {
    if (!(error instanceof Error && 'code' in error && error.code === 'ENOENT')) throw error;
  });
}

export function createStore(folder: string): JournalStore {
  const [list, contents] = [join(folder, 'journal.json'), join(folder, 'contents')];
  return {
    async read() {
      const found = await readWhole(list, maxBytes).catch((error: unknown) => {
        if (error instanceof Refusal && error.code === 'file-not-found') return undefined;
        throw error instanceof Refusal ? new Refusal('transaction-damaged') : error;
      });
      if (found === undefined) return undefined;
      try {
        return v.parse(journalShape, JSON.parse(found.bytes.toString('utf8')));
      } catch {
        // WHY no detail: the parser's message repeats the file.
        throw new Refusal('transaction-damaged');
      }
    },
    async begin(root, now, changes) {
      const parts: Buffer[] = [];
      let at = 0;
      const add = (bytes: Buffer): Part => {
        parts.push(bytes);
        at += bytes.length;
        return { hash: sha256(bytes), at: at - bytes.length, length: bytes.length };
      };
      const files = changes.map(({ path, before, after }) => ({ path, old: add(before), next: add(after) }));
      const journal: Journal = { version: 1, root, startedAt: now.toISOString(), files };
      await mkdir(folder, { recursive: true, mode: 0o700 });
      // What a transaction that was killed before it began has left.
      await discard(contents);
      await createFile(contents, Buffer.concat(parts), 0o600);
      await writeOwnFile(list, Buffer.from(JSON.stringify(journal)));
      return journal;
    },
    async open() {
      const bytes = await readWhole(contents, maxBytes).then((read) => read.bytes, () => undefined);
      return ({ at, length, hash }) => {
        const slice = bytes?.subarray(at, at + length);
        // SECURITY(journal-checked): what does not match its hash is written nowhere.
        if (slice === undefined || sha256(slice) !== hash) return Promise.reject(new Refusal('transaction-damaged'));
        return Promise.resolve(slice);
      };
    },
    async end() {
      await discard(list);
      await discard(contents);
    },
  };
}
