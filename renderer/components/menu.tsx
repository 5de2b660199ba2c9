// A short list of acts behind a button, or where somebody clicked. Nothing of it exists until it is opened, so that every row can have one.
import { Menu as Base } from '@base-ui/react/menu';
import { useState, type MouseEvent } from 'react';
import { Icon } from './icon.tsx';
import type { IconName } from './icon-paths.ts';
import { spokenKeys } from './button.tsx';
import { tipped } from './tooltip.tsx';

/** One act, or a line between groups of them. */
export type MenuItem = MenuAct | 'line';
export interface MenuAct {
  readonly id: string;
  readonly label: string;
  readonly icon?: IconName;
  readonly keys?: string;
  readonly danger?: boolean;
  /** Why it is off: shown in the item itself, which stays reachable. */
  readonly offBecause?: string | undefined;
  readonly onSelect: () => void;
}

/** Where a menu opens: beside an element, or at a point of the window. */
export type MenuPlace = Element | { readonly getBoundingClientRect: () => DOMRect };

export interface MenuListProps {
  readonly name: string;
  readonly at: MenuPlace;
  readonly items: readonly MenuItem[];
  readonly onClose: () => void;
  /** Gets the focus when the menu closes. */
  readonly returnTo: () => HTMLElement | null;
}

function Item({ item }: { readonly item: MenuAct }) {
  const off = item.offBecause !== undefined;
  return (
    <Base.Item className="menu-item" data-danger={item.danger === true ? '' : undefined} label={item.label} disabled={off} aria-keyshortcuts={spokenKeys(item.keys)} onClick={item.onSelect}>
      {item.icon === undefined ? <span /> : <Icon name={item.icon} />}
      <span className="menu-label">{item.label}{off ? <span className="menu-why">{item.offBecause}</span> : null}</span>
      {item.keys === undefined ? null : <span className="kbd" aria-hidden="true">{item.keys}</span>}
    </Base.Item>
  );
}

/** An open menu: for context menus of rows, which know where they were asked for. Unmount it to close it. */
export function MenuList({ name, at, items, onClose, returnTo }: MenuListProps) {
  return (
    <Base.Root open modal={false} onOpenChange={(open) => { if (!open) onClose(); }}>
      <Base.Portal>
        <Base.Positioner className="menu-place" anchor={at} side="bottom" align={at instanceof Element ? 'end' : 'start'} sideOffset={at instanceof Element ? 4 : 0} collisionPadding={8}>
          <Base.Popup className="menu" aria-label={name} finalFocus={() => returnTo() ?? false}>
            {items.map((item, index) => (item === 'line' ? <Base.Separator key={`line-${String(index)}`} className="menu-line" /> : <Item key={item.id} item={item} />))}
          </Base.Popup>
        </Base.Positioner>
      </Base.Portal>
    </Base.Root>
  );
}

export interface MenuProps {
  /** What the button is called: “More about .env”. */
  readonly name: string;
  readonly items: readonly MenuItem[];
  readonly icon?: IconName;
  readonly row?: boolean;
  readonly tabIndex?: number;
}

/** A ⋯ button with its menu. */
export function Menu({ name, items, icon = 'ellipsis', row = false, tabIndex }: MenuProps) {
  const [openAt, setOpenAt] = useState<HTMLElement>();
  const open = openAt !== undefined;
  return (
    <>
      <button
        type="button" className={`btn btn-icon${row ? ' btn-row' : ''}`} aria-label={name} aria-haspopup="menu" aria-expanded={open} tabIndex={tabIndex} {...tipped(open ? undefined : name)}
        onClick={(event) => {
          event.stopPropagation();
          setOpenAt(open ? undefined : event.currentTarget);
        }}
        onKeyDown={(event) => {
          if (event.key !== 'ArrowDown' && event.key !== 'ArrowUp') return;
          event.preventDefault();
          event.stopPropagation();
          setOpenAt(event.currentTarget);
        }}
      >
        <Icon name={icon} />
      </button>
      {open ? <MenuList name={name} at={openAt} items={items} onClose={() => { setOpenAt(undefined); }} returnTo={() => openAt} /> : null}
    </>
  );
}

/** The place of a right click, or of the element that has the focus when the menu key was pressed. */
export function placeOfClick(event: MouseEvent): MenuPlace {
  if (event.clientX === 0 && event.clientY === 0) return event.currentTarget;
  const point = new DOMRect(event.clientX, event.clientY, 0, 0);
  return { getBoundingClientRect: () => point };
}
