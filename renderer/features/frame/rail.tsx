// The rooms that exist, as one tab stop: arrow keys move.
import { useRef, useState, type KeyboardEvent } from 'react';
import { Icon, Mark } from '../../components/index.ts';
import { ariaKeys, useNavigation, useWords } from '../../stores/index.ts';
import { useMac } from './use-keys.ts';
import { focusRoom } from './use-window-commands.ts';
import { windowKeys } from './window-keys.ts';

const count = 2;

export function Rail() {
  const { frame, settings } = useWords();
  const mac = useMac();
  const room = useNavigation((state) => state.room);
  const enter = useNavigation((state) => state.enter);
  const [active, setActive] = useState(0);
  const list = useRef<HTMLUListElement>(null);
  const onKeyDown = (event: KeyboardEvent): void => {
    const steps: Readonly<Record<string, number>> = { ArrowDown: active + 1, ArrowUp: active - 1, Home: 0, End: count - 1 };
    const next = Object.hasOwn(steps, event.key) && !event.altKey ? steps[event.key] : undefined;
    if (next === undefined) return;
    event.preventDefault();
    list.current?.querySelectorAll<HTMLElement>('.rail-item')[(next + count) % count]?.focus();
  };
  return (
    <nav className="rail" aria-label={frame.rooms}>
      <div className="rail-mark"><Mark /></div>
      <ul ref={list}>
        <li>
          <a
            className="rail-item" href="#room" aria-current={room === 'files' ? 'page' : undefined} tabIndex={active === 0 ? 0 : -1} aria-keyshortcuts={ariaKeys(windowKeys.files, mac)} onKeyDown={onKeyDown} onFocus={() => { setActive(0); }}
            onClick={(event) => {
              event.preventDefault();
              void enter('files').then(focusRoom);
            }}
          >
            <Icon name="folder-open" /><span>{frame.filesRoom}</span>
          </a>
        </li>
        <li className="rail-last">
          <button type="button" className="rail-item" aria-current={room === 'settings' ? 'page' : undefined} tabIndex={active === 1 ? 0 : -1} onKeyDown={onKeyDown} onFocus={() => { setActive(1); }} onClick={() => { void enter('settings'); }}>
            <Icon name="settings" /><span>{settings.title}</span>
          </button>
        </li>
      </ul>
    </nav>
  );
}
