// The menu of one key, or of all that are chosen with it. One for the whole grid, opened where it was asked for.
import { MenuList, type MenuItem, type MenuPlace } from '../../../components/index.ts';
import { useWords } from '../../../stores/index.ts';
import { actIcons, actKeys, manyActs, manyTreeActs, menuOrder, treeMenuOrder, type Act } from './acts.ts';
import { isTree, offBecause, offWords, type Off, type Scene } from './can-act.ts';
import { isHolder, treeOf } from './entry-tree.ts';

export interface RowMenuProps {
  readonly place: MenuPlace;
  readonly name: string;
  /** The keys that the acts are done to. */
  readonly entries: readonly number[];
  readonly scene: Scene;
  readonly copyOff: string | undefined;
  /** True while the value of the key is shown. */
  readonly showing: boolean;
  readonly onAct: (act: Act) => void;
  readonly onClose: () => void;
  readonly returnTo: () => HTMLElement | null;
}

/** Reasons that lie in what a thing is: the act is left out for it, not off. WHY: most keys have no mark and nothing pending, and the reason would stand in every menu. */
const leftOut: ReadonlySet<Off> = new Set<Off>(['holder', 'no-holder', 'element', 'one-type', 'no-value', 'not-text', 'unmarked', 'unchanged']);
/** For one key, menus have both places of a line only where something stands between them. */
const withoutEmptyGroups = (order: readonly (Act | 'line')[]): readonly (Act | 'line')[] => order.filter((act, at) => act !== 'line' || (at > 0 && at < order.length - 1 && order[at + 1] !== 'line'));

export function RowMenu({ place, name, entries, scene, copyOff, showing, onAct, onClose, returnTo }: RowMenuProps) {
  const words = useWords();
  const { grid: say, tree } = words;
  const many = entries.length > 1;
  const inTree = isTree(scene);
  const { columns, indexOf } = scene;
  const index = indexOf.get(entries[0] ?? -1) ?? -1;
  const isLeftOut = (act: Act | 'line'): boolean => {
    if (act === 'line' || (!inTree && act !== 'marks' && act !== 'restore')) return false;
    const off = offBecause(act, entries, scene);
    return off !== undefined && leftOut.has(off);
  };
  const order = many ? (inTree ? manyTreeActs : manyActs) : (inTree ? withoutEmptyGroups(treeMenuOrder.filter((act) => !isLeftOut(act))) : menuOrder.filter((act) => !isLeftOut(act)));
  const labelOf = (act: Act): string => {
    if (act === 'reveal' && showing) return say.act.hide;
    if (many && act in say.many) return inTree && act in tree.many ? tree.many[act as keyof typeof tree.many] : say.many[act as keyof typeof say.many];
    if (many && act in tree.many) return tree.many[act as keyof typeof tree.many];
    if (inTree && act === 'remove' && isHolder(columns, index) && (treeOf(columns).values[index] ?? 0) > 0) return tree.act.removeWith(treeOf(columns).values[index] ?? 0);
    if (inTree && act in tree.act && act !== 'remove') return tree.act[act as Exclude<keyof typeof tree.act, 'removeWith'>];
    return act in say.act ? say.act[act as keyof typeof say.act] : '';
  };
  const items = order.map((act): MenuItem => {
    if (act === 'line') return 'line';
    const off = offBecause(act, entries, scene);
    const [icon, keys] = [actIcons[act], actKeys[act]];
    return {
      id: act, label: labelOf(act), danger: act === 'remove', ...(icon === undefined ? {} : { icon }), ...(keys === undefined ? {} : { keys }),
      offBecause: off === undefined ? (act === 'copy' ? copyOff : undefined) : offWords(words, off), onSelect: () => { onAct(act); },
    };
  });
  return <MenuList name={many ? say.actsOfMany(entries.length) : say.acts(name)} at={place} items={items} onClose={onClose} returnTo={returnTo} />;
}
