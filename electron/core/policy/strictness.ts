// Which of two values of a field is the stricter one, and how policies become the one that holds. Pure.
import { defaults, fieldNames, fields, type FieldName, type PolicyValues, type Takes, type Value } from './fields.ts';

const isList = (value: Value): value is readonly never[] => Array.isArray(value);

/** What fulfils both. Of lists what is in both; of networks those of the first who names any; of blocked countries all. */
export function stricter(takes: Takes, one: Value, other: Value): Value {
  if (typeof one === 'boolean') return one || other;
  if (typeof one === 'number' && typeof other === 'number') return takes.kind === 'count' && takes.stricter === 'more' ? Math.max(one, other) : Math.min(one, other);
  if (isList(one) && isList(other)) {
    if (takes.kind === 'list') return one.filter((item) => other.includes(item));
    if (takes.kind === 'networks') return one.length === 0 ? other : one;
    return [...one, ...other.filter((item) => !one.includes(item))];
  }
  if (takes.kind === 'choice' && typeof one === 'string' && typeof other === 'string') return takes.of.indexOf(one) < takes.of.indexOf(other) ? other : one;
  throw new Error('two values of different kinds');
}

/** Lists by what is in them, whatever the order. */
export function sameValue(one: Value, other: Value): boolean {
  if (!isList(one) || !isList(other)) return one === other;
  return one.length === other.length && one.every((item) => other.includes(item));
}
/** True if `after` allows something that `before` does not. */
export const isLooser = (name: FieldName, before: Value, after: Value): boolean => !sameValue(stricter(fields[name].takes, before, after), after);

export type Origin = 'default' | 'personal' | 'kept' | 'project' | 'floor';
export interface Effective {
  readonly values: PolicyValues;
  readonly origins: Readonly<Record<FieldName, Origin>>;
}
/** A policy as far as it counts here. */
export interface Said {
  readonly values: Partial<PolicyValues>;
  readonly floored?: ReadonlySet<FieldName>;
  /** What it said before something went wrong with it: it goes on holding where that is stricter. */
  readonly before?: Partial<PolicyValues>;
}

/** WHY lists as they were: what two of them have in common may be nothing, with which nothing works. */
function holdingOn(takes: Takes, now: Value, before: Value | undefined): Value {
  if (before === undefined) return now;
  return isList(before) ? before : stricter(takes, now, before);
}

/** The policy of the person, tightened by those of projects. */
export function combine(personal: Said, projects: readonly Partial<PolicyValues>[]): Effective {
  const held = fieldNames.map((name): readonly [FieldName, Value, Origin] => {
    const { takes, personal: own } = fields[name];
    const said = personal.values[name];
    const spoken = said ?? defaults[name];
    const mine = holdingOn(takes, spoken, personal.before?.[name]);
    const origin: Origin = !sameValue(mine, spoken) ? 'kept' : said === undefined ? 'default' : personal.floored?.has(name) === true ? 'floor' : 'personal';
    // SECURITY(policy-project-tightens): what a repository says can only make things stricter, and never touches lock-out, audit or second factor.
    const both = own ? mine : projects.reduce<Value>((value, { [name]: theirs }) => (theirs === undefined ? value : stricter(takes, value, theirs)), mine);
    return sameValue(both, mine) ? [name, mine, origin] : [name, both, 'project'];
  });
  return {
    values: Object.fromEntries(held.map(([name, value]) => [name, value])) as unknown as PolicyValues,
    origins: Object.fromEntries(held.map(([name, , origin]) => [name, origin])) as Record<FieldName, Origin>,
  };
}
