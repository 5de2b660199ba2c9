// Random changes to the lines of a file: some go, some come, some get another value, name or place, with all below them.
import type { Line } from '../../../../electron/core/sops/tree.ts';

interface Node {
  line: Line;
  readonly children: Node[];
}

const isContainer = ({ line }: Node): boolean => line.kind === 'branch' || line.kind === 'list';

function treeOf(lines: readonly Line[]): Node {
  const root: Node = { line: { kind: 'branch', old: undefined, depth: -1, key: undefined }, children: [] };
  const open = [root];
  for (const line of lines) {
    open.length = line.depth + 1;
    const node = { line, children: [] };
    open.at(-1)?.children.push(node);
    open.push(node);
  }
  return root;
}

const below = (node: Node, depth: number): Line[] => node.children.flatMap((child) => [{ ...child.line, depth }, ...below(child, depth + 1)]);
const all = (node: Node): Node[] => [node, ...node.children.flatMap((child) => all(child))];

/** `sections`: as INI has it, values only in sections and sections only at the top. */
export function moved(lines: readonly Line[], shape: 'deep' | 'sections', roll: (below: number) => number): Line[] {
  const root = treeOf(lines);
  let fresh = 0;
  const named = (line: Line, inside: Node): Line => {
    if (line.kind !== 'item' && line.kind !== 'branch' && line.kind !== 'list') return line;
    const taken = shape === 'sections' && line.kind === 'item' && inside.children.some((child) => 'key' in child.line && child.line.key === line.key);
    const key = inside.line.kind === 'list' ? undefined : taken ? `n${(fresh += 1)}` : (line.key ?? `n${(fresh += 1)}`);
    return { ...line, key };
  };
  for (let step = roll(6); step > 0; step -= 1) {
    const nodes = all(root).slice(1).filter(({ line }) => line.kind !== 'comment');
    const node = nodes[roll(nodes.length || 1)];
    const parent = node === undefined ? undefined : all(root).find(({ children }) => children.includes(node));
    const what = roll(5);
    if (what === 4 || node === undefined || parent === undefined) {
      const places = all(root).filter((one) => isContainer(one) && (shape === 'deep' || one !== root));
      const place = places[roll(places.length || 1)] ?? root;
      const line: Line = shape === 'sections' && place === root ? { kind: 'branch', old: undefined, depth: 0, key: `s${(fresh += 1)}` } : { kind: 'item', old: undefined, depth: 0, key: undefined, type: 'str', text: `new ${fresh}` };
      place.children.splice(roll(place.children.length + 1), 0, { line: named(line, place), children: [] });
    } else if (what === 0) parent.children.splice(parent.children.indexOf(node), 1);
    else if (what === 1 && node.line.kind === 'item') node.line = { ...node.line, type: 'str', text: `other ${(fresh += 1)}` };
    else if (what === 2 && 'key' in node.line && node.line.key !== undefined) node.line = { ...node.line, key: `r${(fresh += 1)}` };
    else {
      parent.children.splice(parent.children.indexOf(node), 1);
      const places = shape === 'deep' ? all(root).filter(isContainer) : node.line.kind === 'branch' ? [root] : root.children.filter(isContainer);
      const place = places[roll(places.length || 1)] ?? parent;
      place.children.splice(roll(place.children.length + 1), 0, { ...node, line: named(node.line, place) });
    }
  }
  return below(root, 0);
}
