// Puts new lines between the bytes of an INI text: what is as it was keeps its spelling, its padding and the empty lines above it.
import { createBreath } from '../../breath.ts';
import { escape, flatten } from '../dotenv/index.ts';
import type { Changes } from '../format.ts';
import { groupsOf, originsOf, type Group, type Key } from './group.ts';
import { metadataSection } from './read.ts';
import { defaultName, type Scan, type Section, type Statement } from './scan.ts';
import { gapOf, mannerOf, respelled, spelledComment, spelledKey, type Change, type Manner } from './spell.ts';
import { spelledName, spelledValue } from './text.ts';

/** Collects statements; each begins on a line of its own. */
function createOutput(text: string, eol: string): { readonly put: (part: string) => void; readonly begun: () => boolean; readonly bytes: () => Buffer } {
  const chunks: Buffer[] = [];
  let parts: string[] = text.startsWith('\uFEFF') ? ['\uFEFF'] : [];
  let begun = false;
  let unended = false;
  const flush = (): void => {
    chunks.push(Buffer.from(parts.join(''), 'utf8'));
    parts = [];
  };
  return {
    put(part) {
      if (part === '') return;
      parts.push(unended ? eol : '', part);
      begun = true;
      unended = !part.endsWith('\n');
      if (parts.length > 1024) flush();
    },
    begun: () => begun,
    bytes() {
      flush();
      return Buffer.concat(chunks);
    },
  };
}

/** The statements of the metadata, with what changes in it; new fields stand before the first that comes after them in the alphabet. */
function metadataParts(text: string, keys: readonly Statement[], metadata: Changes['metadata'], manner: Manner): string[] {
  const flat = new Map(Object.entries(metadata).flatMap(([field, value]) => (value === undefined ? [] : flatten(value, field))));
  const changes = (name: string): boolean => Object.hasOwn(metadata, name.split(/__(?:map|list)_/, 1)[0] ?? '');
  const known = new Set(keys.map(({ name }) => name));
  const fresh = [...flat].filter(([name]) => !known.has(name));
  const parts: string[] = [];
  const addFresh = (before: string | undefined): void => {
    while (fresh[0] !== undefined && (before === undefined || fresh[0][0] < before)) {
      const [name, value] = fresh.shift() ?? ['', ''];
      parts.push(spelledKey(manner, name, spelledValue(escape(value)), undefined));
    }
  };
  for (const key of keys) {
    addFresh(key.name);
    const value = flat.get(key.name);
    if (!changes(key.name)) parts.push(text.slice(key.from, key.to));
    else if (value !== undefined) parts.push(respelled(text, key, { value: spelledValue(escape(value)) }, true, manner.eol));
  }
  addFresh(undefined);
  return parts;
}

export async function editText(scanned: Scan, { lines, metadata }: Changes): Promise<Buffer> {
  const { text, sections, tailFrom } = scanned;
  const own = metadataSection(scanned);
  const origins = originsOf(sections.filter((section) => section !== own));
  const groups = groupsOf(lines, origins, 'refuse');
  const order = new Map(sections.map((section, at) => [section, at]));
  const eol = /\r?\n/.exec(text)?.[0] ?? '\n';
  const sopsManner: Manner = { indent: '', before: ' ', delimiter: '= ', column: 0, eol };
  const firstHeader = sections.find(({ header }) => header !== undefined)?.header;
  const spaced = sections.every(({ header }) => header === undefined || header === firstHeader || gapOf(text.slice(header.from, header.start)).above !== '');
  const { put, begun, bytes } = createOutput(text, eol);
  const breath = createBreath();

  /** WHY an empty line comes or goes: a section that was first has none above it, and one that becomes first needs none. */
  function putHeader(chunk: string, old: Statement | undefined): void {
    const first = old === undefined || old.from <= 1;
    const { above } = gapOf(chunk);
    if (!begun() && !first) put(chunk.slice(above.length));
    else put(begun() && spaced && first && above === '' ? eol + chunk : chunk);
  }

  const isKept = (old: Statement, { comment }: Group | Key): boolean => comment?.text === old.comment && (comment?.old === undefined || origins[comment.old]?.owner === old);
  const commentChange = (old: Statement, holder: Group | Key): Change => (isKept(old, holder) ? {} : { comment: { text: holder.comment?.text } });
  const sectionOf = ({ line: { old } }: Group): Section | undefined => (old === undefined ? undefined : origins[old]?.section);
  const keyOf = ({ item: { old } }: Key): Statement | undefined => (old === undefined ? undefined : origins[old]?.key);

  async function putGroup(group: Group, first: boolean): Promise<void> {
    const section = sectionOf(group);
    const name = group.line.key ?? '';
    const implicit = name === defaultName && section?.header === undefined;
    // WHY nothing: a section without a header that holds nothing leaves no trace.
    if (implicit && section !== undefined && group.keys.length === 0 && group.comment === undefined) return;
    if (section?.header !== undefined) putHeader(respelled(text, section.header, { ...commentChange(section.header, group), name: name === section.name ? undefined : name }, false, eol), section.header);
    else {
      const comment = spelledComment(group.comment?.text, '', false, eol);
      if (implicit && first) put(comment);
      else putHeader(`${comment}[${name}]${eol}`, undefined);
    }
    let manner: Manner | undefined;
    const mannerHere = (): Manner => {
      const found = mannerOf(text, section?.keys ?? [], eol);
      const other = (): Manner => ({ ...(mannerOf(text, own?.keys.slice(0, 1) ?? [], eol) ?? sopsManner), before: ' ' });
      return (manner ??= found ?? other());
    };
    for (const key of group.keys) {
      await breath();
      const { item, comment } = key;
      const old = keyOf(key);
      const renamed = item.key !== old?.name;
      if (old === undefined || (old.numbered && renamed)) put(spelledKey(mannerHere(), item.key ?? '', spelledValue(item.text), comment?.text));
      else put(respelled(text, old, { ...commentChange(old, key), name: renamed ? spelledName(item.key ?? '') : undefined, value: item.text === old.value ? undefined : spelledValue(item.text) }, true, eol));
    }
  }

  /** WHY at once: of a key that stands twice only the last counts, but both stand where they stood. */
  function isUntouched(group: Group, section: Section): boolean {
    return group.line.key === section.name && (section.header === undefined || isKept(section.header, group)) && group.keys.length === section.keys.length
      && group.keys.every((key, at) => {
        const old = keyOf(key);
        return old !== undefined && old === section.keys[at] && key.item.key === old.name && key.item.text === old.value && isKept(old, key);
      });
  }

  let pending = own?.header;
  const putMetadata = (): void => {
    if (own === undefined || pending === undefined) return;
    putHeader(text.slice(pending.from, pending.to), pending);
    for (const part of metadataParts(text, own.keys, metadata, mannerOf(text, own.keys, eol) ?? sopsManner)) put(part);
    pending = undefined;
  };
  for (const [at, group] of groups.entries()) {
    const section = sectionOf(group);
    if (section?.header !== undefined && own !== undefined && (order.get(section) ?? 0) > (order.get(own) ?? 0)) putMetadata();
    if (section?.repeats === true && (section.header !== undefined || at === 0) && isUntouched(group, section)) putHeader(text.slice(section.from, section.to), section.header);
    else await putGroup(group, at === 0);
  }
  putMetadata();
  put(text.slice(tailFrom));
  return bytes();
}
