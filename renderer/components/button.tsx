// Buttons: with words, or an icon with a name. A button that is off stays in place and says why.
import { useId, type ReactNode, type Ref } from 'react';
import { Icon } from './icon.tsx';
import type { IconName } from './icon-paths.ts';
import { tipped } from './tooltip.tsx';

/** `Ctrl+S` as `aria-keyshortcuts` wants it. */
export const spokenKeys = (keys: string | undefined): string | undefined => keys?.replaceAll(' ', '+').replace('Ctrl', 'Control').replace('↑', 'ArrowUp').replace('↓', 'ArrowDown').replace('←', 'ArrowLeft').replace('→', 'ArrowRight');

export interface ButtonProps {
  readonly children: ReactNode;
  readonly onClick: () => void;
  readonly look?: 'primary' | 'quiet' | 'danger' | 'danger-quiet';
  readonly icon?: IconName;
  /** The keys that do the same, such as `Ctrl S`; decoration, told by `aria-keyshortcuts`. */
  readonly keys?: string;
  /** Off for a moment, for a reason that is in plain view, such as work under way. */
  readonly off?: boolean;
  /** Why it is off; it stays reachable, so that the reason can be read. */
  readonly offBecause?: string | undefined;
  readonly submit?: boolean;
  readonly place?: string;
  readonly ref?: Ref<HTMLButtonElement>;
}

export function Button({ children, onClick, look, icon, keys, off = false, offBecause, submit = false, place, ref }: ButtonProps) {
  const classes = ['btn', look === undefined ? '' : `btn-${look}`, place ?? ''].filter((name) => name !== '').join(' ');
  const barred = offBecause !== undefined;
  const why = useId();
  return (
    <button
      ref={ref} type={submit && !barred ? 'submit' : 'button'} className={classes} disabled={off} aria-disabled={barred ? true : undefined} aria-describedby={barred ? why : undefined} {...tipped(offBecause)}
      onClick={submit || barred ? undefined : onClick} aria-keyshortcuts={spokenKeys(keys)}
    >
      {icon === undefined ? null : <Icon name={icon} />}
      {children}
      {keys === undefined ? null : <span className="kbd" aria-hidden="true">{keys}</span>}
      {barred ? <span id={why} hidden>{offBecause}</span> : null}
    </button>
  );
}

export interface IconButtonProps {
  /** What it does; also its tooltip. */
  readonly name: string;
  readonly icon: IconName;
  readonly onClick: () => void;
  /** The small size that fits into rows. */
  readonly row?: boolean;
  readonly keys?: string;
  /** Why it is off; it stays reachable, so that the reason can be read. */
  readonly offBecause?: string | undefined;
  readonly tabIndex?: number;
  /** Further classes of the icon, such as `spin`. */
  readonly look?: string;
  readonly ref?: Ref<HTMLButtonElement>;
}

export function IconButton({ name, icon, onClick, row = false, keys, offBecause, tabIndex, look, ref }: IconButtonProps) {
  const off = offBecause !== undefined;
  const tip = offBecause ?? (keys === undefined ? name : `${name} (${keys})`);
  return (
    <button
      ref={ref} type="button" className={`btn btn-icon${row ? ' btn-row' : ''}`} aria-label={offBecause ?? name} aria-disabled={off ? true : undefined} aria-keyshortcuts={spokenKeys(keys)} tabIndex={tabIndex} {...tipped(tip)}
      onClick={(event) => {
        event.stopPropagation();
        if (!off) onClick();
      }}
    >
      <Icon name={icon} {...(look === undefined ? {} : { look })} />
    </button>
  );
}
