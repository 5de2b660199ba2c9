// What is open, as plain data that can be sealed while the profile is locked, and back again: the very bytes that were verified, every line of the draft, and what was being typed.
// Must never lose a change: what cannot come back is handed back. Undo goes back to the saved file in one step afterwards.
import * as v from 'valibot';
import { entryType } from '../../../shared/ipc/sops.ts';
import { unfinishedFor } from '../../../shared/ipc/sops-unfinished.ts';
import type { Parked } from '../profile/index.ts';
import { SecretBytes } from '../secret/index.ts';
import { chooseFormat } from './choose-format.ts';
import { draftAsBefore, pendingOf, type Document, type Documents } from './documents.ts';
import { plainOf, type Row } from './draft-rows.ts';
import type { KeySource } from './key-sources/key-source.ts';
import { openVerified } from './open-file.ts';

const base64 = v.pipe(v.string(), v.base64());
const place = v.pipe(v.number(), v.integer(), v.minValue(0));
const standing = { id: place, depth: place, removed: v.boolean() };
/** Without its plaintext where that is the saved one: then it comes back from the file. */
const packedRow = v.variant('kind', [
  v.strictObject({ kind: v.literal('entry'), ...standing, name: v.string(), type: entryType, plain: v.optional(base64) }),
  v.strictObject({ kind: v.literal('comment'), ...standing, inline: v.boolean(), element: v.boolean(), plain: v.optional(base64) }),
  v.strictObject({ kind: v.picklist(['branch', 'list']), ...standing, name: v.string() }),
  v.strictObject({ kind: v.picklist(['blank', 'document']), ...standing }),
]);
type PackedRow = v.InferOutput<typeof packedRow>;
const packedDocument = v.strictObject({
  ref: v.string(), seal: v.string(), fileRef: v.string(), path: v.string(), label: v.string(), source: base64, revision: place,
  /** The ids of the saved lines, in their order: the page knows them, and a file that is read again has others. */
  saved: v.array(place),
  /** Absent if nothing was pending. */
  rows: v.optional(v.array(packedRow)),
  unfinished: v.optional(v.strictObject({ typedFor: unfinishedFor, text: base64 })),
});
type PackedDocument = v.InferOutput<typeof packedDocument>;
const packed = v.strictObject({ version: v.literal(1), documents: v.array(packedDocument) });

function packRow(row: Row, { draft }: Document): PackedRow {
  const own = plainOf(row);
  const plain = own === undefined || own === plainOf(draft.saved(row.id)) ? {} : { plain: own.exposeBytes().toString('base64') };
  const { id, depth, removed } = row;
  switch (row.kind) {
    case 'entry': return { kind: 'entry', id, depth, removed, name: row.name, type: row.type, ...plain };
    case 'comment': return { kind: 'comment', id, depth, removed, inline: row.inline, element: row.element, ...plain };
    case 'branch':
    case 'list': return { kind: row.kind, id, depth, removed, name: row.name };
    case 'blank':
    case 'document': return { kind: row.kind, id, depth, removed };
  }
}

function packDocument(document: Document): PackedDocument {
  const { ref, seal, fileRef, path, label, source, draft, unfinished } = document;
  return {
    ref, seal, fileRef, path, label, source: source.toString('base64'), revision: draft.revision,
    saved: draft.savedRows().map(({ id }) => id),
    ...(pendingOf(document) === 0 ? {} : { rows: draft.rows().map((row) => packRow(row, document)) }),
    // SECURITY(unfinished-sealed): what is half typed is a secret like any other: sealed with the draft, overwritten in clear with the document.
    ...(unfinished === undefined ? {} : { unfinished: { typedFor: unfinished.typedFor, text: unfinished.text.exposeBytes().toString('base64') } }),
  };
}

/** True if it holds something that a person did: that has no other copy. */
const isWork = ({ rows, unfinished }: PackedDocument): boolean => rows !== undefined || unfinished !== undefined;

const spell = (documents: readonly PackedDocument[]): Buffer | undefined => (documents.length === 0 ? undefined : Buffer.from(JSON.stringify({ version: 1, documents })));

const read = (bytes: Buffer): readonly PackedDocument[] => v.parse(packed, JSON.parse(bytes.toString('utf8'))).documents;

function joined(kept: Buffer, now: Buffer): Buffer {
  const open = read(now);
  return spell([...read(kept).filter(({ ref }) => !open.some((one) => one.ref === ref)), ...open]) ?? Buffer.alloc(0);
}

export interface ParkDeps {
  readonly documents: Documents;
  readonly sources: readonly KeySource[];
  resolveFile(ref: string): { readonly path: string; readonly extraIdentityFile?: string } | undefined;
  /** Opens the folder of a file again that an earlier run of the program had open; undefined if nobody knows it. */
  reach(path: string): Promise<{ readonly file: string; readonly extraIdentityFile?: string } | undefined>;
}

export interface Parker extends Parked {
  /** Overwrites everything in clear. */
  clear(): Promise<void>;
}

export function createParker({ documents, sources, resolveFile, reach }: ParkDeps): Parker {
  /** Throws where the file does not open again, or is not the one that was packed. */
  async function bringBack(one: PackedDocument, extraIdentityFile: string | undefined): Promise<void> {
    if (documents.atPath(one.path) !== undefined) throw new Error('the file is open with a draft of its own');
    const source = Buffer.from(one.source, 'base64');
    const format = await chooseFormat(one.path, source);
    const opened = await openVerified(source, format, sources, extraIdentityFile);
    const fresh: SecretBytes[] = [];
    try {
      const firstNewId = [...one.saved, ...(one.rows ?? []).map(({ id }) => id)].reduce((top, id) => Math.max(top, id), -1) + 1;
      const { file, draft } = await draftAsBefore(opened, one.saved, firstNewId, one.revision);
      const plainAt = (id: number, written: string | undefined): SecretBytes => {
        const plain = written === undefined ? plainOf(draft.saved(id)) : new SecretBytes(Buffer.from(written, 'base64'));
        if (plain === undefined) throw new Error('a packed row without its value');
        if (written !== undefined) fresh.push(plain);
        return plain;
      };
      const unpackRow = (row: PackedRow): Row => {
        const { id, depth, removed } = row;
        const standingAt = { id, depth, removed };
        if (row.kind === 'entry') return { kind: 'entry', ...standingAt, name: row.name, type: row.type, value: plainAt(id, row.plain) };
        if (row.kind === 'comment') return { kind: 'comment', ...standingAt, text: plainAt(id, row.plain), inline: row.inline, element: row.element };
        return 'name' in row ? { kind: row.kind, ...standingAt, name: row.name } : { kind: row.kind, ...standingAt };
      };
      if (one.rows !== undefined) draft.step(one.rows.map(unpackRow), fresh);
      const unfinished = one.unfinished === undefined ? undefined : { typedFor: one.unfinished.typedFor, text: new SecretBytes(Buffer.from(one.unfinished.text, 'base64')) };
      documents.add({ ref: one.ref, seal: one.seal, fileRef: one.fileRef, path: one.path, label: one.label, format, source, file, draft, unfinished });
    } catch (error) {
      for (const plain of fresh) plain.wipe();
      for (const { plain } of opened.leaves) plain.wipe();
      throw error;
    }
  }

  return {
    record: 'parked',
    async pack() {
      for (const { saving } of documents.all()) await saving;
      return spell([...documents.all()].map(packDocument));
    },
    join: (kept, now) => (kept === undefined ? Buffer.from(now) : joined(kept, now)),
    async clear() {
      for (const { ref } of [...documents.all()]) await documents.settled(ref, () => { documents.close(ref); });
    },
    async unpack(bytes) {
      const rest: PackedDocument[] = [];
      for (const one of read(bytes.exposeBytes())) {
        try {
          const target = resolveFile(one.fileRef);
          // WHY for work only: the folder of a draft is opened again to show it; a file that was merely looked at is not worth that.
          const again = target !== undefined || !isWork(one) ? undefined : await reach(one.path);
          if (target === undefined && again === undefined) throw new Error('its project is not open');
          await bringBack(again === undefined ? one : { ...one, fileRef: again.file }, (target ?? again)?.extraIdentityFile);
        } catch {
          // WHY no other: a file that does not open again is opened anew from its place.
          if (isWork(one)) rest.push(one);
        }
      }
      return spell(rest);
    },
  };
}
