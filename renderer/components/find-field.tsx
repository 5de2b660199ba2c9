// The field that narrows a list: Ctrl+F leads into it, Esc empties it.
import { useRef, type ReactNode, type RefObject } from 'react';
import { IconButton } from './button.tsx';
import { Icon } from './icon.tsx';
import { useShortcut } from './use-shortcut.ts';

export interface FindFieldProps {
  readonly label: string;
  /** What stands in it while it is empty; the label if absent. */
  readonly hint?: string;
  readonly icon?: 'list-filter' | 'search';
  readonly value: string;
  readonly onValue: (value: string) => void;
  readonly clearName: string;
  /** How much was found; beside what is typed. */
  readonly found?: ReactNode;
  /** What these keys do, Esc only where the field is empty. */
  readonly keys?: Readonly<Partial<Record<'Enter' | 'ArrowDown' | 'Escape', () => void>>>;
  readonly field?: RefObject<HTMLInputElement | null>;
}

const isKnown = (key: string): key is 'Enter' | 'ArrowDown' | 'Escape' => key === 'Enter' || key === 'ArrowDown' || key === 'Escape';

export function FindField({ label, hint = label, icon = 'list-filter', value, onValue, clearName, found, keys = {}, field: given }: FindFieldProps) {
  const own = useRef<HTMLInputElement>(null);
  const field = given ?? own;
  useShortcut('Ctrl+F', () => {
    field.current?.focus();
    field.current?.select();
  });
  return (
    <label className="field" data-quiet>
      <Icon name={icon} look="icon-sm" /><span className="hidden-text">{label}</span>
      <input
        ref={field} type="text" value={value} placeholder={hint} autoComplete="off" spellCheck={false} aria-keyshortcuts="Control+F" onChange={(event) => { onValue(event.target.value); }}
        onKeyDown={(event) => {
          const act = event.key === 'Escape' && value !== '' ? () => { onValue(''); } : isKnown(event.key) ? keys[event.key] : undefined;
          if (act === undefined) return;
          event.preventDefault();
          act();
        }}
      />
      {value === '' ? <span className="kbd" aria-hidden="true">Ctrl F</span> : <>{found}<IconButton row name={clearName} icon="x" onClick={() => { onValue(''); field.current?.focus(); }} /></>}
    </label>
  );
}
