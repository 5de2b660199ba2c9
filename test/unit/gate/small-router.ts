// The real router over a contract of a few calls, with everything around it in the hands of the test.
import * as v from 'valibot';
import { createRevealPolicy, createRouter, type GateFacts } from '../../../electron/core/gate/index.ts';
import type { Sender } from '../../../electron/core/gate/sender.ts';
import { SecretText } from '../../../electron/core/secret/index.ts';
import { call, type Context, type Contract } from '../../../shared/ipc/define.ts';
import { nothing, revealed } from '../../../shared/ipc/values.ts';
import { fakePorts, type FakePorts } from '../../fakes/ports.ts';

export const canary = 'canary-3f9a61d2';
const named = v.strictObject({ name: v.string() });

export const smallContract = {
  room: {
    listThings: call({ input: named, output: v.strictObject({ names: v.array(v.string()) }), errors: ['gone'], exposes: 'metadata' }),
    setThing: call({ input: named, output: nothing, errors: [], exposes: 'nothing', audited: true }),
    revealThing: call({ input: named, output: revealed, errors: ['gone'], exposes: 'one-secret' }),
    copyThing: call({ input: named, output: nothing, errors: ['gone'], exposes: 'nothing', discloses: ['clipboard'] }),
    printThing: call({ input: nothing, output: nothing, errors: [], exposes: 'nothing', roles: ['cli'] }),
  },
  projects: {
    openDropped: call({ input: v.strictObject({ paths: v.array(v.string()) }), output: v.strictObject({ paths: v.number() }), errors: [], exposes: 'metadata', roles: ['drop'] }),
  },
} satisfies Contract;

export interface Answer {
  readonly ok: boolean;
  readonly value?: unknown;
  readonly error?: { readonly code: string; readonly data: Readonly<Record<string, unknown>> };
}
export interface SmallRouter {
  readonly ports: FakePorts;
  /** What happened, in order: `append:<event_type>`, `run:<call>`, `subject:<call>`. */
  readonly order: string[];
  readonly lines: GateFacts[];
  /** What handlers do instead of answering as they should. */
  readonly instead: Map<string, (input: { readonly name: string }, context: Context) => unknown>;
  /** Set: the audit log fails with it. */
  auditFails: Error | undefined;
  send(wire: string, sender?: Partial<Sender>): Promise<Answer>;
  ask(call: string, input: unknown, sender?: Partial<Sender>): Promise<Answer>;
}

export function smallRouter(): SmallRouter {
  const ports = fakePorts();
  const order: string[] = [];
  const lines: GateFacts[] = [];
  const instead: SmallRouter['instead'] = new Map();
  const answer = (name: string, usual: unknown) => (input: { readonly name: string }, context: Context): unknown => {
    order.push(`run:${name}`);
    const other = instead.get(name);
    return other === undefined ? usual : other(input, context);
  };
  const guarded = (name: string, usual: unknown) => ({
    subject(input: { readonly name: string }) {
      order.push(`subject:${name}`);
      const other = instead.get(`subject:${name}`);
      return other === undefined ? { secretKey: `file#${input.name}`, backend: 'sops' } : other(input, {} as Context) as { readonly secretKey: string; readonly backend: string };
    },
    run: answer(name, usual),
  });
  const handlers = {
    room: {
      listThings: answer('listThings', { names: ['A'] }),
      setThing: answer('setThing', {}),
      revealThing: guarded('revealThing', { value: new SecretText(canary), hideAfterMs: 20_000 }),
      copyThing: guarded('copyThing', {}),
      printThing: answer('printThing', {}),
    },
    projects: { openDropped: (input: { readonly paths: readonly string[] }) => ({ paths: input.paths.length }) },
  };
  const small: Omit<SmallRouter, 'send' | 'ask'> = { ports, order, lines, instead, auditFails: undefined };
  function append(facts: GateFacts): Promise<void> {
    if (small.auditFails !== undefined) return Promise.reject(small.auditFails);
    order.push(`append:${facts.event_type}`);
    lines.push(facts);
    return Promise.resolve();
  }
  const router = createRouter(smallContract, handlers, {
    origin: ports.origin, about: ports.about, clock: ports.clock, session: ports.session, confined: () => false,
    policy: createRevealPolicy(ports.presence, ports.clock),
    audit: { append, admit: append },
    log: (line) => { ports.log(line); },
  });
  async function send(wire: string, sender: Partial<Sender> = {}): Promise<Answer> {
    return JSON.parse(await router.handle(wire, { role: 'window', url: `${ports.origin}/`, isMainFrame: true, ...sender })) as Answer;
  }
  return Object.assign(small, { send, ask: (name: string, input: unknown, sender?: Partial<Sender>) => send(JSON.stringify({ call: name, input }), sender) });
}
