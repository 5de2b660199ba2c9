// The two small scripts that the host puts into the browser before any script of the page. They are sent as text: neither may use anything from outside itself.
// Must never leave anything on the page's globals but `bridge`.

/** Between the two scripts, and over before the page's first own script runs. */
export const handshake = 'coffre:courier';
/** Exists only in the courier's world; the page cannot see it. */
export const binding = 'coffreHost';
export const courierWorld = 'coffre-courier';
/** The function in the courier's world that the host calls to hand something to the page. */
export const deliver = 'coffreDeliver';

/** Runs in the page: the same frozen `bridge` that the preload makes under Electron. */
export function pageSide(eventName: string): void {
  // As a preload, in the main frame only.
  if (window !== window.top) return;
  const waiting = new Map<number, (answer: unknown) => void>();
  const listeners = new Set<(event: unknown) => void>();
  let port: MessagePort | undefined;
  let last = 0;

  window.addEventListener(eventName, (event) => {
    event.stopImmediatePropagation();
    port = (event as MessageEvent).ports[0];
    if (port === undefined) return;
    port.addEventListener('message', ({ data }: MessageEvent<string>) => {
      const message = JSON.parse(data) as { id?: number; answer?: string; event?: unknown };
      if (message.id === undefined) {
        for (const listener of listeners) listener(message.event);
        return;
      }
      waiting.get(message.id)?.(JSON.parse(message.answer ?? 'null'));
      waiting.delete(message.id);
    });
    port.start();
  }, { once: true });

  const ask = (request: unknown): Promise<unknown> => new Promise((resolve) => {
    last += 1;
    waiting.set(last, resolve);
    port?.postMessage(JSON.stringify({ id: last, wire: JSON.stringify(request) }));
  });
  // SECURITY(host-bridge-frozen): three functions, frozen; a script of the page can neither replace nor extend them.
  Object.defineProperty(window, 'bridge', {
    value: Object.freeze({
      call: (name: string, input: unknown) => ask({ call: name, input }),
      on(listener: (event: unknown) => void): () => void {
        listeners.add(listener);
        return () => { listeners.delete(listener); };
      },
      // WHY empty: a browser tells nobody the paths of dropped folders. The core answers with a refusal that has words.
      dropped: () => ask({ dropped: [] }),
    }),
    writable: false, configurable: false, enumerable: true,
  });
}

/** Runs in a world of its own beside the page: carries messages between the page's port and the host, and tells whether the window has the focus. */
export function courierSide(eventName: string, bindingName: string, deliverName: string): void {
  if (window !== window.top) return;
  const world = globalThis as unknown as Record<string, unknown>;
  const send = world[bindingName] as (payload: string) => void;
  const channel = new MessageChannel();
  channel.port1.addEventListener('message', ({ data }: MessageEvent<string>) => { send(JSON.stringify({ message: data })); });
  channel.port1.start();
  world[deliverName] = (text: string): void => { channel.port1.postMessage(text); };
  window.dispatchEvent(new MessageEvent(eventName, { ports: [channel.port2] }));

  const tell = (): void => { send(JSON.stringify({ focused: document.hasFocus() && document.visibilityState === 'visible' })); };
  for (const name of ['focus', 'blur']) window.addEventListener(name, tell);
  document.addEventListener('visibilitychange', tell);
  tell();
}
