// A core with a profile that has a second factor, an authenticator app beside it, and a person who types what a test says. Must never be used to show how long a passphrase takes.
import { Secret, TOTP } from 'otpauth';
import { onTestFinished } from 'vitest';
import { createCore } from '../../../electron/core/index.ts';
import type { Ports } from '../../../electron/core/ports.ts';
import { SecretText } from '../../../electron/core/secret/index.ts';
import type { AppContract } from '../../../shared/ipc/contract.ts';
import type { CallName, Input, Reply } from '../../../shared/ipc/define.ts';
import { openCore, type OpenCore } from '../../fakes/open-core.ts';

export const passphrase = 'canary-7fa2 correct horse';

/** WHY the keychain where it does not matter what: a passphrase is slow on purpose. */
export const unlock = (kit: Pick<OpenCore, 'call'>) => kit.call('profile.unlockWithKeychain', { ask: false });

/** What a phone shows, from the address that it scanned. */
export function appFor(address: string): (at: Date) => string {
  const secret = new URL(address).searchParams.get('secret') ?? '';
  const totp = new TOTP({ secret: Secret.fromBase32(secret), algorithm: 'SHA1', digits: 6, period: 30 });
  return (at) => totp.generate({ timestamp: at.getTime() });
}

export interface FactorKit extends OpenCore {
  /** What the person types next, each once; nobody answers when it is empty. */
  readonly types: (string | (() => string))[];
  /** What was asked in the middle of calls. */
  readonly asked: { readonly what: string; readonly place: string; readonly again: boolean }[];
  /** Of the profile. */
  recoveryKey: string;
  /** The app's code at this moment of the core's clock, `steps` later. */
  code(steps?: number): string;
  /** Another program over the same folder and the same machine. */
  again(overrides?: Partial<Ports>): { call<N extends CallName<AppContract>>(name: N, input: Input<AppContract, N>, role?: 'window' | 'cli'): Promise<Reply<AppContract, N>>; dispose(): Promise<void> };
  /** The error of a call that must be refused. */
  refused<N extends CallName<AppContract>>(name: N, input: Input<AppContract, N>, role?: 'window' | 'cli'): Promise<{ readonly code: string; readonly data: Readonly<Record<string, unknown>> }>;
  /** What a call wrote to its sink. */
  written(call: 'profile.writeRecoveryKey' | 'factor.writeSetup' | 'factor.writeCodes'): Promise<string>;
}

/** A core with a profile that keychain and recovery key open, and open. */
export async function profileKit(overrides: Partial<Ports> = {}): Promise<FactorKit> {
  const types: FactorKit['types'] = [];
  const asked: FactorKit['asked'] = [];
  const asking: Ports['asking'] = {
    passphrase({ what, place, again }) {
      asked.push({ what, place, again });
      const next = types.shift();
      return Promise.resolve(next === undefined ? undefined : new SecretText(typeof next === 'string' ? next : next()));
    },
    confirm: () => Promise.resolve(false),
    tell: () => undefined,
  };
  const open = openCore({ asking, ...overrides });
  onTestFinished(() => open.close());
  const kit: FactorKit = {
    ...open, types, asked, recoveryKey: '',
    code: () => '',
    again(more = {}) {
      const core = createCore({ ...open.ports, ...more });
      return {
        call: async (name, input, role = 'cli') => JSON.parse(await core.router.handle(JSON.stringify({ call: name, input }), { role, url: `${open.ports.origin}/`, isMainFrame: true })) as never,
        dispose: () => core.dispose(),
      };
    },
    async refused(name, input, role) {
      const reply = await open.call(name, input, role);
      if (reply.ok) throw new Error(`${name} was not refused`);
      return reply.error;
    },
    async written(name) {
      const sink = open.ports.fake.mintSink('stdout');
      await open.done(name, { sink: sink.ref });
      return sink.written()?.toString('utf8') ?? '';
    },
  };
  open.ports.fake.keychainLook = { state: 'ok', backend: 'GNOME Keyring' };
  await kit.done('profile.create', { keychain: true });
  kit.recoveryKey = await kit.written('profile.writeRecoveryKey');
  return kit;
}

/** The same with a second factor, a minute after it was set up. Its first recovery codes may still be written. */
export async function factorKit(overrides: Partial<Ports> = {}): Promise<FactorKit> {
  const kit = await profileKit(overrides);
  const shows = appFor(await kit.written('factor.writeSetup'));
  kit.code = (steps = 0) => shows(new Date(kit.ports.clock.now().getTime() + steps * 30_000));
  await kit.done('factor.confirmSetup', { value: kit.code() });
  kit.ports.fake.clock.advance(60_000);
  return kit;
}
