// The rooms that exist, as one tab stop: arrow keys move.
import { useRef, useState, type KeyboardEvent } from 'react';
import { Icon, Mark, type IconName } from '../../components/index.ts';
import { ariaKeys, useNavigation, useWords, type RoomName } from '../../stores/index.ts';
import { useMac } from './use-keys.ts';
import { focusRoom } from './use-window-commands.ts';
import { windowKeys } from './window-keys.ts';

/** In the order of the rail; the last one stands at its foot. */
const rooms = [
  { room: 'files', icon: 'folder-open', keys: windowKeys.files },
  { room: 'vault', icon: 'vault', keys: windowKeys.vault },
  { room: 'audit', icon: 'scroll-text', keys: windowKeys.audit },
  { room: 'settings', icon: 'settings', keys: undefined },
] as const satisfies readonly { readonly room: RoomName; readonly icon: IconName; readonly keys: string | undefined }[];

export function Rail() {
  const { frame, audit, settings } = useWords();
  const mac = useMac();
  const here = useNavigation((state) => state.room);
  const enter = useNavigation((state) => state.enter);
  const [active, setActive] = useState(0);
  const list = useRef<HTMLUListElement>(null);
  const names: Readonly<Record<RoomName, string>> = { files: frame.filesRoom, vault: frame.vaultRoom, audit: audit.title, settings: settings.title };
  const onKeyDown = (event: KeyboardEvent): void => {
    const steps: Readonly<Record<string, number>> = { ArrowDown: active + 1, ArrowUp: active - 1, Home: 0, End: rooms.length - 1 };
    const next = Object.hasOwn(steps, event.key) && !event.altKey ? steps[event.key] : undefined;
    if (next === undefined) return;
    event.preventDefault();
    list.current?.querySelectorAll<HTMLElement>('.rail-item')[(next + rooms.length) % rooms.length]?.focus();
  };
  return (
    <nav className="rail" aria-label={frame.rooms}>
      <div className="rail-mark"><Mark /></div>
      <ul ref={list}>
        {rooms.map(({ room, icon, keys }, index) => {
          const common = {
            className: 'rail-item', 'aria-current': here === room ? 'page' : undefined, tabIndex: active === index ? 0 : -1, 'aria-keyshortcuts': keys === undefined ? undefined : ariaKeys(keys, mac), onKeyDown, onFocus: () => { setActive(index); },
          } as const;
          const shown = <><Icon name={icon} /><span>{names[room]}</span></>;
          return (
            <li key={room} className={room === 'settings' ? 'rail-last' : undefined}>
              {room === 'settings' ? <button type="button" {...common} onClick={() => { void enter(room); }}>{shown}</button> : (
                <a
                  href="#room" {...common}
                  onClick={(event) => {
                    event.preventDefault();
                    void enter(room).then(focusRoom);
                  }}
                >
                  {shown}
                </a>
              )}
            </li>
          );
        })}
      </ul>
    </nav>
  );
}
