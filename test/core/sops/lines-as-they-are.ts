// The lines of a parsed file as they stand, for an emission without changes.
import type { Line } from '../../../electron/core/sops/formats/format.ts';
import type { ParsedFile } from '../../../electron/core/sops/tree.ts';

export const linesAsTheyAre = ({ branches }: ParsedFile): Line[] => branches.flatMap(({ items }) => items.map((item, old): Line => {
  if (item.kind === 'item') return { kind: 'item', old, key: item.key, text: item.value.kind === 'scalar' ? item.value.text : '' };
  return item.kind === 'comment' ? { kind: 'comment', old, text: item.text } : { kind: 'blank', old };
}));
