// Who may call: for a window, the main frame of our own origin and nobody else.
import type { Role } from '../../../shared/ipc/define.ts';

/** Built by an adapter from what its transport vouches for, never from the message. */
export interface Sender {
  readonly role: Role;
  readonly url: string;
  readonly isMainFrame: boolean;
}

// SECURITY(sender-rule): only the main frame of our own origin may call.
// WHY not URL.origin: it is the string "null" for every scheme of our own (app:, cli:), so one such page would pass for another.
/** True if the sender may call at all. `origin` is scheme and host, e.g. `app://coffre`. */
export function senderAllowed(sender: Sender, origin: string): boolean {
  if (sender.role === 'cli') return true;
  if (!sender.isMainFrame || !URL.canParse(sender.url)) return false;
  const url = new URL(sender.url);
  return `${url.protocol}//${url.host}` === origin && url.username === '' && url.password === '';
}
