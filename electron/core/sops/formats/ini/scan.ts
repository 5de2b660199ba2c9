// Where everything stands in an INI text, in the very grammar of go-ini (spec §1.5): sections and keys, each with the comments and empty lines above it.
import { Refusal } from '../../../refusal.ts';
import { createBreath } from '../../breath.ts';
import { lineAt } from '../json/index.ts';
import { bareComment, goTrim, isQuoted, skipSpace, trimmedEnd } from './text.ts';

export interface Statement {
  /** Behind the statement before it: here its comments and empty lines begin. */
  readonly from: number;
  /** Its own first character. */
  readonly start: number;
  /** Behind its last line break. */
  readonly to: number;
  readonly name: string;
  readonly nameStart: number;
  readonly nameEnd: number;
  /** The place of the value as it is spelled; that of a section is empty. */
  readonly valueStart: number;
  readonly valueEnd: number;
  readonly value: string;
  /** Without its marker; undefined if there is none. */
  readonly comment: string | undefined;
  /** True if sops would not write the comment back as it stands. */
  readonly oddComment: boolean;
  /** Where a comment behind the value begins; -1 if there is none. */
  readonly inlineFrom: number;
  /** A key named `-`, which go-ini numbers. */
  readonly numbered: boolean;
}

export interface Section {
  readonly name: string;
  /** Undefined for the section `DEFAULT` of the keys before all sections. */
  readonly header: Statement | undefined;
  /** In the order of their first use, each with the value of its last. */
  readonly keys: readonly Statement[];
  /** Where its text begins and ends. */
  readonly from: number;
  readonly to: number;
  /** True if a key stands in it twice: only the last counts. */
  readonly repeats: boolean;
}

export interface Scan {
  readonly text: string;
  readonly sections: readonly Section[];
  /** What follows the last statement: empty lines, and comments that belong to nothing. */
  readonly tailFrom: number;
}

export const defaultName = 'DEFAULT';
/** Statements, comments and lines that continue a value. WHY a limit: a megabyte of the shortest lines would become a hundred of objects. */
const maxParts = 150_000;
/** So many keys are looked through one by one. WHY: a table for each of ten thousand small sections takes more than they do. */
const fewKeys = 8;
const conflictMarker = /^(?:[<>|]{7} |={7}(?:[ \r\n]|$))/;

function bad(text: string, at: number): Refusal {
  return new Refusal(conflictMarker.test(text.slice(at, at + 9)) ? 'merge-conflict' : 'bad-line', { line: lineAt(text, at) });
}

const tooLarge = (text: string, at: number): Refusal => new Refusal('format-refused', { line: lineAt(text, at), reason: 'too-large' });

interface Name {
  readonly name: string;
  readonly end: number;
  /** The delimiter behind it. */
  readonly at: number;
}

/** The first place in [from, to) with either character; -1 if there is none. WHY codes: it looks at every character of every value. */
function firstOf(text: string, characters: '=:' | '#;', from: number, to: number): number {
  const [one, other] = [characters.charCodeAt(0), characters.charCodeAt(1)];
  for (let at = from; at < to; at += 1) {
    const c = text.charCodeAt(at);
    if (c === one || c === other) return at;
  }
  return -1;
}

function readName(text: string, start: number, end: number): Name {
  const first = text.charAt(start);
  const quote = first === '`' ? '`' : first !== '"' ? '' : text.startsWith('"""', start) && Buffer.byteLength(text.slice(start, end)) > 6 ? '"""' : '"';
  const inside = start + quote.length;
  const closing = quote === '' ? inside : text.indexOf(quote, inside);
  if (closing === -1 || closing >= end) throw bad(text, start);
  const at = firstOf(text, '=:', closing + quote.length, end);
  if (at === -1 || at === start) throw bad(text, start);
  const name = goTrim(text.slice(inside, quote === '' ? at : closing));
  if (name === '') throw bad(text, start);
  return { name, end: quote === '' ? trimmedEnd(text, start, at) : closing + quote.length, at };
}

interface Value {
  readonly value: string;
  readonly start: number;
  readonly end: number;
  readonly inlineFrom: number;
  /** Behind the last line that it takes. */
  readonly to: number;
}

const lineEnd = (text: string, from: number): number => {
  const feed = text.indexOf('\n', from);
  return feed === -1 ? text.length : feed + 1;
};

/** Over several lines, up to the last such quote on one of them. */
function readQuoted(text: string, keyStart: number, start: number, firstEnd: number, quote: string): Value {
  let from = firstEnd;
  for (;;) {
    const to = lineEnd(text, from);
    // WHY in the line alone: a look backwards through the whole text, once for each line, would not end.
    const inLine = text.slice(from, to).lastIndexOf(quote);
    const closing = from + inLine;
    const closes = inLine !== -1 && !goTrim(text.slice(closing + quote.length, to)).endsWith('\\');
    if (closes) {
      const comment = firstOf(text, '#;', closing, to);
      return { value: text.slice(start + quote.length, closing), start, end: comment === -1 ? trimmedEnd(text, closing, to) : comment, inlineFrom: comment, to };
    }
    if (to >= text.length) throw bad(text, keyStart);
    from = to;
  }
}

/** The value so far ends in a backslash: the next lines belong to it. */
function readContinued(text: string, start: number, firstEnd: number, firstTo: number): Value {
  // WHY parts: text that grows line by line and is looked at each time would be copied each time.
  const parts = [text.slice(start, firstEnd - 1)];
  let end = firstEnd;
  let to = firstTo;
  while (to < text.length) {
    const from = to;
    to = lineEnd(text, from);
    const next = goTrim(text.slice(from, to));
    if (next === '') break;
    end = trimmedEnd(text, from, to);
    const continues = next.endsWith('\\');
    if (parts.push(continues ? next.slice(0, -1) : next) > maxParts) throw tooLarge(text, from);
    if (!continues) break;
  }
  return { value: parts.join(''), start, end, inlineFrom: -1, to };
}

function readValue(text: string, keyStart: number, behind: number, end: number): Value {
  const start = skipSpace(text, behind, end);
  if (start === end) {
    const blank = behind + (/^[ \t]*/.exec(text.slice(behind, end))?.[0].length ?? 0);
    return { value: '', start: blank, end: blank, inlineFrom: -1, to: end };
  }
  const quote = end - start > 3 && text.startsWith('"""', start) ? '"""' : text.charAt(start) === '`' ? '`' : '';
  const whole = trimmedEnd(text, start, end);
  if (quote !== '') {
    const closing = text.lastIndexOf(quote, end - quote.length);
    if (closing < start + quote.length) return readQuoted(text, keyStart, start, end, quote);
    return { value: text.slice(start + quote.length, closing), start, end: whole, inlineFrom: -1, to: end };
  }
  if (text.charAt(whole - 1) === '\\') return readContinued(text, start, whole, end);
  const inlineFrom = firstOf(text, '#;', start, whole);
  const plainEnd = inlineFrom === -1 ? whole : trimmedEnd(text, start, inlineFrom);
  const plain = text.slice(start, plainEnd);
  return { value: isQuoted(plain) ? plain.slice(1, -1) : plain, start, end: plainEnd, inlineFrom, to: end };
}

/** A section whose end is not reached yet. */
interface Open {
  readonly name: string;
  readonly header: Statement | undefined;
  readonly from: number;
  readonly keys: Statement[];
  places: Map<string, number> | undefined;
  repeats: boolean;
}

const opened = (name: string, header: Statement | undefined, from: number): Open => ({ name, header, from, keys: [], places: undefined, repeats: false });
const ended = ({ name, header, from, keys, repeats }: Open, to: number): Section => ({ name, header, from, to, keys, repeats });

function addKey(section: Open, key: Statement): void {
  const { keys } = section;
  if (keys.length > fewKeys) section.places ??= new Map(keys.map(({ name }, at) => [name, at]));
  const known = section.places === undefined ? keys.findIndex(({ name }) => name === key.name) : (section.places.get(key.name) ?? -1);
  if (known === -1) {
    keys.push(key);
    section.places?.set(key.name, keys.length - 1);
  } else {
    keys[known] = key;
    section.repeats = true;
  }
}

/** Refusals: `bad-line` (line), `merge-conflict` (line), `format-refused` (line, `too-large`). In slices. The first section is always `DEFAULT`, for keys before all others. */
export async function scan(text: string): Promise<Scan> {
  const breath = createBreath();
  let at = text.startsWith('\uFEFF') ? 1 : 0;
  const sections: Section[] = [];
  let section = opened(defaultName, undefined, at);
  let from = at;
  let comment = '';
  let oddComment = false;
  let count = 1;
  let parts = 0;
  for (let lines = 1; at < text.length; lines += 1) {
    if (lines % 256 === 0) await breath();
    const end = lineEnd(text, at);
    const start = skipSpace(text, at, end);
    const first = text.charAt(start);
    if (start === end) {
      at = end;
      continue;
    }
    // WHY two: a section takes as much as two keys.
    parts += first === '[' ? 2 : 1;
    if (parts > maxParts) throw tooLarge(text, start);
    if (first === '#' || first === ';') {
      const line = text.slice(start, end);
      // WHY only the first line may be bare: sops keeps the markers of the others.
      oddComment ||= comment !== '' || !/^; (?![ ;#]|$)/.test(line) || /[ \t]\r?\n?$/.test(line);
      comment += line;
      at = end;
      continue;
    }
    const [name, value, numbered] = first === '[' ? readHeader(text, start, end) : readKey(text, start, end, count);
    if (numbered) count += 1;
    if (first === '[') count = 1;
    const raw = comment + (value.inlineFrom === -1 ? '' : text.slice(value.inlineFrom, value.to));
    const statement: Statement = {
      from, start, to: value.to, name: name.name, nameStart: first === '[' ? start + 1 : start, nameEnd: name.end, valueStart: value.start, valueEnd: value.end, value: value.value,
      comment: goTrim(raw) === '' ? undefined : bareComment(raw), oddComment: oddComment || value.inlineFrom !== -1, inlineFrom: value.inlineFrom, numbered,
    };
    if (first === '[') {
      sections.push(ended(section, from));
      section = opened(name.name, statement, from);
    } else addKey(section, statement);
    at = value.to;
    from = at;
    comment = '';
    oddComment = false;
  }
  sections.push(ended(section, from));
  return { text, sections, tailFrom: from };
}

function readHeader(text: string, start: number, end: number): readonly [Name, Value, boolean] {
  const closing = text.slice(start, end).lastIndexOf(']') + start;
  if (closing <= start + 1) throw bad(text, start);
  return [{ name: text.slice(start + 1, closing), end: closing, at: closing }, { value: '', start: closing + 1, end: closing + 1, inlineFrom: firstOf(text, '#;', closing + 1, end), to: end }, false];
}

function readKey(text: string, start: number, end: number, count: number): readonly [Name, Value, boolean] {
  if (conflictMarker.test(text.slice(start, start + 9))) throw bad(text, start);
  const found = readName(text, start, end);
  const numbered = found.name === '-';
  return [numbered ? { ...found, name: `#${String(count)}` } : found, readValue(text, start, found.at + 1, end), numbered];
}
