// The way to an entry as people write it: `db.password`, `users[0].name`, `"a.b".c`. Pure; both sides and the command line spell it the same way.

/** A name, or the place in a list. */
export type Step = string | number;

const bare = /^[^.[\]"\s][^.[\]"]*$/;

/** Spells a path. A name with a dot, bracket, quote or blank at its start stands in quotes, as JSON writes it. At the top of a document a name that is all of the path stands as it is. */
export function spellPath(steps: readonly Step[]): string {
  const [only] = steps;
  if (steps.length === 1 && typeof only === 'string' && !only.includes('"') && !only.includes('[')) return only;
  return steps.map((step, at) => (typeof step === 'number' ? `[${String(step)}]` : `${at === 0 ? '' : '.'}${bare.test(step) && !step.endsWith(' ') ? step : JSON.stringify(step)}`)).join('');
}

/** Reads a path; undefined if it is none. */
export function readPath(text: string): readonly Step[] | undefined {
  const steps: Step[] = [];
  let rest = text;
  while (rest !== '' || steps.length === 0) {
    const index = /^\[(0|[1-9]\d{0,8})\]/.exec(rest);
    if (index !== null) {
      steps.push(Number(index[1]));
      rest = rest.slice(index[0].length);
      continue;
    }
    const found = (steps.length === 0 ? /^(?:"((?:[^"\\]|\\.)*)"|([^.[\]"]+))/ : /^\.(?:"((?:[^"\\]|\\.)*)"|([^.[\]"]+))/).exec(rest);
    if (found === null) return undefined;
    const [whole, quoted, plain] = found;
    if (plain !== undefined) steps.push(plain);
    else {
      try {
        steps.push(JSON.parse(`"${quoted ?? ''}"`) as string);
      } catch {
        return undefined;
      }
    }
    rest = rest.slice(whole.length);
  }
  return steps;
}

export interface PathColumns {
  readonly depth: readonly number[];
  readonly shape: readonly ('value' | 'branch' | 'list' | 'document')[];
  readonly name: readonly string[];
}

/** The steps to each entry, in the order of the columns; none for the line that begins a document. */
export function pathsOf({ depth, shape, name }: PathColumns): readonly (readonly Step[])[] {
  const open: { readonly steps: readonly Step[]; readonly list: boolean; count: number }[] = [];
  const top = { steps: [] as readonly Step[], list: false, count: 0 };
  return shape.map((own, at) => {
    if (own === 'document') {
      open.length = 0;
      return [];
    }
    open.length = Math.min(open.length, depth[at] ?? 0);
    const parent = open.at(-1) ?? top;
    const steps = [...parent.steps, parent.list ? parent.count : (name[at] ?? '')];
    parent.count += 1;
    if (own !== 'value') open.push({ steps, list: own === 'list', count: 0 });
    return steps;
  });
}

/** The place of the first entry that a person means by this path: a name with dots at the top counts as it stands, too. -1 if there is none. */
export function findPath(columns: PathColumns, text: string): number {
  const whole = columns.name.findIndex((name, at) => name === text && columns.depth[at] === 0 && columns.shape[at] !== 'document');
  if (whole !== -1) return whole;
  const wanted = readPath(text);
  if (wanted === undefined) return -1;
  return pathsOf(columns).findIndex((steps) => steps.length === wanted.length && steps.every((step, at) => step === wanted[at]));
}
