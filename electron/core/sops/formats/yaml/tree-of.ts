// From entries to the tree of `tree.ts`, with the `sops` section taken out.
import type { Breath } from './read.ts';
import { Refusal } from '../../../refusal.ts';
import type { Branch, Comment, Item, RawMetadata, Scalar, Value } from '../../tree.ts';
import type { Entry } from './entry.ts';

type Children = (Item | Comment | Value)[];

function scalarOf(e: Entry, id: number): Scalar {
  return e.bytes === undefined ? { kind: 'scalar', id, type: e.type, text: e.text } : { kind: 'scalar', id, type: 'str', text: '', bytes: e.bytes };
}

/** The entries of one document, as a branch; ids count on from `id`. */
export async function branchOf(entries: readonly Entry[], id: { next: number }, breath: Breath): Promise<Branch> {
  const root: Children = [];
  const stack: Children[] = [root];
  for (const [at, e] of entries.entries()) {
    if (at % 256 === 255) await breath();
    const into = stack[e.depth] ?? root;
    if (e.kind === 'comment') into.push(e.inline === true ? { kind: 'comment', id: id.next++, text: e.text, inline: true } : { kind: 'comment', id: id.next++, text: e.text });
    else {
      let value: Value;
      if (e.kind === 'item') value = scalarOf(e, id.next++);
      else {
        const children: Children = [];
        stack.length = e.depth + 1;
        stack.push(children);
        value = e.kind === 'list' ? { kind: 'list', elements: children as (Value | Comment)[] } : { kind: 'branch', items: children as (Item | Comment)[] };
      }
      into.push(e.key === undefined ? value : { kind: 'item', key: e.key, value });
    }
  }
  return { kind: 'branch', items: root as (Item | Comment)[] };
}

function scalar(e: Entry): string | number | boolean | null {
  switch (e.type) {
    case 'null': return null;
    case 'bool': return e.text === 'True';
    case 'int':
    case 'float': return Number(e.text.replace('Inf', 'Infinity'));
    case 'time': return e.source ?? e.text;
    case 'str': return e.text;
  }
}

/** The place behind everything that an entry holds. */
export function endOf(entries: readonly Entry[], at: number): number {
  const depth = entries[at]?.depth ?? 0;
  let end = at + 1;
  for (let next = entries[end]; next !== undefined && next.kind !== 'document' && next.depth > depth; next = entries[end]) end += 1;
  return end;
}

/** The `sops` section, or a part of it, as plain data. Refusal: `bad-metadata` (field) for what is no mapping, or a list of something else than mappings. */
export function sectionOf(entries: readonly Entry[], at: number, name = ''): RawMetadata {
  if (entries[at]?.kind !== 'branch') throw new Refusal('bad-metadata', { field: name === '' ? 'sops' : name.slice(0, 120) });
  // WHY no prototype: a field named __proto__ is only a field here.
  const object = Object.create(null) as Record<string, RawMetadata[string]>;
  const end = endOf(entries, at);
  for (let next = at + 1; next < end; next = endOf(entries, next)) {
    const e = entries[next];
    if (e?.key === undefined) continue;
    const path = name === '' ? e.key : `${name}.${e.key}`;
    if (e.kind === 'branch') object[e.key] = sectionOf(entries, next, path);
    else if (e.kind === 'list') object[e.key] = listOf(entries, next, path);
    else object[e.key] = scalar(e);
  }
  return object;
}

function listOf(entries: readonly Entry[], at: number, name: string): RawMetadata[] {
  const list: RawMetadata[] = [];
  const end = endOf(entries, at);
  for (let next = at + 1; next < end; next = endOf(entries, next)) if (entries[next]?.kind !== 'comment') list.push(sectionOf(entries, next, name));
  return list;
}
