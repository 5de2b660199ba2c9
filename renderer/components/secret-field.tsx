// One value of a row: hidden behind a mask, or shown with the time it has left. A leaf: it holds nothing and asks nothing.
import type { ReactNode } from 'react';
import { Icon } from './icon.tsx';
import { Mask } from './mask.tsx';

export interface SecretFieldProps {
  /** What a screen reader says for a hidden value. */
  readonly hiddenName: string;
  readonly shown?: { readonly value: string; /** 1 down to 0. */ readonly rest: number; /** The seconds left, in words. */ readonly clock: string } | undefined;
  /** “copied, 28 s”, while it is so. */
  readonly copied?: string | undefined;
  /** Buttons that are always in view. */
  readonly actions: ReactNode;
  /** Buttons that appear with hover, focus or selection. */
  readonly rest: ReactNode;
}

/** The ring is decoration; the seconds beside it are text. */
function Ring({ rest }: { readonly rest: number }) {
  return (
    <svg className="ring" viewBox="0 0 16 16" aria-hidden="true">
      <circle className="ring-track" cx="8" cy="8" r="6" />
      <circle className="ring-rest" cx="8" cy="8" r="6" pathLength="100" strokeDasharray={`${Math.round(rest * 100)} 100`} />
    </svg>
  );
}

export function SecretField({ hiddenName, shown, copied, actions, rest }: SecretFieldProps) {
  return (
    <div className="secret" data-state={shown === undefined ? (copied === undefined ? 'hidden' : 'copied') : 'revealed'}>
      {shown === undefined ? <Mask label={hiddenName} /> : <span className="secret-value" data-lines={shown.value.includes('\n') ? 'many' : 'one'}>{shown.value}</span>}
      {shown === undefined ? null : <span className="secret-clock push"><Ring rest={shown.rest} /><span className="num">{shown.clock}</span></span>}
      {copied === undefined ? null : <span className="secret-said"><Icon name="check" look="icon-sm" /><span className="num">{copied}</span></span>}
      <span className="row-actions">
        <span className="row-actions-rest">{rest}</span>
        {actions}
      </span>
    </div>
  );
}
