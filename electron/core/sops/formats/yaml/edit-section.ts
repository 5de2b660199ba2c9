// Changing fields of the `sops` section in the text, wherever and however it is written.
import type { RawMetadata } from '../../tree.ts';
import type { Changes } from '../format.ts';
import { isBreak, isEnd } from './characters.ts';
import { LineWriter, metadataLines, type FreshLine } from './emit.ts';
import type { Entry } from './entry.ts';
import { columnOf, valuePatch, type Patch } from './patches.ts';
import { endOf, sectionOf } from './tree-of.ts';
import { doubleQuoted } from './write-scalar.ts';

/** Behind the line on which everything that an entry holds ends. `text` is NUL ended. */
export function bodyEnd(text: string, e: Entry): number {
  let at = e.kind === 'comment' ? e.mark : Math.max(e.mark, e.valueEnd);
  if ((e.style === 'literal' || e.style === 'folded') && e.valueEnd === at && isBreak(text.charCodeAt(at - 1))) return at;
  while (!isEnd(text.charCodeAt(at))) at += 1;
  if (text.charCodeAt(at) === 13 && text.charCodeAt(at + 1) === 10) return at + 2;
  return text.charCodeAt(at) === 0 ? at : at + 1;
}

const isScalar = (value: RawMetadata[string] | undefined): value is string | number | boolean => ['string', 'number', 'boolean'].includes(typeof value);
const scalarOf = (value: string | number | boolean): { readonly type: 'str' | 'int' | 'bool'; readonly text: string } =>
  typeof value === 'string' ? { type: 'str', text: value } : typeof value === 'boolean' ? { type: 'bool', text: value ? 'True' : 'False' } : { type: 'int', text: String(value) };

function inBrackets(value: RawMetadata[string]): string {
  if (Array.isArray(value)) return `[${(value as readonly RawMetadata[]).map(inBrackets).join(', ')}]`;
  if (typeof value === 'object' && value !== null) return `{${Object.entries(value as RawMetadata).map(([key, field]) => `${doubleQuoted(key)}: ${inBrackets(field)}`).join(', ')}}`;
  return typeof value === 'string' ? doubleQuoted(value) : String(value);
}

/** A field as lines at a column. */
function written(name: string, value: RawMetadata[string], column: number, step: number, eol: string): string {
  const writer = new LineWriter(step, { kind: 'branch', column });
  const lines: readonly FreshLine[] = metadataLines(value, name, 0, 'given');
  for (let at = 0; at < lines.length; at += 1) writer.write(lines, at, 0);
  return writer.take().replaceAll('\n', eol);
}

/** The whole section with its changes, as plain data. */
export function merged(metadata: RawMetadata, changes: Changes['metadata']): RawMetadata {
  const fields = { ...metadata, ...changes };
  return Object.fromEntries(Object.entries(fields).filter((field): field is [string, RawMetadata[string]] => field[1] !== undefined));
}

export function sectionPatches(text: string, section: readonly Entry[], changes: Changes['metadata'], step: number, eol: string): Patch[] {
  const [header] = section;
  if (header === undefined) return [];
  const fields = new Map<string, number>();
  for (let at = 1; at < section.length; at = endOf(section, at)) {
    const key = section[at]?.key;
    if (key !== undefined) fields.set(key, at);
  }
  const names = Object.keys(changes);
  const inPlace = (name: string): boolean => isScalar(changes[name]) && section[fields.get(name) ?? -1]?.kind === 'item';
  const flow = header.layout !== 'block';
  if (flow && !names.every((name) => inPlace(name) || (changes[name] === undefined && !fields.has(name)))) return [{ start: header.valueStart, end: header.valueEnd, text: inBrackets(merged(sectionOf(section, 0), changes)) }];
  const firstField = section.find(({ depth }) => depth === header.depth + 1);
  const column = firstField === undefined ? step : columnOf(text, firstField.start);
  const patches: Patch[] = [];
  for (const name of names) {
    const value = changes[name];
    const at = fields.get(name);
    const e = at === undefined ? undefined : section[at];
    if (e !== undefined && at !== undefined) {
      if (isScalar(value) && e.kind === 'item') patches.push(valuePatch(text, e, scalarOf(value), section[at - 1], eol));
      else {
        const end = section.slice(at, endOf(section, at)).reduce((most, inner) => Math.max(most, bodyEnd(text, inner)), 0);
        const start = e.start - columnOf(text, e.start);
        patches.push({ start, end, text: value === undefined ? '' : written(name, value, column, step, eol) });
      }
    } else if (value !== undefined) {
      const after = [...fields.keys()].find((other) => other > name);
      const next = after === undefined ? undefined : section[fields.get(after) ?? -1];
      const end = section.reduce((most, inner) => Math.max(most, bodyEnd(text, inner)), 0);
      const start = next === undefined ? end : next.start - columnOf(text, next.start);
      const lead = next === undefined && !/[\n\r]/.test(text.charAt(end - 1)) ? eol : '';
      patches.push({ start, end: start, text: lead + written(name, value, column, step, eol) });
    }
  }
  return patches;
}
