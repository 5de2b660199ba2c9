// How sops spells a scalar in YAML: which style it chooses, and what it escapes. Found by looking at what it writes.
import { Refusal } from '../../../refusal.ts';
import { floatOf, isTrue } from '../../scalars.ts';
import type { ScalarType } from '../../tree.ts';
import { resolvePlain } from './resolve.ts';

export interface ScalarValue {
  readonly type: ScalarType;
  readonly text: string;
  readonly bytes?: Uint8Array | undefined;
}

/** Where a scalar is written: the column of its collection, and the one at which the lines of a block stand. Undefined in brackets and in keys, where everything stands on one line. */
export interface Room {
  readonly column: number;
  readonly blockColumn: number;
}

/** Words and numbers of YAML 1.1 that sops quotes although it would read them as text. */
const quotedWord = /^(?:[yYnN]|yes|Yes|YES|on|On|ON|no|No|NO|off|Off|OFF)$/;
const sexagesimal = /^[-+]?\d[\d_]*(?::[0-5]?\d)+(?:\.[\d_]*)?$/;
/** What a reader would take for something else than text, in blocks and anywhere. */
const indicatorFirst = /^(?:[#,[\]{}&*!|>'"%@`]|[-?:](?:[ \t]|$)|---|\.\.\.)/;
const indicatorInside = /:(?:[ \t]|$)|[ \t]#/;
const flowIndicator = /^[?:]|[,?[\]{}:]/;
/** All but line feeds and what is printable in the first plane; a tab is a case of its own. */
const special = /[^\n\t\u0020-\u007e\u00a0-\u2027\u202a-\ud7ff\ue000-\ufefe\uff00-\ufffd]/;

const letters: Readonly<Record<string, string>> = {
  '\u0000': '0', '\u0007': 'a', '\b': 'b', '\t': 't', '\n': 'n', '\u000b': 'v', '\f': 'f', '\r': 'r', '\u001b': 'e', '"': '"', '\\': '\\', '\u0085': 'N', '\u2028': 'L', '\u2029': 'P',
};

function escapedCharacter(character: string): string {
  const letter = Object.hasOwn(letters, character) ? letters[character] : undefined;
  if (letter !== undefined) return `\\${letter}`;
  const code = character.codePointAt(0) ?? 0;
  const [mark, width] = code <= 0xff ? ['x', 2] : code <= 0xffff ? ['u', 4] : ['U', 8];
  return `\\${String(mark)}${code.toString(16).toUpperCase().padStart(Number(width), '0')}`;
}

export const doubleQuoted = (text: string): string => `"${text.replaceAll(/[^\u0020\u0021\u0023-\u005b\u005d-\u007e\u00a0-\u2027\u202a-\ud7ff\ue000-\ufefe\uff00-\ufffd]/gu, escapedCharacter)}"`;

/** The lines of a block behind `|`; what begins with a blank tells how far it stands in. */
function block(text: string, { column, blockColumn }: Room): string {
  const pad = ' '.repeat(blockColumn);
  const hint = /^[ \n]/.test(text) ? String(blockColumn - Math.max(column, 0)) : '';
  const chomp = !text.endsWith('\n') ? '-' : text === '\n' || text.endsWith('\n\n') ? '+' : '';
  const lines = text.endsWith('\n') ? text.slice(0, -1).split('\n') : text.split('\n');
  return `|${hint}${chomp}\n${lines.map((line) => (line === '' ? '' : pad + line)).join('\n')}`;
}

/** Text may stand in a block if no blank or break at its edges would be lost. WHY not with a tab first: sops writes null for it, and refuses to read the block. */
const fitsBlock = (text: string): boolean => !text.startsWith('\t') && !text.endsWith(' ') && !/ \n/.test(text) && !special.test(text);

/**
 * What sops, seen in 3.12 and 3.13, prints wrongly: null for text that begins with a tab; and in a list a block whose hint is counted from elsewhere than its lines, so that nothing reads it.
 */
export const misprinted = (text: string, crooked: boolean): boolean => text.includes('\n') && (text.startsWith('\t') || (crooked && /^[ \n]/.test(text) && /[^\n]/.test(text) && fitsBlock(text)));

function textOf(text: string, room: Room | undefined, flow: boolean): string {
  if (text === '') return '""';
  if (text.includes('\n')) return room !== undefined && fitsBlock(text) && room.blockColumn - Math.max(room.column, 0) <= 9 ? block(text, room) : doubleQuoted(text);
  if (special.test(text) || text.includes('\t')) return doubleQuoted(text);
  if (text === '<<') return '!!merge <<';
  if (resolvePlain(text).type !== 'str' || quotedWord.test(text) || sexagesimal.test(text)) return doubleQuoted(text);
  const plain = !text.startsWith(' ') && !text.endsWith(' ') && !indicatorFirst.test(text) && !indicatorInside.test(text) && !(flow && flowIndicator.test(text));
  if (plain) return text;
  return flow ? doubleQuoted(text) : `'${text.replaceAll("'", "''")}'`;
}

/** Go's shortest `g` form. */
function floatText(stored: string): string {
  const value = floatOf(stored);
  if (Number.isNaN(value)) return '.nan';
  if (!Number.isFinite(value)) return value > 0 ? '.inf' : '-.inf';
  const [digits = '', exponent = '0'] = value.toExponential().split('e');
  const power = Number(exponent);
  if (value !== 0 && (power < -4 || power >= 6)) return `${digits}e${power < 0 ? '-' : '+'}${String(Math.abs(power)).padStart(2, '0')}`;
  return stored;
}

function binary(bytes: Uint8Array, room: Room | undefined): string {
  const encoded = Buffer.from(bytes).toString('base64');
  if (room === undefined || encoded.length < 70) return `!!binary ${encoded}`;
  return `!!binary ${block((encoded.match(/.{1,70}/g) ?? []).map((line) => `${line}\n`).join(''), room)}`;
}

/** The type that a value has in the file: what is sealed is text there, whatever it is within. */
export const storedType = (type: ScalarType, text: string): ScalarType => (text.startsWith('ENC[') ? 'str' : type);

/** `room` is undefined where everything stands on one line; `flow` is true in brackets. */
export function writeScalar({ type, text, bytes }: ScalarValue, room: Room | undefined, flow = false): string {
  if (bytes !== undefined) return binary(bytes, room);
  switch (storedType(type, text)) {
    case 'null': return 'null';
    case 'bool': return isTrue(text) ? 'true' : 'false';
    case 'float': return floatText(text);
    case 'int':
    case 'time': return text;
    case 'str': return textOf(text, room, flow);
  }
}

/** A name. `merges` is true where it has a mapping as its value: only then may it stand for what YAML merges. */
export const writeKey = (name: string, merges: boolean, flow = false): string => (name === '<<' && !merges ? '"<<"' : textOf(name, undefined, flow));
/** Longer names stand behind a `?`, since no reader looks further for their colon; those with a line break do so for sops. */
export const isLongKey = (name: string): boolean => Buffer.byteLength(name) > 128 || /[\n\r\u0085\u2028\u2029]/.test(name);

/** A comment's text cannot go over a line. Refusal: `not-in-this-format` (key, `line-break`). */
export function writeComment(text: string): string {
  if (/[\n\r\u0085\u2028\u2029]/.test(text)) throw new Refusal('not-in-this-format', { key: '#', reason: 'line-break' });
  return `#${text}`;
}
