// Logins that wait for a page in the person's browser: what they wait for, another look at the page, and giving up. Must never hand the address of a page to the window: whoever has it could answer for the person.
import type { Connection } from '../../../shared/ipc/vault-connections.ts';
import type { Browsing } from '../backends/index.ts';
import type { ClipboardRoom } from '../clipboard/index.ts';
import type { Browser } from '../ports.ts';
import { Refusal } from '../refusal.ts';
import { SecretText } from '../secret/index.ts';

export interface LoginPagesDeps {
  readonly browser: Browser;
  readonly clipboard: Pick<ClipboardRoom, 'copy'>;
  readonly changed: () => void;
}
export interface LoginPages {
  /** Runs a login of this connection, with the way to the page for those that need one. A former one that waits gives up. */
  run<T>(connection: string, login: (browsing: () => Browsing) => Promise<T>): Promise<T>;
  look(connection: string): Connection['page'];
  /** Refusal: login-expired (nothing waits any more). */
  open(connection: string): Promise<boolean>;
  /** Refusals: login-expired, clipboard-unavailable. */
  copy(connection: string): Promise<{ readonly clearAfterMs: number }>;
  cancel(connection: string): void;
  /** All of them: a lock. */
  forget(): void;
}

interface Waiting {
  readonly stop: AbortController;
  address: string;
  shown: Connection['page'];
}

export function createLoginPages({ browser, clipboard, changed }: LoginPagesDeps): LoginPages {
  const waiting = new Map<string, Waiting>();
  function pageOf(connection: string): Waiting & { shown: NonNullable<Connection['page']> } {
    const one = waiting.get(connection);
    if (one?.shown === undefined) throw new Refusal('login-expired');
    return one as Waiting & { shown: NonNullable<Connection['page']> };
  }
  const cancel = (connection: string): void => { waiting.get(connection)?.stop.abort(); };

  return {
    async run(connection, login) {
      cancel(connection);
      const own: Waiting = { stop: new AbortController(), address: '', shown: undefined };
      waiting.set(connection, own);
      const show = async (address: string, code: string): Promise<void> => {
        own.address = address;
        const opened = await browser.open(address, code);
        if (own.stop.signal.aborted) return;
        own.shown = { host: URL.parse(address)?.host ?? '', code, opened };
        changed();
      };
      try {
        const page = await browser.doneText();
        return await login(() => ({ open: show, page, signal: own.stop.signal }));
      } finally {
        if (waiting.get(connection) === own) waiting.delete(connection);
        if (own.shown !== undefined) changed();
      }
    },
    look: (connection) => waiting.get(connection)?.shown,
    async open(connection) {
      const one = pageOf(connection);
      const opened = await browser.open(one.address, one.shown.code);
      one.shown = { ...one.shown, opened };
      changed();
      return opened;
    },
    copy: async (connection) => clipboard.copy(new SecretText(pageOf(connection).address)),
    cancel,
    forget() { for (const { stop } of waiting.values()) stop.abort(); },
  };
}
