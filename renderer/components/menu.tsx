// A short list of acts behind a button, or where somebody clicked. Nothing of it exists, or is even loaded, until one is opened, so that every row can have one.
import { lazy, Suspense, useState, type MouseEvent } from 'react';
import { Icon } from './icon.tsx';
import type { IconName } from './icon-paths.ts';
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
  /** The act that has the focus first, where keys opened the menu. */
  readonly start?: 'first' | 'last' | undefined;
}

const Shown = lazy(async () => ({ default: (await import('./menu-list.tsx')).MenuPopup }));

/** An open menu: for context menus of rows, which know where they were asked for. Unmount it to close it. */
export function MenuList(props: MenuListProps) {
  return <Suspense><Shown {...props} /></Suspense>;
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
  const [start, setStart] = useState<'first' | 'last'>();
  const open = openAt !== undefined;
  return (
    <>
      <button
        type="button" className={`btn btn-icon${row ? ' btn-row' : ''}`} aria-label={name} aria-haspopup="menu" aria-expanded={open} tabIndex={tabIndex} {...tipped(open ? undefined : name)}
        onClick={(event) => {
          event.stopPropagation();
          // WHY the detail: a click that keys made counts no clicks.
          setStart(event.detail === 0 ? 'first' : undefined);
          setOpenAt(open ? undefined : event.currentTarget);
        }}
        onKeyDown={(event) => {
          if (event.key !== 'ArrowDown' && event.key !== 'ArrowUp') return;
          event.preventDefault();
          event.stopPropagation();
          setStart(event.key === 'ArrowUp' ? 'last' : 'first');
          setOpenAt(event.currentTarget);
        }}
      >
        <Icon name={icon} />
      </button>
      {open ? <MenuList name={name} at={openAt} items={items} onClose={() => { setOpenAt(undefined); }} returnTo={() => openAt} start={start} /> : null}
    </>
  );
}

/** The place of a right click, or of the element that has the focus when the menu key was pressed. */
export function placeOfClick(event: MouseEvent): MenuPlace {
  if (event.clientX === 0 && event.clientY === 0) return event.currentTarget;
  const point = new DOMRect(event.clientX, event.clientY, 0, 0);
  return { getBoundingClientRect: () => point };
}
