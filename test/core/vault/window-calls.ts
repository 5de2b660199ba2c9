// Calls as a window makes them, one after the other: each at a moment of its own, because the core gives no second value right after one. What was answered is remembered but for what was asked to be seen.
import type { AppContract } from '../../../shared/ipc/contract.ts';
import type { CallName, Input, Output, Reply } from '../../../shared/ipc/define.ts';
import type { OpenCore } from '../../fakes/open-core.ts';

export interface WindowCalls {
  /** Every answer as text. */
  readonly replies: readonly string[];
  reply<N extends CallName<AppContract>>(name: N, input: Input<AppContract, N>): Promise<Reply<AppContract, N>>;
  /** The value of a call that must succeed. */
  done<N extends CallName<AppContract>>(name: N, input: Input<AppContract, N>): Promise<Output<AppContract, N>>;
  /** Why one that must not succeed was refused. */
  refused<N extends CallName<AppContract>>(name: N, input: Input<AppContract, N>): Promise<{ readonly code: string; readonly data: unknown }>;
}

/** `at`: the core of the moment. */
export function windowCalls(at: () => OpenCore): WindowCalls {
  const replies: string[] = [];
  const self: WindowCalls = {
    replies,
    async reply(name, input) {
      at().ports.fake.clock.advance(1000);
      const found = await at().call(name, input, 'window');
      if (!found.ok || !name.includes('reveal')) replies.push(JSON.stringify(found));
      return found;
    },
    async done(name, input) {
      const found = await self.reply(name, input);
      if (!found.ok) throw new Error(`${name} was refused: ${found.error.code} ${JSON.stringify(found.error.data)}`);
      return found.value;
    },
    async refused(name, input) {
      const found = await self.reply(name, input);
      if (found.ok) throw new Error(`${name} was done`);
      return found.error;
    },
  };
  return self;
}
