// Changes to the text of a list of recipients, in whatever way it is written: the new text is the old one with one piece put in or taken out. Knows where nodes stand, and nothing of rules.
import { isScalar, isSeq, type CST, type ParsedNode, type Scalar, type YAMLSeq } from 'yaml';
import { commentBehind, lineEnd } from './names.ts';

/** One replacement in the text. */
export interface Splice {
  readonly from: number;
  readonly to: number;
  readonly put: string;
}
export interface NewRecipient {
  readonly key: string;
  readonly name: string;
}

export const eol = (text: string): string => (/\r\n/.test(text) ? '\r\n' : '\n');
const lineStart = (text: string, at: number): number => text.lastIndexOf('\n', at - 1) + 1;
/** A name on its way into a comment: one line, and no comment of its own. */
const comment = (name: string): string => {
  const plain = name.replaceAll(/[\u0000-\u001f\u007f-\u009f\u2028\u2029]/g, ' ').trim();
  return plain === '' ? '' : ` # ${plain}`;
};
/** Keys are letters and digits, or an SSH line with blanks: plain unless its comment looks like YAML. */
export const plainOrQuoted = (key: string, inFlow: boolean): string => (/^[A-Za-z0-9][A-Za-z0-9+/=@._-]*(?: [A-Za-z0-9+/=@._-]+)*$/.test(key) && !(inFlow && /[,[\]{}]/.test(key)) ? key : `'${key.replaceAll("'", "''")}'`);

const dashOf = (seq: YAMLSeq, index: number): number | undefined => {
  const token = seq.srcToken;
  if (token?.type !== 'block-seq') return undefined;
  return token.items[index]?.start.find((part: CST.SourceToken) => part.type === 'seq-item-ind')?.offset;
};

/** After the last recipient of a text with commas. */
function addToText(text: string, node: ParsedNode & Scalar, { key, name }: NewRecipient): readonly Splice[] {
  const [start, end] = node.range;
  const raw = text.slice(start, end);
  if (node.type === 'BLOCK_FOLDED' || node.type === 'BLOCK_LITERAL') {
    const body = /\S\s*$/.exec(raw);
    const last = start + (body?.index ?? 0) + 1;
    const begin = lineStart(text, last - 1);
    if (begin <= start) return [];
    const indent = /^[ \t]*/.exec(text.slice(begin))?.[0] ?? '';
    const trailing = text[last - 1] === ',';
    return [{ from: last, to: last, put: `${trailing ? '' : ','}${eol(text)}${indent}${key}${trailing ? ',' : ''}` }];
  }
  const quoted = node.type === 'QUOTE_DOUBLE' || node.type === 'QUOTE_SINGLE';
  const at = quoted ? end - 1 : end;
  const inner = raw.slice(quoted ? 1 : 0, quoted ? -1 : undefined);
  const begin = lineStart(text, at);
  const separator = inner.trim() === '' ? '' : begin > start ? `,${eol(text)}${/^[ \t]*/.exec(text.slice(begin))?.[0] ?? ''}` : /,\s+\S/.test(inner) ? ', ' : ',';
  const put = inner.trimEnd().endsWith(',') ? `${separator.slice(1)}${key}` : `${separator}${key}`;
  const names = commentBehind(text, end).split(',');
  const count = inner.split(',').filter((part) => part.trim() !== '').length;
  const behind = lineEnd(text, end);
  // WHY a dash for none: names count by their order.
  const said = name.replaceAll(/[,\u0000-\u001f]/g, ' ').trim();
  return [{ from: at, to: at, put }, ...(names[0] !== '' && names.length === count ? [{ from: behind, to: behind, put: `, ${said === '' ? '-' : said}` }] : [])];
}

function addToList(text: string, seq: ParsedNode & YAMLSeq, { key, name }: NewRecipient): readonly Splice[] {
  const last = seq.items.at(-1) as ParsedNode | null | undefined;
  const [, end] = seq.range;
  const dash = dashOf(seq, seq.items.length - 1);
  if (dash !== undefined && last !== null && last !== undefined) {
    const at = lineEnd(text, last.range[1]);
    return [{ from: at, to: at, put: `${eol(text)}${' '.repeat(dash - lineStart(text, dash))}- ${plainOrQuoted(key, false)}${comment(name)}` }];
  }
  if (text[end - 1] !== ']') return [];
  const written = plainOrQuoted(key, true);
  if (last === undefined) return [{ from: end - 1, to: end - 1, put: written }];
  if (last === null) return [];
  const between = text.slice(last.range[1], end - 1);
  const trailing = /^\s*,/.exec(between);
  const at = last.range[1] + (trailing?.[0].length ?? 0);
  const begin = lineStart(text, last.range[0]);
  const own = begin > seq.range[0];
  if (!own) return [{ from: at, to: at, put: `${trailing === null ? ', ' : ' '}${written}` }];
  // One to a line: the comma goes before the comment of the one above.
  const behind = lineEnd(text, at);
  if (behind >= end) return [{ from: at, to: at, put: `${trailing === null ? ', ' : ' '}${written}` }];
  const indent = /^[ \t]*/.exec(text.slice(begin))?.[0] ?? '';
  return [...(trailing === null ? [{ from: at, to: at, put: ',' }] : []), { from: behind, to: behind, put: `${eol(text)}${indent}${written}${trailing === null ? '' : ','}${comment(name)}` }];
}

/** Puts a recipient behind the last one of a text or list; nothing where that cannot be done. */
export function addTo(text: string, node: ParsedNode, recipient: NewRecipient): readonly Splice[] {
  if (isScalar(node)) return addToText(text, node, recipient);
  return isSeq(node) ? addToList(text, node, recipient) : [];
}

/** Takes one part out of a text with commas, and its name out of the comment behind if there is one for each. */
function removeFromText(text: string, node: ParsedNode & Scalar, key: string): readonly Splice[] {
  const [start, end] = node.range;
  const raw = text.slice(start, end);
  const block = node.type === 'BLOCK_FOLDED' || node.type === 'BLOCK_LITERAL';
  const inner = raw.replace(/^["']|["']$/g, '');
  const parts = (block ? raw.slice(raw.indexOf('\n') + 1) : inner).split(',').map((part) => part.trim()).filter((part) => part !== '');
  const index = parts.indexOf(key);
  const found = raw.indexOf(key, block ? raw.indexOf('\n') : 0);
  if (index === -1 || found === -1 || parts.length < 2) return [];
  let [from, to] = [start + found, start + found + key.length];
  const after = /^[ \t]*,[ \t]*/.exec(text.slice(to, end));
  if (after === null) from -= /,\s*$/.exec(text.slice(start, from))?.[0].length ?? 0;
  else {
    to += after[0].length;
    const begin = lineStart(text, from);
    const lineGoes = begin > start && text.slice(begin, from).trim() === '' && /^\r?\n/.test(text.slice(to));
    if (lineGoes) [from, to] = [begin, lineEnd(text, to) + (text.startsWith('\r\n', to) ? 2 : 1)];
  }
  const said = commentBehind(text, end);
  const names = said.split(',').map((part) => part.trim());
  const at = said === '' ? -1 : text.indexOf(said, end);
  return [{ from, to, put: '' }, ...(!block && said !== '' && names.length === parts.length ? [{ from: at, to: at + said.length, put: names.filter((_, place) => place !== index).join(', ') }] : [])];
}

/** Takes a whole element out, with its name: the comment behind it, and where that is missing the one above. */
function removeElement(text: string, seq: ParsedNode & YAMLSeq, index: number, nameAbove: boolean): readonly Splice[] {
  const item = seq.items[index] as ParsedNode | null | undefined;
  if (item === null || item === undefined || seq.items.length < 2) return [];
  const dash = dashOf(seq, index);
  if (dash !== undefined) {
    const begin = lineStart(text, dash);
    if (text.slice(begin, dash).trim() !== '') return [];
    const stop = lineEnd(text, item.range[1]);
    const above = nameAbove ? lineStart(text, begin - 1) : begin;
    // The last line of a file may have no end of its own.
    return stop === text.length ? [{ from: above === 0 ? 0 : above - eol(text).length, to: stop, put: '' }] : [{ from: above, to: stop + (text.startsWith('\r\n', stop) ? 2 : 1), put: '' }];
  }
  const { range: [from] } = item;
  const next = seq.items[index + 1] as ParsedNode | null | undefined;
  const before = seq.items[index - 1] as ParsedNode | null | undefined;
  const begin = lineStart(text, from);
  const stop = lineEnd(text, item.range[1]);
  const alone = begin > seq.range[0] && stop < seq.range[1] && text.slice(begin, from).trim() === '' && /^\s*,?[ \t]*(?:#.*)?$/.test(text.slice(item.range[1], stop));
  const line = alone ? [{ from: begin, to: stop + (text.startsWith('\r\n', stop) ? 2 : 1), put: '' }] : [];
  if (next !== null && next !== undefined) return alone ? line : [{ from, to: next.range[0], put: '' }];
  if (before === null || before === undefined) return [];
  if (!alone) return [{ from: before.range[1], to: item.range[1], put: '' }];
  if (text.slice(item.range[1], stop).trimStart().startsWith(',')) return line;
  // The one above is the last now, and its comma goes too.
  const comma = text.indexOf(',', before.range[1]);
  return comma === -1 || comma > lineEnd(text, before.range[1]) ? line : [...line, { from: comma, to: comma + 1, put: '' }];
}

/** Takes a recipient out of a text or list; `resolve` tells what an element stands for. Nothing where that cannot be done. */
export function removeFrom(text: string, node: ParsedNode, key: string, resolve: (item: ParsedNode | null) => string, nameAbove: (item: ParsedNode) => boolean): readonly Splice[] {
  if (isScalar(node)) return removeFromText(text, node, key);
  if (!isSeq(node)) return [];
  for (const [index, item] of (node.items as readonly (ParsedNode | null)[]).entries()) {
    if (item === null) continue;
    const said = resolve(item).trim();
    if (said === key) return removeElement(text, node, index, nameAbove(item));
    if (isScalar(item) && said.split(',').some((part) => part.trim() === key)) return removeFromText(text, item, key);
  }
  return [];
}

/** The text with all pieces put in; they may not overlap. */
export function splice(text: string, splices: readonly Splice[]): string {
  return splices.toSorted((a, b) => b.from - a.from).reduce((whole, { from, to, put }) => `${whole.slice(0, from)}${put}${whole.slice(to)}`, text);
}
