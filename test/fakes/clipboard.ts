// A clipboard that a test can look into. Must never touch the person's own.
import type { Clipboard } from '../../electron/core/ports.ts';

export interface ClipboardSteering {
  /** What is on it now; undefined as if it were no text. */
  clipboard: string | undefined;
  /** Everything ever written to it. */
  readonly copied: string[];
}

export function fakeClipboard(fake: ClipboardSteering): Clipboard {
  return {
    ability: { works: true, reason: '' },
    write(text) {
      fake.clipboard = text;
      fake.copied.push(text);
      return Promise.resolve();
    },
    read: () => Promise.resolve(fake.clipboard),
    clear() {
      fake.clipboard = '';
      return Promise.resolve();
    },
  };
}
