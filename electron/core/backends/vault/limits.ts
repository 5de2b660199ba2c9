// What a Vault can hold of a secret, looked at before anything is sent: its own reader answers with a fault of the server. Pure.
import { Refusal } from '../../refusal.ts';
import { isFields, isRawNumber, writeJson, type Fields } from './json.ts';

const maxTextBytes = 1024 * 1024;
const maxEntries = 10_000;
/** Of 300 levels, two are ours: the request, and `data`. */
const maxDepth = 298;
const maxBytes = 31 * 1024 * 1024;

function check(value: unknown, depth: number): void {
  if (typeof value === 'string') {
    if (Buffer.byteLength(value) > maxTextBytes) throw new Refusal('secret-too-large', { limitBytes: maxTextBytes });
    return;
  }
  if (!isFields(value) && !Array.isArray(value)) return;
  if (depth > maxDepth) throw new Refusal('secret-too-large', { limitDepth: maxDepth });
  const entries = Object.entries(value);
  if (entries.length > maxEntries) throw new Refusal('secret-too-large', { limitFields: maxEntries });
  for (const [name, inner] of entries) {
    if (!Array.isArray(value)) check(name, depth);
    check(inner, depth + 1);
  }
}

/** Refusal: secret-too-large. */
export function checkLimits(fields: Fields): void {
  check(fields, 1);
  if (Buffer.byteLength(writeJson(fields)) > maxBytes) throw new Refusal('secret-too-large', { limitBytes: maxBytes });
}

/** True where a number in it would come back as another, or spelled otherwise: version 2 keeps numbers as 64 bits of binary. */
export function losesNumbers(value: unknown): boolean {
  if (isRawNumber(value)) return true;
  return (isFields(value) || Array.isArray(value)) && Object.values(value).some(losesNumbers);
}
