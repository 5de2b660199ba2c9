// Stands between the page and the real core, for specs: holds a call back, as a slow disk would, or refuses one in the middle of an act. What is let through is done by the core.
import type { Launched } from '../host/launch.ts';

interface Held {
  /** Settles when the page has asked. */
  readonly asked: Promise<void>;
  /** Lets it through; settles when the core has answered. */
  release(): Promise<void>;
  /** Refuses it instead. */
  refuse(code: string): void;
}
export interface SteeredCore {
  /** The next call of this name is refused and does not reach the core. */
  refuse(call: string, code?: string): void;
  /** The next call of this name waits. */
  hold(call: string): Held;
  /** How often the page asked. */
  count(call: string): number;
}

interface Handler {
  handle(wire: string, sender: unknown): Promise<string>;
}

export function steerCore(app: Pick<Launched, 'core'>): SteeredCore {
  const router = app.core.router as unknown as Handler;
  const real = router.handle.bind(router);
  const refusals: { readonly call: string; readonly code: string }[] = [];
  const holds: { readonly call: string; readonly asked: () => void; readonly until: Promise<string | undefined>; readonly done: () => void }[] = [];
  const counts = new Map<string, number>();
  const take = <T extends { readonly call: string }>(from: T[], call: string): T | undefined => {
    const index = from.findIndex((one) => one.call === call);
    return index === -1 ? undefined : from.splice(index, 1)[0];
  };
  router.handle = async (wire, sender) => {
    const { call = '' } = JSON.parse(wire) as { readonly call?: string };
    counts.set(call, (counts.get(call) ?? 0) + 1);
    const refusal = take(refusals, call);
    if (refusal !== undefined) return JSON.stringify({ ok: false, error: { code: refusal.code, data: {} } });
    const held = take(holds, call);
    if (held === undefined) return real(wire, sender);
    held.asked();
    const code = await held.until;
    if (code !== undefined) return JSON.stringify({ ok: false, error: { code, data: {} } });
    const answer = await real(wire, sender);
    held.done();
    return answer;
  };
  return {
    refuse(call, code = 'internal') { refusals.push({ call, code }); },
    hold(call) {
      const [asked, until, done] = [Promise.withResolvers<undefined>(), Promise.withResolvers<string | undefined>(), Promise.withResolvers<undefined>()];
      holds.push({ call, asked: () => { asked.resolve(undefined); }, until: until.promise, done: () => { done.resolve(undefined); } });
      return {
        asked: asked.promise.then(() => undefined),
        async release() {
          until.resolve(undefined);
          await done.promise;
        },
        refuse(code) { until.resolve(code); },
      };
    },
    count: (call) => counts.get(call) ?? 0,
  };
}
