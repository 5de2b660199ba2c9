// Reading a file, encrypted or clear.
import { isDeepStrictEqual } from 'node:util';
import { Refusal } from '../../../refusal.ts';
import { createBreath } from '../../breath.ts';
import type { Branch, FormatNote, Layout, ParsedFile, RawMetadata } from '../../tree.ts';
import type { Entry } from './entry.ts';
import { readText, type Extent, type TextRead } from './read-text.ts';
import { conflictLine, readSource, type Source } from './source.ts';
import { branchOf, endOf, sectionOf } from './tree-of.ts';

export type Breath = ReturnType<typeof createBreath>;
export const sectionName = 'sops';

/** A document: what is content, and where the `sops` section stands among its entries. */
export interface ReadDocument {
  readonly extent: Extent;
  readonly content: readonly Entry[];
  /** The entries of the section, its header first; undefined where there is none. */
  readonly section: readonly Entry[] | undefined;
  /** How many entries of the content stand before the section. */
  readonly before: number;
}
export interface ReadFile {
  readonly source: Source;
  readonly documents: readonly ReadDocument[];
}

async function textOf(source: Source, aliases: boolean, signal: AbortSignal | undefined): Promise<TextRead> {
  try {
    return await readText(source.text, aliases, signal);
  } catch (error) {
    const line = error instanceof Refusal && error.code === 'format-refused' ? conflictLine(source.text) : undefined;
    throw line === undefined ? error : new Refusal('merge-conflict', { line });
  }
}

function documentOf(entries: readonly Entry[], extent: Extent): ReadDocument {
  const content = entries.slice(extent.from, extent.to);
  const at = content.findIndex(({ depth, key }) => depth === 0 && key === sectionName);
  if (at === -1) return { extent, content, section: undefined, before: content.length };
  const section = content.splice(at, endOf(content, at) - at);
  return { extent, content, section, before: at };
}

export async function readFile(bytes: Uint8Array, aliases: boolean, signal?: AbortSignal): Promise<ReadFile> {
  const source = await readSource(bytes, signal);
  const { entries, documents } = await textOf(source, aliases, signal);
  return { source, documents: documents.map((extent) => documentOf(entries, extent)) };
}

/** Refusals beside those of reading: `file-truncated`, `not-encrypted`, `bad-metadata` (field). */
export async function readEncrypted(bytes: Uint8Array, signal?: AbortSignal): Promise<ReadFile & { readonly metadata: RawMetadata; readonly metadataDiffers: boolean }> {
  const file = await readFile(bytes, false, signal);
  const [first, ...others] = file.documents;
  if (first?.section === undefined) throw new Refusal(file.source.text.includes('ENC[AES256_GCM,') ? 'file-truncated' : 'not-encrypted');
  const metadata = sectionOf(first.section, 0);
  return { ...file, metadata, metadataDiffers: others.some(({ section }) => section === undefined || !isDeepStrictEqual(sectionOf(section, 0), metadata)) };
}

/** How far the first nested block of items stands in. */
export function indentOf({ source, documents }: ReadFile): number | undefined {
  const columnOf = (e: Entry): number => e.start - (source.text.lastIndexOf('\n', e.start - 1) + 1);
  for (const { content, section } of documents) {
    for (const entries of [content, section ?? []]) {
      const at = entries.findIndex((e, index) => e.kind === 'branch' && e.layout === 'block' && e.key !== undefined && entries[index + 1]?.layout === 'block' && entries[index + 1]?.depth === e.depth + 1);
      const [header, inner] = [entries[at], entries[at + 1]];
      if (header !== undefined && inner !== undefined) return columnOf(inner) - columnOf(header);
    }
  }
  return undefined;
}

async function parsed(file: ReadFile, metadata: RawMetadata, differs: boolean, signal?: AbortSignal): Promise<ParsedFile> {
  const breath = createBreath(signal);
  const id = { next: 0 };
  const branches: Branch[] = [];
  for (const { content } of file.documents) branches.push(await branchOf(content, id, breath));
  const notes: FormatNote[] = [];
  if (file.source.byteOrderMark) notes.push('byte-order-mark');
  if (differs) notes.push('metadata-differs' as FormatNote);
  const indent = indentOf(file);
  const layout: { readonly layout?: Layout } = indent === undefined ? {} : { layout: { indent } };
  return { branches, metadata, notes, ...layout };
}

export async function parse(bytes: Uint8Array, signal?: AbortSignal): Promise<ParsedFile> {
  const { metadata, metadataDiffers, ...file } = await readEncrypted(bytes, signal);
  return parsed(file, metadata, metadataDiffers, signal);
}

export async function parsePlain(bytes: Uint8Array): Promise<ParsedFile> {
  const file = await readFile(bytes, true);
  if (file.documents.length === 0) throw new Refusal('empty-file');
  if (file.documents.some(({ section }) => section !== undefined)) throw new Refusal('already-encrypted');
  return parsed(file, {}, false);
}
