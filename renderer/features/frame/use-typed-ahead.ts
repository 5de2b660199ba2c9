// Letters that follow Ctrl+K in the same breath: they belong to the search, although its field does not stand yet, and to nothing that lies beneath it.
import { useEffect } from 'react';
import { useStores } from '../../stores/index.ts';

/** Mounted once. */
export function useTypedAhead(): void {
  const { navigation } = useStores();
  useEffect(() => {
    const onKeyDown = (event: KeyboardEvent): void => {
      const { ahead, typeAhead, show } = navigation.getState();
      if (ahead === undefined || event.altKey) return;
      const command = event.ctrlKey || event.metaKey;
      // WHY its own key too: it closes what it opened, as it does once the field stands.
      if (event.key === 'Escape' || (command && event.key.toLowerCase() === 'k')) show(undefined);
      else if (command) return;
      else if (event.key === 'Backspace') typeAhead(ahead.slice(0, -1));
      else if (event.key.length === 1) typeAhead(ahead + event.key);
      event.preventDefault();
      event.stopImmediatePropagation();
    };
    window.addEventListener('keydown', onKeyDown, true);
    return () => { window.removeEventListener('keydown', onKeyDown, true); };
  }, [navigation]);
}
