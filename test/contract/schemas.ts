// Reads valibot schemas as data, so that tests can walk them and make inputs that fit, or just do not.
import type * as v from 'valibot';

export interface SchemaNode {
  readonly type: string;
  /** How the schema was reached: `input.file`, `output.files[]`. */
  readonly path: string;
  readonly schema: Readonly<Record<string, unknown>>;
}
type Loose = Readonly<Record<string, unknown>>;

const loose = (schema: unknown): Loose => schema as Loose;
/** The schema itself where a pipe wraps it. */
const bare = (schema: Loose): Loose => (Array.isArray(schema['pipe']) ? loose(schema['pipe'][0]) : schema);
const actions = (schema: Loose): readonly Loose[] => (Array.isArray(schema['pipe']) ? (schema['pipe'] as readonly Loose[]).slice(1) : []);

/** The schema and everything inside it. */
export function nodesOf(schema: v.GenericSchema, path: string): readonly SchemaNode[] {
  const whole = loose(schema);
  const inner = bare(whole);
  const own = { type: String(inner['type']), path, schema: whole };
  const below = (next: unknown, step: string): readonly SchemaNode[] => nodesOf(next as v.GenericSchema, `${path}${step}`);
  switch (own.type) {
    case 'strict_object':
    case 'object':
    case 'loose_object': return [own, ...Object.entries(loose(inner['entries'])).flatMap(([name, entry]) => below(entry, `.${name}`))];
    case 'array': return [own, ...below(inner['item'], '[]')];
    case 'optional':
    case 'nullable': return [own, ...below(inner['wrapped'], '')];
    case 'union':
    case 'variant': return [own, ...(inner['options'] as readonly unknown[]).flatMap((option) => below(option, ''))];
    default: return [own];
  }
}

/** The regular expression that a string must match, if there is one. */
export function patternOf(node: SchemaNode): RegExp | undefined {
  return actions(node.schema).find((action) => action['type'] === 'regex')?.['requirement'] as RegExp | undefined;
}

/** Any input that fits. */
export function fitting(schema: unknown): unknown {
  const whole = loose(schema);
  const inner = bare(whole);
  switch (inner['type']) {
    case 'strict_object': return Object.fromEntries(Object.entries(loose(inner['entries'])).map(([name, entry]) => [name, fitting(entry)]));
    case 'string': return actions(whole).some((action) => action['type'] === 'regex') ? 'A'.repeat(22) : 'A';
    case 'number': return 1;
    case 'boolean': return true;
    case 'picklist': return (inner['options'] as readonly unknown[])[0];
    case 'array': return [];
    case 'optional': return fitting(inner['wrapped']);
    case 'literal': return inner['literal'];
    case 'union':
    case 'variant': return fitting((inner['options'] as readonly unknown[])[0]);
    default: throw new Error(`no sample for a schema of type ${String(inner['type'])}: teach test/contract/schemas.ts`);
  }
}

const odd: readonly unknown[] = [null, true, -1, 1.5, '', '../x', '/etc/passwd', [], [[]], {}, { toString: 'A' }, '\u0000'];
/** True if `value` might be right for this field: such a value is no rubbish. */
function mayFit(entry: unknown, value: unknown): boolean {
  const whole = loose(entry);
  const inner = bare(whole);
  if (inner['type'] === 'optional') return mayFit(inner['wrapped'], value);
  if (inner['type'] === 'union') return (inner['options'] as readonly unknown[]).some((option) => mayFit(option, value));
  if (inner['type'] === 'string') return typeof value === 'string' && actions(whole).every((action) => (action['type'] === 'regex' ? (action['requirement'] as RegExp).test(value) : action['type'] !== 'min_length' || value !== ''));
  if (inner['type'] === 'array') return Array.isArray(value) && value.length === 0;
  // WHY an empty list too: valibot takes it for an object without fields, and answers with one.
  if (inner['type'] === 'strict_object') return typeof value === 'object' && value !== null && Object.keys(value).length === 0 && Object.values(loose(inner['entries'])).every((field) => loose(field)['type'] === 'optional');
  return inner['type'] === 'boolean' && typeof value === 'boolean';
}

/** Inputs that are wrong in exactly one place: a field missing, of a wrong kind, or one too many. */
export function almostFitting(schema: v.GenericSchema): readonly unknown[] {
  const entries = Object.entries(loose(bare(loose(schema))['entries']));
  const right = fitting(schema) as Loose;
  const without = entries.filter(([, entry]) => loose(entry)['type'] !== 'optional').map(([name]) => Object.fromEntries(Object.entries(right).filter(([other]) => other !== name)));
  const wrong = entries.flatMap(([name, entry]) => odd.filter((value) => !mayFit(entry, value)).map((value) => ({ ...right, [name]: value })));
  return [...without, ...wrong, { ...right, more: 1 }, { ...right, value2: 'A' }, [right], { input: right }, null, 'A', 1];
}
