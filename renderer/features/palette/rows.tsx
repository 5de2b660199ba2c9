// The rows of the palette: a name with what was found in it, and where it is. Dumb.
import { Command } from 'cmdk';
import { Fragment } from 'react';
import { Icon, type IconName } from '../../components/index.ts';
import { spansOf } from './rank.ts';

/** A name in which the found letters stand out. */
function Marked({ name, typed }: { readonly name: string; readonly typed: string }) {
  const spans = spansOf(name, typed);
  return (
    <>
      {spans.map(({ from, to }, index) => <Fragment key={from}>{name.slice(spans[index - 1]?.to ?? 0, from)}<mark>{name.slice(from, to)}</mark></Fragment>)}
      {name.slice(spans.at(-1)?.to ?? 0)}
    </>
  );
}

export interface NameRowProps {
  readonly id: string;
  readonly icon: IconName;
  readonly name: string;
  readonly where: string;
  readonly typed: string;
  /** How the key that opens it is called. */
  readonly enter: string;
  readonly onSelect: () => void;
}

export function NameRow({ id, icon, name, where, typed, enter, onSelect }: NameRowProps) {
  return (
    <Command.Item value={id} className="palette-row" onSelect={onSelect}>
      <Icon name={icon} />
      <span className="clip mono"><Marked name={name} typed={typed} /></span>
      <span className="muted clip">{where === '' ? null : <><span className="hidden-text">, </span>{where}</>}</span>
      <span className="kbd palette-enter" aria-hidden="true">{enter}</span>
    </Command.Item>
  );
}

export interface CommandRowProps {
  readonly id: string;
  readonly title: string;
  readonly typed: string;
  readonly keys: string;
  /** True if the keys are the command's own and not just Enter. */
  readonly own: boolean;
  /** Why it cannot be done now; it stays in its place all the same. */
  readonly off: string | undefined;
  readonly onSelect: () => void;
}

export function CommandRow({ id, title, typed, keys, own, off, onSelect }: CommandRowProps) {
  return (
    <Command.Item value={id} className="palette-row" data-off={off === undefined ? undefined : true} onSelect={onSelect}>
      <Icon name="square-terminal" />
      <span className="clip"><Marked name={title} typed={typed} /></span>
      <span className="muted clip">{off === undefined ? null : <><span className="hidden-text">, </span>{off}</>}</span>
      <span className={own ? 'kbd' : 'kbd palette-enter'} aria-hidden="true">{keys}</span>
    </Command.Item>
  );
}
