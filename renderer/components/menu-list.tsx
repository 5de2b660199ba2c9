// The open menu itself, on Base UI; loaded with the first one.
import { Menu as Base } from '@base-ui/react/menu';
import { useRef } from 'react';
import { Icon } from './icon.tsx';
import { spokenKeys } from './button.tsx';
import type { MenuAct, MenuListProps } from './menu.tsx';

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

export function MenuPopup({ name, at, items, onClose, returnTo, start }: MenuListProps) {
  const started = useRef(start === undefined);
  return (
    <Base.Root open modal={false} onOpenChange={(open) => { if (!open) onClose(); }}>
      <Base.Portal>
        <Base.Positioner className="menu-place" anchor={at} side="bottom" align={at instanceof Element ? 'end' : 'start'} sideOffset={at instanceof Element ? 4 : 0} collisionPadding={8}>
          <Base.Popup
            className="menu" aria-label={name} finalFocus={() => returnTo() ?? false}
            onFocus={({ target, currentTarget }) => {
              if (started.current || target !== currentTarget) return;
              started.current = true;
              const acts = currentTarget.querySelectorAll<HTMLElement>('[role="menuitem"]');
              acts[start === 'last' ? acts.length - 1 : 0]?.focus();
            }}
            onKeyDown={(event) => {
              if (event.key !== 'Tab') return;
              event.preventDefault();
              onClose();
            }}
          >
            {items.map((item, index) => (item === 'line' ? <Base.Separator key={`line-${String(index)}`} className="menu-line" /> : <Item key={item.id} item={item} />))}
          </Base.Popup>
        </Base.Positioner>
      </Base.Portal>
    </Base.Root>
  );
}
