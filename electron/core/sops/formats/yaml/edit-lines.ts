// Lines that came, went or moved: each block of the text goes with its line, and new ones are laid out like their neighbours.
import { createBreath } from '../../breath.ts';
import type { Line } from '../../tree.ts';
import { BlockWriter, type Style } from './edit-blocks.ts';
import { chunksOf, type Chunks } from './edit-chunks.ts';
import type { Entry } from './entry.ts';
import type { ReadFile } from './read.ts';

/** The text with its lines in another order; undefined where it is written in a way that this cannot keep. */
export async function rebuild(text: string, file: ReadFile, entries: readonly Entry[], lines: readonly Line[], style: Style): Promise<string | undefined> {
  const breath = createBreath();
  const marks = lines.flatMap(({ kind, old }) => (kind === 'document' ? [old] : []));
  const oldMarks = entries.flatMap(({ kind }, at) => (kind === 'document' ? [at] : []));
  if (marks.length !== oldMarks.length || marks.some((old, at) => old !== oldMarks[at]) || file.documents.some(({ extent }) => extent.flow !== undefined)) return undefined;
  let offset = 0;
  const parts: (Chunks & { readonly boundary: number })[] = [];
  for (const document of file.documents) {
    if (parts.length > 0) offset += 1;
    const found = await chunksOf(text, document, offset, style.patches);
    if (found === undefined) return undefined;
    parts.push({ ...found, boundary: offset + document.before });
    offset += document.content.length;
  }
  const chunks = new Map(parts.flatMap(({ of }) => [...of]));
  const ownerOf = new Map(parts.flatMap(({ ownerOf: its }) => [...its]));
  const root = entries.findIndex(({ depth, kind }) => depth === 0 && kind !== 'comment' && kind !== 'document');
  const writer = new BlockWriter(text, entries, chunks, ownerOf, style, chunks.get(root)?.column ?? 0);
  let at = 0;
  let previousEnd = 0;
  for (const [index, part] of parts.entries()) {
    if (index > 0) at += 1;
    writer.raw(part.head.slice(previousEnd));
    previousEnd = file.documents[index]?.extent.end ?? 0;
    let open = part.section !== '';
    while (at < lines.length && lines[at]?.kind !== 'document') {
      const line = lines[at];
      if (at % 128 === 0) await breath();
      if (open && line?.depth === 0 && line.old !== undefined && line.old >= part.boundary) {
        writer.raw(part.section);
        open = false;
      }
      at += writer.line(lines, at);
    }
    if (open) writer.raw(part.section);
    writer.raw(part.tail);
  }
  const rest = text.slice(previousEnd, -1);
  if (rest !== '') writer.raw(rest);
  return writer.take();
}
