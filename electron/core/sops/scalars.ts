// Typed values in the forms that sops gives them (spec §1.6): the one that is encrypted and MACed, and how each format spells it. Pure.
import type { ScalarType } from './tree.ts';

const int64 = [-(2n ** 63n), 2n ** 63n - 1n] as const;

/** True for a decimal integer that Go reads as int64. */
export function isInt64(text: string): boolean {
  if (!/^[+-]?\d{1,19}$/.test(text)) return false;
  const value = BigInt(text.replace('+', ''));
  return value >= int64[0] && value <= int64[1];
}

/** Go's `strconv.FormatFloat(x, 'f', -1, 64)`: shortest digits, no exponent. */
export function floatForMac(value: number): string {
  if (Number.isNaN(value)) return 'NaN';
  if (!Number.isFinite(value)) return value > 0 ? '+Inf' : '-Inf';
  const sign = value < 0 || Object.is(value, -0) ? '-' : '';
  const [digits = '', exponent = '0'] = Math.abs(value).toExponential().split('e');
  const bare = digits.replace('.', '');
  const point = Number(exponent) + 1;
  if (point <= 0) return `${sign}0.${'0'.repeat(-point)}${bare}`.replace(/\.0*$/, '');
  return `${sign}${bare.length <= point ? bare.padEnd(point, '0') : `${bare.slice(0, point)}.${bare.slice(point)}`}`;
}

/** The number behind a float in its MAC form; NaN for what is none. */
export function floatOf(stored: string): number {
  return Number(stored.replace('Inf', 'Infinity'));
}

/** True for what Go's `strconv.ParseBool` reads as true; the other readable forms are false. */
export const isTrue = (stored: string): boolean => /^(1|t|T|TRUE|true|True)$/.test(stored);

/** Go's shortest `G` form with at least one decimal, as dotenv and INI have it. */
export function floatInText(stored: string): string {
  const value = floatOf(stored);
  if (!Number.isFinite(value)) return floatForMac(value);
  const [digits = '', exponent = '0'] = value.toExponential().split('e');
  const power = Number(exponent);
  if (value !== 0 && (power < -4 || power >= 6)) return `${digits}E${power < 0 ? '-' : '+'}${String(Math.abs(power)).padStart(2, '0')}`;
  const plain = Object.is(value, -0) ? '-0' : String(value);
  return plain.includes('.') ? plain : `${plain}.0`;
}

/** A stored value as dotenv and INI spell it. */
export function spelledInText(type: ScalarType | 'bytes', stored: string): string {
  if (type === 'bool') return isTrue(stored) ? 'true' : 'false';
  if (type === 'float') return floatInText(stored);
  return type === 'time' ? stored.replace(/\.\d+/, '') : stored;
}

/** A stored value as a person reads and types it: `true`, `5`, `0.5`, `null`. */
export function spelledForPeople(type: ScalarType | 'bytes', stored: string): string {
  if (type === 'bool') return isTrue(stored) ? 'true' : 'false';
  return type === 'null' ? 'null' : stored;
}

const float = /^[+-]?(\d+(\.\d*)?|\.\d+)([eE][+-]?\d+)?$/;
const rfc3339 = /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}(\.\d{1,9})?(Z|[+-]\d{2}:\d{2})$/;

/** What a person typed, in the form that is stored; undefined if it is no value of that type. */
export function storedFrom(type: ScalarType, typed: string): string | undefined {
  const text = typed.trim();
  switch (type) {
    case 'str': return typed;
    case 'null': return text === '' || /^(null|~)$/i.test(text) ? '' : undefined;
    case 'bool': return /^(true|false)$/i.test(text) ? (text.toLowerCase() === 'true' ? 'True' : 'False') : undefined;
    case 'int': return isInt64(text) ? String(BigInt(text.replace('+', ''))) : undefined;
    case 'float': {
      const special = /^[+-]?\.?inf(inity)?$/i.test(text) ? (text.startsWith('-') ? '-Inf' : '+Inf') : /^\.?nan$/i.test(text) ? 'NaN' : undefined;
      return special ?? (float.test(text) && Number.isFinite(Number(text)) ? floatForMac(Number(text)) : undefined);
    }
    case 'time': return rfc3339.test(text) && !Number.isNaN(Date.parse(text)) ? text : undefined;
  }
}
