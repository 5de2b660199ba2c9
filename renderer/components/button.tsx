// Buttons: with words, or an icon with a name. A button that is off stays in place and says why.
import type { ReactNode, Ref } from 'react';
import { Icon } from './icon.tsx';
import type { IconName } from './icon-paths.ts';

export interface ButtonProps {
  readonly children: ReactNode;
  readonly onClick: () => void;
  readonly look?: 'primary' | 'quiet' | 'danger' | 'danger-quiet';
  readonly icon?: IconName;
  /** The keys that do the same, such as `Ctrl S`; decoration, told by `aria-keyshortcuts`. */
  readonly keys?: string;
  readonly off?: boolean;
  readonly submit?: boolean;
  readonly place?: string;
  readonly ref?: Ref<HTMLButtonElement>;
}

export function Button({ children, onClick, look, icon, keys, off = false, submit = false, place, ref }: ButtonProps) {
  const classes = ['btn', look === undefined ? '' : `btn-${look}`, place ?? ''].filter((name) => name !== '').join(' ');
  return (
    <button ref={ref} type={submit ? 'submit' : 'button'} className={classes} disabled={off} onClick={submit ? undefined : onClick} aria-keyshortcuts={keys?.replace(' ', '+').replace('Ctrl', 'Control')}>
      {icon === undefined ? null : <Icon name={icon} />}
      {children}
      {keys === undefined ? null : <span className="kbd" aria-hidden="true">{keys}</span>}
    </button>
  );
}

export interface IconButtonProps {
  readonly name: string;
  readonly icon: IconName;
  readonly onClick: () => void;
  /** The small size that fits into rows. */
  readonly row?: boolean;
  /** Why it is off; it stays reachable, so that the reason can be read. */
  readonly offBecause?: string | undefined;
  readonly tabIndex?: number;
  readonly look?: string;
}

export function IconButton({ name, icon, onClick, row = false, offBecause, tabIndex, look }: IconButtonProps) {
  const off = offBecause !== undefined;
  return (
    <button
      type="button" className={`btn btn-icon${row ? ' btn-row' : ''}`} aria-label={offBecause ?? name} title={offBecause ?? name} aria-disabled={off ? true : undefined} tabIndex={tabIndex}
      onClick={(event) => {
        event.stopPropagation();
        if (!off) onClick();
      }}
    >
      <Icon name={icon} {...(look === undefined ? {} : { look })} />
    </button>
  );
}
