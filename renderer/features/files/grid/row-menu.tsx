// The menu of one key, or of all that are chosen with it. One for the whole grid, opened where it was asked for.
import { MenuList, type MenuItem, type MenuPlace } from '../../../components/index.ts';
import { useWords } from '../../../stores/index.ts';
import { actIcons, actKeys, manyActs, menuOrder, type Act } from './acts.ts';
import { offBecause, type Scene } from './can-act.ts';

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

export function RowMenu({ place, name, entries, scene, copyOff, showing, onAct, onClose, returnTo }: RowMenuProps) {
  const { grid: say } = useWords();
  const many = entries.length > 1;
  // WHY left out rather than off: most keys have no mark and nothing pending, and the reason would stand in every menu.
  const order = many ? manyActs : menuOrder.filter((act) => (act !== 'marks' && act !== 'restore') || offBecause(act, entries, scene) === undefined);
  const items = order.map((act): MenuItem => {
    if (act === 'line') return 'line';
    const off = offBecause(act, entries, scene);
    const [icon, keys] = [actIcons[act], actKeys[act]];
    const label = many && act in say.many ? say.many[act as keyof typeof say.many] : act === 'reveal' && showing ? say.act.hide : say.act[act];
    return {
      id: act, label, danger: act === 'remove', ...(icon === undefined ? {} : { icon }), ...(keys === undefined ? {} : { keys }),
      offBecause: off === undefined ? (act === 'copy' ? copyOff : undefined) : say.off[off], onSelect: () => { onAct(act); },
    };
  });
  return <MenuList name={many ? say.actsOfMany(entries.length) : say.acts(name)} at={place} items={items} onClose={onClose} returnTo={returnTo} />;
}
