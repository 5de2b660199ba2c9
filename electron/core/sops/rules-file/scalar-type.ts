// What Go's YAML parser takes a scalar for, where sops decodes it into a field of its configuration. Pure.
import type { Scalar } from 'yaml';

export type Resolved = 'null' | 'yes-or-no' | 'number' | 'time' | 'text';

const number = /^[-+]?(?:0[xX][0-9a-fA-F_]+|0[oO][0-7_]+|0[bB][01_]+|[0-9][0-9_]*(?:\.[0-9_]*)?(?:[eE][-+]?[0-9]+)?|\.[0-9][0-9_]*(?:[eE][-+]?[0-9]+)?|\.(?:inf|Inf|INF))$|^\.(?:nan|NaN|NAN)$/;
const time = /^\d{4}-\d{1,2}-\d{1,2}(?:$|(?:[Tt]|[ \t]+)\d{1,2}:\d{1,2}:\d{1,2})/;

/** Of a scalar without regard to where it stands. */
export function resolvedType(node: Scalar): Resolved {
  const text = textOf(node);
  if (node.tag !== undefined && node.tag !== '!' && !node.tag.endsWith(':str')) {
    if (node.tag.endsWith(':null')) return 'null';
    if (node.tag.endsWith(':bool')) return 'yes-or-no';
    return node.tag.endsWith(':int') || node.tag.endsWith(':float') ? 'number' : 'text';
  }
  if (node.type !== 'PLAIN' || node.tag !== undefined) return 'text';
  if (/^(?:|~|null|Null|NULL)$/.test(text)) return 'null';
  if (/^(?:true|True|TRUE|false|False|FALSE)$/.test(text)) return 'yes-or-no';
  if (number.test(text)) return 'number';
  return time.test(text) ? 'time' : 'text';
}

export const textOf = (node: Scalar): string => (typeof node.value === 'string' ? node.value : '');

/** As a field for a yes or no takes it, old spellings included; undefined for what sops refuses. */
export function flagOf(node: Scalar): boolean | undefined {
  const text = textOf(node);
  if (resolvedType(node) === 'yes-or-no') return text.toLowerCase() === 'true';
  if (/^(?:y|Y|yes|on)$/.test(text)) return true;
  return /^(?:n|N|no|off)$/.test(text) ? false : undefined;
}

/** As a field for a whole number takes it; undefined for what sops refuses. */
export function numberOf(node: Scalar): number | undefined {
  if (resolvedType(node) !== 'number') return undefined;
  const text = textOf(node).replaceAll('_', '');
  const octal = /^([-+]?)0[oO]?([0-7]+)$/.exec(text);
  const based = /^([-+]?)(0[xXbB].*)$/.exec(text);
  const value = octal !== null ? Number.parseInt(`${octal[1] ?? ''}${octal[2] ?? ''}`, 8) : based !== null ? Number(based[2]) * (based[1] === '-' ? -1 : 1) : Number(text);
  return Number.isFinite(value) && Math.abs(value) <= Number.MAX_SAFE_INTEGER ? Math.trunc(value) : undefined;
}
