// The order in which people expect names: 2 before 10, case apart, whatever the language. Sees names only.

// WHY when first used: it takes milliseconds to make, and most starts compare nothing.
let collator: Intl.Collator | undefined;
const byCodeUnit = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0);

/** Compares two names: numbers by size, letters without case; names that differ at all never compare as equal. */
export function compareNames(a: string, b: string): number {
  collator ??= new Intl.Collator('en', { numeric: true, sensitivity: 'base' });
  return collator.compare(a, b) || byCodeUnit(a, b);
}

/** Compares two paths with `/` part by part: within one folder its folders come first, then its files. */
export function comparePaths(a: string, b: string): number {
  const left = a.split('/');
  const right = b.split('/');
  for (let depth = 0; depth < Math.min(left.length, right.length); depth += 1) {
    const leftIsFile = depth === left.length - 1;
    const rightIsFile = depth === right.length - 1;
    if (leftIsFile !== rightIsFile) return leftIsFile ? 1 : -1;
    const order = compareNames(left[depth] ?? '', right[depth] ?? '');
    if (order !== 0) return order;
  }
  return left.length - right.length;
}
