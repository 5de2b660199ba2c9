// Where keys and the system's menu come in: both ask the one registry. Must never act while a dialog asks something, unless what is bound says so.
import { useEffect } from 'react';
import { useBridge } from '../../bridge/index.ts';
import { useSession, useStores } from '../../stores/index.ts';

const dialogOpen = (): boolean => document.querySelector('[role="dialog"], [role="alertdialog"]') !== null;

/** True where letters go into a field. The target inside of a shadow root is the one that counts. */
function isTyping(event: Event): boolean {
  const [target] = event.composedPath();
  return target instanceof HTMLElement && (target.isContentEditable || target.matches('textarea, select, input:not([type="checkbox"], [type="radio"], [type="button"])'));
}

/** True where the platform's key for commands is Command. */
export const useMac = (): boolean => useSession(({ about }) => about?.platform === 'darwin');

/** Listens for the whole window; mounted once. */
export function useKeys(): void {
  const mac = useMac();
  const { shortcuts } = useStores();
  const bridge = useBridge();
  useEffect(() => {
    const onKeyDown = (event: KeyboardEvent): void => {
      if (event.defaultPrevented || event.isComposing) return;
      // WHY taken away although a dialog keeps it silent: the browser's own meaning, such as saving the page, has no place here.
      if (shortcuts.getState().press(event, mac, { dialogOpen: dialogOpen(), typing: isTyping(event) })) event.preventDefault();
    };
    window.addEventListener('keydown', onKeyDown);
    return () => {
      window.removeEventListener('keydown', onKeyDown);
    };
  }, [shortcuts, mac]);
  useEffect(() => bridge.on((event) => {
    if (event.name !== 'app.commandPicked') return;
    const { command } = event.payload;
    // WHY the field's own: somebody who picks Undo while typing means what was typed, as the keys do.
    if ((command === 'undo' || command === 'redo') && document.activeElement?.matches('textarea, input') === true) document.execCommand(command);
    // WHY locking over a dialog: whoever leaves does not answer questions first.
    else if (!dialogOpen() || command === 'lock') shortcuts.getState().run(command);
  }), [bridge, shortcuts]);
}
