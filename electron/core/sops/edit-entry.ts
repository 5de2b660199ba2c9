// Values and names on their way into a draft: refused here if the format could not hold them, long before a save.
import { Refusal } from '../refusal.ts';
import { SecretBytes } from '../secret/index.ts';
import type { Document } from './documents.ts';

function bytesOf(document: Document, value: string): SecretBytes {
  const problem = document.format.valueProblem(value);
  if (problem !== undefined) throw new Refusal('value-not-representable', { reason: problem });
  return new SecretBytes(Buffer.from(value, 'utf8'));
}

/** Refusals: `entry-not-found`, `value-not-representable` (reason). */
export function setEntry(document: Document, entry: number, value: string): void {
  document.draft.entry(entry);
  document.draft.set(entry, bytesOf(document, value));
}

/** The id of the new entry. Refusals: `name-taken`, `name-reserved`, `name-not-representable` (reason), `value-not-representable` (reason). */
export function addEntry(document: Document, name: string, value: string): number {
  const problem = document.format.nameProblem(name);
  if (problem === 'reserved') throw new Refusal('name-reserved');
  if (problem !== undefined) throw new Refusal('name-not-representable', { reason: problem });
  const { draft } = document;
  if (draft.entries().some((entry) => entry.name === name && draft.changeOf(entry.id) !== 'removed')) throw new Refusal('name-taken');
  return draft.add(name, bytesOf(document, value));
}
