// What this program is and what the machine around it can do, asked once at the start. Metadata only.
import { createStore, type StoreApi } from 'zustand/vanilla';
import type { AppBridge, AppContract, Output, Told } from '../bridge/index.ts';

export type About = Output<AppContract, 'app.describe'>;
export interface Session {
  readonly about: About | undefined;
  readonly refusal: Told | undefined;
  /** Asks again; identities may have come or gone. */
  load(): Promise<void>;
}

export function createSessionStore(bridge: AppBridge): StoreApi<Session> {
  return createStore<Session>((set) => ({
    about: undefined,
    refusal: undefined,
    async load() {
      const answer = await bridge.call('app.describe', {});
      set(answer.ok ? { about: answer.value, refusal: undefined } : { refusal: answer.error });
    },
  }));
}
