// What a screen says instead of content: an error with its three parts, an empty place with its next step, a banner, a chip.
import type { ReactNode } from 'react';
import { Icon } from './icon.tsx';
import type { IconName } from './icon-paths.ts';
import { tipped } from './tooltip.tsx';

export interface ErrorPanelProps {
  readonly title: string;
  readonly why: string;
  readonly next: string;
  /** Shown small, for a report or a search. */
  readonly code: string;
  readonly icon?: IconName;
  /** Buttons that help. */
  readonly children?: ReactNode;
}

/** Told at once to screen readers. */
export function ErrorPanel({ title, why, next, code, icon = 'triangle-alert', children }: ErrorPanelProps) {
  return (
    <div className="error" role="alert">
      <Icon name={icon} />
      <p className="error-title">{title}</p>
      <p>{why}</p>
      <p>{next}</p>
      <div className="line wrap error-acts">
        {children}
        <span className="error-code mono push">{code}</span>
      </div>
    </div>
  );
}

export interface EmptyProps {
  readonly icon: IconName;
  readonly title: string;
  readonly text: string;
  /** True where no other heading names the view. */
  readonly leads?: boolean;
  readonly children?: ReactNode;
}

export function Empty({ icon, title, text, leads = false, children }: EmptyProps) {
  const Heading = leads ? 'h1' : 'h2';
  return (
    <div className="empty">
      <Icon name={icon} />
      <Heading className="empty-title">{title}</Heading>
      <p className="muted">{text}</p>
      {children}
    </div>
  );
}

export interface BannerProps {
  readonly state: 'warning' | 'verified' | 'down' | 'note';
  readonly title: string;
  readonly text: ReactNode;
  /** In place of the usual one. */
  readonly icon?: IconName;
  readonly children?: ReactNode;
}

const bannerIcons = { warning: 'triangle-alert', verified: 'shield-check', down: 'unplug', note: 'info' } as const satisfies Readonly<Record<BannerProps['state'], IconName>>;

export function Banner({ state, title, text, icon = bannerIcons[state], children }: BannerProps) {
  return (
    <div className="banner" data-state={state} role="status">
      <Icon name={icon} />
      <div className="banner-text">
        <p className="banner-title">{title}</p>
        <p>{text}</p>
      </div>
      {children}
    </div>
  );
}

export interface ChipProps {
  readonly icon: IconName;
  readonly state: string;
  readonly children: ReactNode;
  /** The whole sentence behind the short word. */
  readonly means?: string;
  /** On its own tone: in heads, not in rows. */
  readonly fill?: boolean;
}

export function Chip({ icon, state, children, means, fill = false }: ChipProps) {
  return (
    <span className={fill ? 'chip chip-fill' : 'chip'} data-state={state} {...tipped(means)}>
      <Icon name={icon} />
      {children}
      {means === undefined ? null : <span className="hidden-text">. {means}</span>}
    </span>
  );
}
