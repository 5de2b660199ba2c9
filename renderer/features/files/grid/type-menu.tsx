// What else a value can be: the types of the format, as a menu in the place of the one that led here.
import type { EntryType } from '../../../bridge/index.ts';
import { MenuList, type MenuPlace } from '../../../components/index.ts';
import { useWords } from '../../../stores/index.ts';

export interface TypeMenuProps {
  readonly place: MenuPlace;
  readonly path: string;
  readonly now: EntryType;
  readonly types: readonly EntryType[];
  readonly onChoose: (type: EntryType) => void;
  readonly onClose: () => void;
  readonly returnTo: () => HTMLElement | null;
}

export function TypeMenu({ place, path, now, types, onChoose, onClose, returnTo }: TypeMenuProps) {
  const { tree: say } = useWords();
  return (
    <MenuList
      name={say.typeMenu(path)} at={place} start="first" onClose={onClose} returnTo={returnTo}
      items={types.map((type) => ({ id: type, label: say.types[type], ...(type === now ? { icon: 'check' as const, offBecause: say.isNow } : {}), onSelect: () => { onChoose(type); } }))}
    />
  );
}
