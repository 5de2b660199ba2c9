// What type a plain scalar has, and its value in the form that the MAC is taken over: the rules of sops (spec §1.4), which are neither YAML 1.1 nor 1.2.
import { floatForMac } from '../../scalars.ts';
import type { ScalarType } from '../../tree.ts';
import { timestamp } from './timestamp.ts';

export interface Resolved {
  /** `uint` is an integer that fits in 64 bits without sign only: sops refuses it. */
  readonly type: ScalarType | 'uint';
  readonly text: string;
}

const words: ReadonlyMap<string, Resolved> = new Map<string, Resolved>([
  ...['true', 'True', 'TRUE'].map((word) => [word, { type: 'bool', text: 'True' }] as const),
  ...['false', 'False', 'FALSE'].map((word) => [word, { type: 'bool', text: 'False' }] as const),
  ...['', '~', 'null', 'Null', 'NULL'].map((word) => [word, { type: 'null', text: '' }] as const),
  ...['.nan', '.NaN', '.NAN'].map((word) => [word, { type: 'float', text: 'NaN' }] as const),
  ...['.inf', '.Inf', '.INF', '+.inf', '+.Inf', '+.INF'].map((word) => [word, { type: 'float', text: '+Inf' }] as const),
  ...['-.inf', '-.Inf', '-.INF'].map((word) => [word, { type: 'float', text: '-Inf' }] as const),
]);

const most = 2n ** 64n;
const half = 2n ** 63n;

/** Digits of a base; undefined for no number, or one that does not fit in 64 bits. */
function integer(sign: string, digits: string, base: number): Resolved | undefined {
  const valid = base === 16 ? /^[\da-f]+$/i : base === 8 ? /^[0-7]+$/ : base === 2 ? /^[01]+$/ : /^\d+$/;
  if (!valid.test(digits)) return undefined;
  const size = digits.replace(/^0+/, '');
  if (size.length > 64) return undefined;
  const value = BigInt(size === '' ? '0' : base === 10 ? size : `${base === 16 ? '0x' : base === 8 ? '0o' : '0b'}${size}`);
  if (sign === '-' ? value <= half : value < half) return { type: 'int', text: String(sign === '-' ? -value : value) };
  return sign === '' && value < most ? { type: 'uint', text: '' } : undefined;
}

const prefixed = /^([+-]?)0([xXbBoO])(.+)$/s;

function wholeNumber(plain: string): Resolved | undefined {
  const found = prefixed.exec(plain);
  if (found !== null) {
    const letter = found[2]?.toLowerCase();
    return integer(found[1] ?? '', found[3] ?? '', letter === 'x' ? 16 : letter === 'b' ? 2 : 8);
  }
  const sign = plain.startsWith('-') || plain.startsWith('+') ? plain.charAt(0) : '';
  const digits = plain.slice(sign.length);
  return digits.length > 1 && digits.startsWith('0') ? integer(sign, digits.slice(1), 8) : integer(sign, digits, 10);
}

const float = /^[-+]?(\.\d+|\d+(\.\d*)?)([eE][-+]?\d+)?$/;
const dotted = /^\.\d(?:_?\d)*(?:[eE][-+]?\d(?:_?\d)*)?$/;

function floating(text: string): Resolved | undefined {
  const value = Number(text);
  return Number.isFinite(value) ? { type: 'float', text: floatForMac(value) } : undefined;
}

/** A number as it is without what parts its digits. WHY by hand where it is long: five million underscores, one by one, take more than a second. */
function withoutUnderscores(source: string): string {
  if (!source.includes('_')) return source;
  if (source.length < 1000) return source.replaceAll('_', '');
  if (/[^\w.+-]/.test(source)) return source;
  const bytes = Buffer.from(source, 'latin1');
  let length = 0;
  for (let at = 0; at < bytes.length; at += 1) {
    const byte = bytes[at] ?? 0;
    if (byte === 95) continue;
    bytes[length] = byte;
    length += 1;
  }
  return bytes.toString('latin1', 0, length);
}

/** A plain scalar; `time` is false where another tag than that of a time stands before it. */
export function resolvePlain(source: string, time = true): Resolved {
  const known = source.length <= 5 ? words.get(source) : undefined;
  if (known !== undefined) return known;
  const first = source.charCodeAt(0);
  if (first === 46) return (dotted.test(source) ? floating(withoutUnderscores(source)) : undefined) ?? { type: 'str', text: source };
  if (first !== 43 && first !== 45 && !(first >= 48 && first <= 57)) return { type: 'str', text: source };
  const moment = time ? timestamp(source) : undefined;
  if (moment !== undefined) return { type: 'time', text: moment };
  const plain = withoutUnderscores(source);
  return wholeNumber(plain) ?? (float.test(plain) ? floating(plain) : undefined) ?? { type: 'str', text: source };
}

const long = 'tag:yaml.org,2002:';
const resolvable: Readonly<Record<string, ScalarType>> = { '!!bool': 'bool', '!!int': 'int', '!!float': 'float', '!!null': 'null', '!!timestamp': 'time' };

/** The short form of a tag. */
export const shortTag = (tag: string): string => (tag.startsWith(long) ? `!!${tag.slice(long.length)}` : tag);

/** What stands in base64 on any number of lines; undefined if it is none. WHY not one expression for all of it: it has no room for ten million repetitions. */
function bytesOf(source: string): Buffer | undefined {
  if (/[^A-Za-z\d+/=\r\n]/.test(source)) return undefined;
  const end = source.indexOf('=');
  const padding = end === -1 ? '' : source.slice(end).replaceAll(/[\r\n]/g, '');
  let length = end === -1 ? source.length : end;
  for (let at = length - 1; at >= 0; at -= 1) if (source.charCodeAt(at) < 32) length -= 1;
  return ['', '=', '=='].includes(padding) && (length + padding.length) % 4 === 0 ? Buffer.from(source, 'base64') : undefined;
}

/** A scalar with a tag; undefined if it is not of that type, and bytes for `!!binary`. */
export function resolveTagged(tag: string, source: string): Resolved | Buffer | undefined {
  if (tag === '!!binary') {
    return bytesOf(source);
  }
  const type = Object.hasOwn(resolvable, tag) ? resolvable[tag] : undefined;
  if (type === undefined) return { type: 'str', text: source };
  const found = resolvePlain(source, type === 'time');
  if (found.type === type || (found.type === 'uint' && type === 'int')) return found;
  return found.type === 'int' && type === 'float' ? { type, text: floatForMac(Number(found.text)) } : undefined;
}
