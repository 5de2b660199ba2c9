// A changed file, written into the very text that was read: what is as it was stays byte for byte.
import { createBreath } from '../../breath.ts';
import type { Line } from '../../tree.ts';
import type { Changes } from '../format.ts';
import { rebuild } from './edit-lines.ts';
import { merged, sectionPatches } from './edit-section.ts';
import { defaultIndent, emit } from './emit.ts';
import type { Entry } from './entry.ts';
import { entryPatches, patched, sameValue, type Patch } from './patches.ts';
import { indentOf, readEncrypted, type ReadFile } from './read.ts';
import { readText } from './read-text.ts';

/** The entries that `linesOf` counts. */
function entriesOf({ documents }: ReadFile): Entry[] {
  return documents.flatMap(({ content, extent }, at) => (at === 0 ? content : [{ ...documentEntry, start: extent.start }, ...content]));
}
const documentEntry: Entry = { kind: 'document', depth: 0, key: undefined, type: 'null', text: '', start: 0, keyStart: -1, keyEnd: -1, mark: -1, valueStart: -1, valueEnd: -1, style: undefined, layout: 'block' };

const sameShape = (lines: readonly Line[], entries: readonly Entry[]): boolean =>
  lines.length === entries.length && lines.every((line, at) => line.old === at && line.kind === entries[at]?.kind && line.depth === entries[at].depth && ('key' in line ? line.key === undefined : true) === (entries[at].key === undefined));

/** True if a text reads as the lines that it was made from. */
async function reads(text: string, lines: readonly Line[]): Promise<boolean> {
  try {
    const { entries, documents } = await readText(`${text}\u0000`, false);
    const wanted = lines.filter(({ kind }) => kind !== 'blank');
    let at = 0;
    for (const extent of documents) {
      if (extent.from > 0 && wanted[at]?.kind === 'document') at += 1;
      let skipping = false;
      for (const e of entries.slice(extent.from, extent.to)) {
        if (e.depth === 0 && e.kind !== 'comment') skipping = e.key === 'sops';
        if (e.depth === 0 && e.kind === 'comment') skipping = false;
        if (skipping) continue;
        const line = wanted[at];
        at += 1;
        if (line?.kind !== e.kind || line.depth !== e.depth) return false;
        if (line.kind === 'comment' ? line.text !== e.text : 'key' in line && line.key !== e.key) return false;
        if (line.kind === 'item' && !sameValue(e, line)) return false;
      }
    }
    return at === wanted.length;
  } catch {
    return false;
  }
}

/** Refusals: those of reading, and `not-in-this-format`. */
export async function edit(bytes: Uint8Array, { lines, metadata: changes }: Changes): Promise<Buffer> {
  const file = await readEncrypted(bytes);
  const { text } = file.source;
  const eol = text.includes('\r\n') ? '\r\n' : '\n';
  const entries = entriesOf(file);
  const step = indentOf(file) ?? defaultIndent;
  const patches: Patch[] = file.documents.flatMap(({ section }) => (section === undefined ? [] : sectionPatches(text, section, changes, step, eol)));
  const mark = file.source.byteOrderMark ? '\uFEFF' : '';
  const breath = createBreath();
  if (sameShape(lines, entries)) {
    for (const [at, line] of lines.entries()) {
      if (at % 512 === 511) await breath();
      const e = entries[at];
      if (e !== undefined) patches.push(...entryPatches(text, e, line, entries[at - 1], eol));
    }
    return Buffer.from(mark + patched(text, 0, text.length - 1, patches), 'utf8');
  }
  const rebuilt = await rebuild(text, file, entries, lines, { patches, step, eol });
  // WHY not just trusted: text that people laid out has more ways to be written than can be put together again. What does not read as meant is laid out anew.
  if (rebuilt !== undefined && await reads(rebuilt, lines)) return Buffer.from(mark + rebuilt, 'utf8');
  return emit(lines, merged(file.metadata, changes), { indent: step });
}
