// Tries a connection step by step, and says at which one it ends. Sends no token and changes nothing.
import type { ConnectionStep } from '../../../shared/ipc/vault-connections.ts';
import { requestErrors } from '../../../shared/ipc/vault-errors.ts';
import type { VaultClient } from '../backends/index.ts';
import { findAddress } from '../connections/index.ts';
import type { Clock } from '../ports.ts';
import { Refusal } from '../refusal.ts';

type Name = ConnectionStep['step'];
type Code = NonNullable<ConnectionStep['code']>;
const order: readonly Name[] = ['name', 'reach', 'trust', 'server'];

/** Where it ended; the steps before that were passed. */
function endedAt(code: string): Name {
  if (code === 'unreachable' || code === 'proxy-unreachable' || code === 'proxy-refused') return 'reach';
  return code === 'tls-not-allowed' || code === 'certificate-untrusted' || code === 'tls-needed' || code === 'not-secure' ? 'trust' : 'server';
}
const codeOf = (error: unknown): Code => {
  const code = error instanceof Refusal ? requestErrors.find((known) => known === error.code) : undefined;
  if (code === undefined) throw error;
  return code;
};

/** Closes the client. `proxy`: what leads there, whose name is the one that is looked for; '' for none. */
export async function tryConnection(client: VaultClient, clock: Pick<Clock, 'monotonic'>, proxy: string): Promise<readonly ConnectionStep[]> {
  let started = clock.monotonic();
  const took = (): number => {
    const before = started;
    started = clock.monotonic();
    return Math.round(started - before);
  };
  const { protocol } = new URL(client.origin);
  const { hostname } = new URL(proxy === '' ? client.origin : proxy);
  const secure = protocol === 'https:';
  const untried = (step: Name): ConnectionStep => ({ step, state: 'skipped', detail: '', milliseconds: 0 });
  try {
    let address: string;
    try {
      address = await findAddress(hostname.replace(/^\[(.*)\]$/, '$1'));
    } catch (error) {
      return [{ step: 'name', state: 'failed', code: codeOf(error), detail: '', milliseconds: took() }, ...order.slice(1).map(untried)];
    }
    const name: ConnectionStep = { step: 'name', state: 'passed', detail: address, milliseconds: took() };
    let version = '';
    let code: Code | undefined;
    try {
      const health = await client.health();
      version = health.version;
      code = health.state === 'sealed' || health.state === 'not-initialised' ? health.state : undefined;
    } catch (error) {
      code = codeOf(error);
    }
    const milliseconds = took();
    const end = code === undefined ? order.length : order.indexOf(endedAt(code));
    return [name, ...order.slice(1).map((step, below): ConnectionStep => {
      const at = below + 1;
      if (at > end || (step === 'trust' && at < end && !secure)) return untried(step);
      return { step, detail: step === 'server' ? version : '', milliseconds: at === Math.min(end, order.length - 1) ? milliseconds : 0, ...(at === end && code !== undefined ? { state: 'failed', code } : { state: 'passed' }) };
    })];
  } finally {
    await client.close();
  }
}
