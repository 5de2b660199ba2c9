// Door of the room “sessions”: how many programs may have the profile open at once, which ones do, and ending one of them. Must never count a command that ends by itself.
import type { AppContract } from '../../../shared/ipc/contract.ts';
import type { Handlers } from '../../../shared/ipc/define.ts';
import type { Ports } from '../ports.ts';
import { Refusal } from '../refusal.ts';
import { createPlaces } from './places.ts';

/** The agent is one for each profile, and answers for itself. */
const agentSession = 'agent';

export interface SessionsDeps {
  readonly ports: Pick<Ports, 'paths' | 'clock' | 'agent' | 'log'>;
  readonly profile: () => {
    /** How the agent knows it; undefined where there is none. */
    name(): Promise<string | undefined>;
    lock(): Promise<void>;
  };
  readonly limit: () => Promise<number>;
}
export interface SessionsRoom {
  readonly handlers: Handlers<AppContract>['sessions'];
  /** A window takes its place, unless it has one. Refusals: too-many-sessions (data: limit), file-busy, disk-full, write-failed. */
  begin(): Promise<void>;
  /** Gives it back. */
  end(): Promise<void>;
  /** Runs `start` if there is a place for an agent, in place of a former one. Refusals: as `begin`. */
  forAgent(start: () => Promise<void>): Promise<void>;
}

export function createSessions({ ports, profile, limit }: SessionsDeps): SessionsRoom {
  const { clock, agent } = ports;
  const places = createPlaces(ports.paths.profile);
  let own: Awaited<ReturnType<typeof places.take>> | undefined;

  async function agentNow(): Promise<{ readonly pid: number; readonly since: string } | undefined> {
    const name = await profile().name();
    return name === undefined ? undefined : agent.look(name);
  }
  // SECURITY(session-limit): whoever has the key cannot open it in one more place unnoticed.
  async function refuseAt(taken: number): Promise<void> {
    const most = await limit();
    if (taken >= most) throw new Refusal('too-many-sessions', { limit: most });
  }

  return {
    async begin() {
      if (own !== undefined) return;
      await places.alone(async () => {
        await refuseAt((await places.list()).length + ((await agentNow()) === undefined ? 0 : 1));
        own = await places.take(clock.now(), () => {
          own = undefined;
          profile().lock().catch(() => { ports.log('the profile could not be locked'); });
        });
      });
    },
    async end() {
      const was = own;
      own = undefined;
      await was?.free();
    },
    forAgent: (start) => places.alone(async () => {
      await refuseAt((await places.list()).length);
      await start();
    }),
    handlers: {
      async list() {
        const [windows, ofAgent] = await Promise.all([places.list(), agentNow()]);
        return {
          limit: await limit(),
          sessions: [
            ...windows.map(({ session, pid, since }) => ({ session, kind: 'window' as const, pid, since, own: session === own?.session })),
            ...(ofAgent === undefined ? [] : [{ session: agentSession, kind: 'agent' as const, pid: ofAgent.pid, since: ofAgent.since, own: false }]),
          ],
        };
      },
      async end({ session }) {
        const name = session === agentSession ? await profile().name() : undefined;
        const ended = session === agentSession ? name !== undefined && await agent.stop(name) : await places.free(session);
        if (!ended) throw new Refusal('session-not-found');
        return {};
      },
    },
  };
}
