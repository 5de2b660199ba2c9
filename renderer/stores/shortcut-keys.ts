// Keys as they are written in the program (`Ctrl+Shift+Z`), compared with what was pressed and written for people. Pure.

/** What of a keyboard event says which keys it is. */
export interface Pressed {
  readonly key: string;
  readonly code: string;
  readonly ctrlKey: boolean;
  readonly metaKey: boolean;
  readonly altKey: boolean;
  readonly shiftKey: boolean;
}
/** Names of keys that are words in a language. */
export interface KeyNames {
  readonly space: string;
  readonly enter: string;
  readonly delete: string;
  readonly escape: string;
  readonly shift: string;
}

interface Wanted {
  readonly mod: boolean;
  readonly shift: boolean;
  readonly alt: boolean;
  readonly key: string;
}

/** `Ctrl` stands for the key that a platform uses for commands. The part behind the last plus is the key; `Ctrl++` is the plus itself. */
function wantedOf(keys: string): Wanted {
  const key = keys.endsWith('++') ? '+' : keys.slice(keys.lastIndexOf('+') + 1);
  const held = keys.slice(0, keys.length - key.length);
  return { mod: held.includes('Ctrl+'), shift: held.includes('Shift+'), alt: held.includes('Alt+'), key };
}

/** True if exactly these keys were pressed. Digits are the keys above the letters on every layout; other signs may need Shift to be typed at all. */
export function isPressed(keys: string, pressed: Pressed, mac: boolean): boolean {
  const { mod, shift, alt, key } = wantedOf(keys);
  const other = mac ? pressed.ctrlKey : pressed.metaKey;
  if ((mac ? pressed.metaKey : pressed.ctrlKey) !== mod || other || pressed.altKey !== alt) return false;
  if (/^\d$/.test(key)) return pressed.code === `Digit${key}` && pressed.shiftKey === shift;
  if (pressed.key.toLowerCase() !== key.toLowerCase()) return false;
  const sign = key.length === 1 && !/^[a-z]$/i.test(key);
  return sign ? !shift || pressed.shiftKey : pressed.shiftKey === shift;
}

const arrows: Readonly<Record<string, string>> = { ArrowLeft: '←', ArrowRight: '→', ArrowUp: '↑', ArrowDown: '↓' };
const macSigns: Readonly<Record<string, string>> = { Ctrl: '⌘', Shift: '⇧', Alt: '⌥' };

/** The keys one by one as people read them: `Ctrl`, `Shift`, `Z`, or on macOS `⌘`, `⇧`, `Z`. */
export function keyCaps(keys: string, mac: boolean, names: KeyNames): readonly string[] {
  const { mod, shift, alt, key } = wantedOf(keys);
  const held = [...(mod ? ['Ctrl'] : []), ...(alt ? ['Alt'] : []), ...(shift ? ['Shift'] : [])].map((name) => (mac ? (macSigns[name] ?? name) : name === 'Shift' ? names.shift : name));
  const said: Readonly<Record<string, string>> = { ...arrows, Space: names.space, Enter: names.enter, Delete: names.delete, Escape: names.escape };
  return [...held, said[key] ?? (key.length === 1 ? key.toUpperCase() : key)];
}

/** The keys for `aria-keyshortcuts`. */
export const ariaKeys = (keys: string, mac: boolean): string => keys.replace('Ctrl', mac ? 'Meta' : 'Control');
