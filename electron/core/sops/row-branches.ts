// Rows of a draft as the tree that a file would be parsed into, so that paths and active comments come from where they always do. Holds no text.
import type { Row } from './draft-rows.ts';
import type { Blank, Branch, Comment, Item, Scalar, Value } from './tree.ts';

type Child = Item | Value | Comment | Blank;

/** One branch per document. `id` counts values and comments in the order of the rows. */
export function branchesOf(rows: readonly Row[]): Branch[] {
  let id = 0;
  const branches: Branch[] = [];
  let open: { readonly children: Child[]; readonly list: boolean }[] = [];
  function begin(): void {
    const items: (Item | Comment | Blank)[] = [];
    branches.push({ kind: 'branch', items });
    open = [{ children: items as Child[], list: false }];
  }
  begin();
  for (const row of rows) {
    if (row.kind === 'document') {
      begin();
      continue;
    }
    open.length = Math.min(open.length, row.depth + 1);
    const into = open.at(-1);
    if (into === undefined) throw new Error('a row deeper than what holds it');
    if (row.kind === 'blank') {
      into.children.push({ kind: 'blank' });
      continue;
    }
    if (row.kind === 'comment' && !row.element) {
      into.children.push({ kind: 'comment', id, text: '', inline: row.inline });
      id += 1;
      continue;
    }
    const children: Child[] = [];
    let value: Value;
    if (row.kind === 'branch') value = { kind: 'branch', items: children as (Item | Comment | Blank)[] };
    else if (row.kind === 'list') value = { kind: 'list', elements: children as (Value | Comment)[] };
    else {
      value = { kind: 'scalar', id, type: row.kind === 'entry' ? row.type : 'str', text: '' } satisfies Scalar;
      id += 1;
    }
    into.children.push(into.list || row.kind === 'comment' ? value : { kind: 'item', key: row.name, value });
    if (row.kind === 'branch' || row.kind === 'list') open.push({ children, list: row.kind === 'list' });
  }
  return branches;
}
