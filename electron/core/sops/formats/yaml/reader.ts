// What the reader knows while it goes through a text: the collections that are open, what waits for a value, and the comments that have no place yet.
import { isSpace } from './characters.ts';
import { codeAt, skipBlanks, type Cursor } from './cursor.ts';
import { commentEntry, deepest, refuseAt, type Entry } from './entry.ts';
import { Refusal } from '../../../refusal.ts';
import { readBlock, readPlain, startsPlain } from './read-plain.ts';
import { readQuoted } from './read-quoted.ts';
import { resolvePlain, resolveTagged, shortTag, type Resolved } from './resolve.ts';

export interface Open {
  readonly kind: 'branch' | 'list';
  readonly column: number;
  /** Of what stands in it. */
  readonly depth: number;
  /** Undefined for the root. */
  readonly header: Entry | undefined;
  readonly keys: Set<string>;
}

export interface FoundComment {
  readonly start: number;
  readonly end: number;
  readonly column: number;
  readonly line: number;
}

export interface Reader {
  readonly c: Cursor;
  readonly entries: Entry[];
  readonly open: Open[];
  /** An item whose value may stand on the next lines, and the column of its collection. */
  waiting: { readonly entry: Entry; readonly column: number; readonly inBranch: boolean } | undefined;
  comments: FoundComment[];
  /** The first entry of what an anchor names, and where it stands at the least. */
  readonly anchors: Map<string, { readonly entry: Entry; readonly from: number }>;
  readonly aliases: boolean;
  fromAliases: number;
  /** True in the first document, in which sops lets no key stand twice. */
  unique: boolean;
  /** Gives way now and then. */
  readonly breath: () => Promise<void> | undefined;
}

/** Tag and anchor before a node. */
export interface Properties {
  readonly tag: string;
  readonly anchor: string | undefined;
  readonly start: number;
}

const token = /[^\s,[\]{}\p{Cc}]+/uy;

/** The cursor ends at the node, or at the end of the line. */
export function readProperties(c: Cursor): Properties {
  const start = c.at;
  let tag = '';
  let anchor: string | undefined;
  for (let code = codeAt(c); code === 33 || code === 38; code = skipBlanks(c)) {
    const verbatim = code === 33 && codeAt(c, c.at + 1) === 60;
    token.lastIndex = c.at;
    const found = (verbatim ? /^!<[^\s>]+>/.exec(c.text.slice(c.at, c.at + 200)) : token.exec(c.text))?.[0] ?? '';
    if (code === 38 && (anchor !== undefined || !/^&[\w-]+$/.test(found))) throw refuseAt(c.line);
    if (code === 33 && (tag !== '' || found === '')) throw refuseAt(c.line);
    if (code === 38) anchor = found.slice(1);
    // Another handle than `!` and `!!` would need a directive, which is not read.
    else if (/^![\w-]+!/.test(found)) throw refuseAt(c.line, 'tag');
    else tag = verbatim ? shortTag(found.slice(2, -1)) : found;
    c.at += found.length;
    if (!isSpace(codeAt(c)) && !',]}'.includes(c.text.charAt(c.at))) throw refuseAt(c.line);
  }
  return { tag, anchor, start };
}

function asText(e: Entry, bytes: Buffer, aliases: boolean): void {
  e.type = 'str';
  try {
    e.text = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(bytes);
  } catch {
    // WHY only in a clear file: an encrypted one has text everywhere.
    if (!aliases) throw refuseAt(e.line, 'tag');
    e.bytes = bytes;
  }
}

/** What a scalar says, by its tag and style. Refusals: `format-refused` with `tag` or `number-too-large`. */
function resolved(tag: string, source: string, quoted: boolean, line: number): Resolved | Buffer {
  if (tag === '!!str' || (quoted && (tag === '' || tag === '!'))) return { type: 'str', text: source };
  const found = tag === '' || tag === '!' ? resolvePlain(source) : resolveTagged(tag, source);
  if (found === undefined) throw refuseAt(line, 'tag');
  if (!Buffer.isBuffer(found) && found.type === 'uint') throw refuseAt(line, 'number-too-large');
  return found;
}

/** The text of a name. Refusal: `format-refused` with `key-not-text`. */
export function nameOf(tag: string, source: string, quoted: boolean, line: number): string {
  const found = resolved(tag, source, quoted, line);
  if (Buffer.isBuffer(found) || found.type !== 'str') throw refuseAt(line, 'key-not-text');
  return found.text;
}

export function setValue(r: Reader, e: Entry, { tag }: Properties, source: string): void {
  const found = resolved(tag, source, e.style !== 'plain', e.line);
  if (Buffer.isBuffer(found)) asText(e, found, r.aliases);
  else {
    e.type = found.type === 'uint' ? 'int' : found.type;
    e.text = found.text;
  }
  e.source = source;
}

/** A comment behind a node goes before it: sops has it there. */
export function commentBefore(r: Reader, index: number, at: number, end: number, inline: boolean): void {
  const e = r.entries[index];
  if (e !== undefined) r.entries.splice(index, 0, commentEntry(r.c.text, e.depth, r.c.line, at, end, inline, e.layout === 'inside' ? 'inside' : 'block'));
}

/** A scalar from its first character on, in any style; the cursor ends behind it. `comment` is called at a `#` behind the head of a block. */
export function readScalar(r: Reader, parentColumn: number, flow: boolean, comment: (at: number) => void): { readonly source: string; readonly style: Entry['style'] } {
  const { c } = r;
  const code = codeAt(c);
  if (code === 34 || code === 39) return { source: readQuoted(c), style: code === 39 ? 'single' : 'double' };
  if ((code === 124 || code === 62) && !flow) return { source: readBlock(c, parentColumn, comment), style: code === 124 ? 'literal' : 'folded' };
  if (flow ? isSpace(code) || ',[]{}#&*!|>\'"%@`'.includes(String.fromCharCode(code)) || (code === 45 && isSpace(codeAt(c, c.at + 1))) : !startsPlain(c, c.at)) throw refuseAt(c.line);
  return { source: readPlain(c, parentColumn, flow), style: 'plain' };
}

/** Far more than a file of the largest size that is opened has, when it is encrypted. */
const mostEntries = 500_000;
export function checkSize(r: Reader): void {
  if (r.entries.length + r.comments.length > mostEntries) throw refuseAt(r.c.line, 'too-large');
}

export function checkDepth(r: Reader, depth: number): void {
  if (depth > deepest) throw new Refusal('nested-too-deep', { line: r.c.line });
}

export function addKey(r: Reader, keys: Set<string>, name: string): void {
  if (!r.unique) return;
  if (keys.has(name)) throw refuseAt(r.c.line, 'duplicate-key');
  keys.add(name);
}

// SECURITY(yaml-anchors): a few hundred bytes of aliases could stand for gigabytes.
/** More lines than this are no use of aliases, but an attack. */
const mostFromAliases = 20_000;
const aliasName = /\*([\w-]+)/y;

/** What an alias at the cursor repeats, put in the place of an entry that was just made. */
export function repeat(r: Reader, e: Entry): void {
  const { c } = r;
  aliasName.lastIndex = c.at;
  const found = aliasName.exec(c.text);
  const anchor = found === null ? undefined : r.anchors.get(found[1] ?? '');
  const first = anchor?.entry;
  r.fromAliases += 1;
  if (found === null || !r.aliases || anchor === undefined || first === undefined || r.fromAliases > mostFromAliases || r.open.some(({ header }) => header === first) || first === e) throw refuseAt(c.line, 'anchor');
  let from = anchor.from;
  while (from < r.entries.length && r.entries[from] !== first) from += 1;
  e.valueStart = c.at;
  c.at += found[0].length;
  e.valueEnd = c.at;
  e.style = 'alias';
  e.kind = first.kind;
  e.type = first.type;
  e.text = first.text;
  e.bytes = first.bytes;
  if (first.kind !== 'item') e.layout = e.layout === 'inside' ? 'inside' : 'flow';
  const deeper = e.depth - first.depth;
  for (let at = from + 1; ; at += 1) {
    const next = r.entries[at];
    if (next === undefined || next === e || next.depth <= first.depth) break;
    r.fromAliases += 1;
    if (r.fromAliases > mostFromAliases) throw refuseAt(c.line, 'anchor');
    checkDepth(r, next.depth + deeper);
    r.entries.push({ ...next, depth: next.depth + deeper, layout: 'repeated' });
  }
}
