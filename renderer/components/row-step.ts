// Which row a key leads to in a list: the same keys in every list of the window. Pure.

/** From row `from` of `count`, `page` rows being a page; undefined for a key that leads nowhere. May lie before the first row or behind the last one. */
export function rowStep(key: string, from: number, count: number, page: number): number | undefined {
  switch (key) {
    case 'ArrowDown': return from + 1;
    case 'ArrowUp': return from - 1;
    case 'Home': return 0;
    case 'End': return count - 1;
    case 'PageDown': return from + page;
    case 'PageUp': return from - page;
    default: return undefined;
  }
}
