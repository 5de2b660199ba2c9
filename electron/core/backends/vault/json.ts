// JSON as a Vault speaks it, with every number as it was written. Pure.
interface Source {
  readonly source?: string;
}
interface RawJson {
  isRawJSON(value: unknown): boolean;
  rawJSON(text: string): object;
}
type Reviver = (this: unknown, key: string, value: unknown, context: Source) => unknown;
// WHY so: the types of this library do not know it yet; every Node that runs this program does.
const raw = JSON as unknown as RawJson;

const keepNumber: Reviver = (_key, value, { source }) => (typeof value === 'number' && source !== undefined && String(value) !== source ? raw.rawJSON(source) : value);

/** What may hold a number that JavaScript would spell otherwise. WHY: a long list of names is read five times as fast without looking at each. */
const mayBend = /\d{16}|\d[.eE]|-0/;

/** Throws SyntaxError or RangeError for what is no JSON. A number that JavaScript would spell otherwise stays as it was written. */
export const readJson = (text: string): unknown => (mayBend.test(text) ? JSON.parse(text, keepNumber as (this: unknown, key: string, value: unknown) => unknown) : JSON.parse(text));

/** `undefined` is no value of a Vault and comes out as null. */
export const writeJson = (value: unknown): string => JSON.stringify(value ?? null);

/** A number that JavaScript would spell otherwise. */
export const isRawNumber = (value: unknown): boolean => raw.isRawJSON(value);

export type Fields = Readonly<Record<string, unknown>>;
export const isFields = (value: unknown): value is Fields => typeof value === 'object' && value !== null && !Array.isArray(value) && !raw.isRawJSON(value);

/** Own fields only. */
export const fieldOf = (fields: unknown, name: string): unknown => (isFields(fields) && Object.hasOwn(fields, name) ? fields[name] : undefined);
export function textOf(fields: unknown, name: string): string {
  const found = fieldOf(fields, name);
  return typeof found === 'string' ? found : '';
}
export function numberOf(fields: unknown, name: string): number {
  const found = fieldOf(fields, name);
  return typeof found === 'number' && Number.isFinite(found) ? found : 0;
}
export const textsOf = (fields: unknown, name: string): readonly string[] => {
  const found = fieldOf(fields, name);
  return Array.isArray(found) ? found.filter((one) => typeof one === 'string') : [];
};
