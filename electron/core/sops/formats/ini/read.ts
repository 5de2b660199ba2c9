// From the statements of an INI text to the tree as sops has it: the comment of a section is the first in it, that of a key follows its key (spec §1.5).
import { Refusal } from '../../../refusal.ts';
import { createBreath } from '../../breath.ts';
import type { Comment, FormatNote, Item, RawMetadata } from '../../tree.ts';
import { unescape, unflatten } from '../dotenv/index.ts';
import type { Scan, Section } from './scan.ts';

export const metadataName = 'sops';

/** The metadata section, or undefined. Refuses `bad-metadata` (field) if there are two. */
export function metadataSection({ sections }: Scan): Section | undefined {
  const [first, second] = sections.filter(({ name }) => name === metadataName);
  if (second !== undefined) throw new Refusal('bad-metadata', { field: metadataName });
  return first;
}

/** WHY line breaks in two forms: sops writes `\n` as dotenv does, but 3.13.0 and 3.13.1 wrote them as they are. */
export const metadataOf = ({ keys }: Section): RawMetadata => unflatten(keys.map(({ name, value }) => [name, unescape(value)] as const));

/** The sections as items, in slices. */
export async function itemsOf(sections: readonly Section[]): Promise<Item[]> {
  const breath = createBreath();
  const found: Item[] = [];
  let id = 0;
  for (const { name, header, keys } of sections) {
    const items: (Item | Comment)[] = [];
    if (header?.comment !== undefined) items.push({ kind: 'comment', id: id++, text: header.comment });
    for (const key of keys) {
      items.push({ kind: 'item', key: key.name, value: { kind: 'scalar', id: id++, type: 'str', text: key.value } });
      if (key.comment !== undefined) items.push({ kind: 'comment', id: id++, text: key.comment });
      if (items.length % 256 < 2) await breath();
    }
    found.push({ kind: 'item', key: name, value: { kind: 'branch', items } });
  }
  return found;
}

/** What sops before 3.10 reads as one section, and comments that sops would not write back as they stand. */
export function notesOf({ text, tailFrom }: Scan, sections: readonly Section[]): FormatNote[] {
  const named = sections.filter(({ header, keys }) => header !== undefined || keys.length > 0).map(({ name }) => name);
  const odd = sections.some(({ header, keys, repeats }) => repeats || header?.oddComment === true || keys.some(({ oddComment }) => oddComment));
  return [
    ...(new Set(named).size < named.length ? ['duplicate-sections' as const] : []),
    ...(odd || /^[^\S\n]*[#;]/m.test(text.slice(tailFrom)) ? ['comment-markers' as const] : []),
  ];
}
