// Whether the window has the person's attention.
import type { BrowserWindow } from 'electron';
import type { Presence } from '../../core/ports.ts';

export function electronPresence(window: () => BrowserWindow | undefined): Presence {
  return {
    focused() {
      const shown = window();
      return shown !== undefined && !shown.isDestroyed() && shown.isVisible() && !shown.isMinimized() && shown.isFocused();
    },
  };
}
