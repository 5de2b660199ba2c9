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

/** What a value is; `value` where the server did not say which. */
export type Kind = 'text' | 'number' | 'boolean' | 'null' | 'list' | 'object' | 'value';
export function kindOf(value: unknown): Kind {
  if (typeof value === 'string') return 'text';
  if (typeof value === 'number' || raw.isRawJSON(value)) return 'number';
  if (typeof value === 'boolean') return 'boolean';
  if (Array.isArray(value)) return 'list';
  return isFields(value) ? 'object' : 'null';
}
export interface Part {
  /** The field, and the names below it. */
  readonly path: readonly string[];
  readonly kind: Kind;
}
const deepest = 16;
/** Every part of the fields by its names, in their order, without a value; what lies deeper is one part. `told`: the values are there to say what they are. */
export const partsOf = (fields: Fields, told: boolean, above: readonly string[] = []): readonly Part[] => Object.entries(fields).toSorted(([a], [b]) => (a < b ? -1 : 1)).flatMap(([name, value]): readonly Part[] => {
  const path = [...above, name];
  const kind = kindOf(value);
  return [{ path, kind: told || kind === 'object' ? kind : 'value' }, ...(isFields(value) && path.length < deepest ? partsOf(value, told, path) : [])];
});

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
