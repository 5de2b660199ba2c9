// Opens the profile for a command that needs it: the keychain first, then a passphrase that is asked for. Must never ask without a terminal.
import type { ProfileStatus } from '../../shared/ipc/profile.ts';
import type { CliWords } from '../../shared/words/index.ts';
import type { Invocation } from './answer.ts';
import { Failure } from './failure.ts';
import { withKeychain } from './keychain-wait.ts';
import type { Session } from './session.ts';
import { readValue } from './stdin.ts';

export async function profileWords(invocation: Invocation): Promise<CliWords['profile']> {
  const { cliWords } = await import('../../shared/words/index.ts');
  return cliWords(invocation.language()).profile;
}

/** The line after a passphrase that is piped in: six digits, or a recovery code. */
const codeLine = /\n(\d{6}|[0-9A-Za-z]{5}-?[0-9A-Za-z]{5})$/;

/** The second step, where `opening` asks for one. `piped`: where the code comes from without a terminal; absent if from nowhere. */
async function withCode(invocation: Invocation, session: Session, opening: Promise<unknown>, piped: (() => Promise<string>) | undefined): Promise<void> {
  try {
    await opening;
  } catch (error) {
    const { terminal } = invocation;
    const read = terminal.input && terminal.errors ? () => readValue(terminal, async () => (await profileWords(invocation)).code) : piped;
    if (!(error instanceof Failure) || error.code !== 'code-needed' || read === undefined) throw error;
    await session.call('profile.unlockWithCode', { value: await read() });
  }
}

const has = ({ protectors }: ProfileStatus, kind: string): boolean => protectors.some((one) => one.kind === kind && one.state === 'whole');

/** `piped`: without a terminal, standard input is the passphrase. Throws Failure: profile-missing, profile-newer, profile-damaged, locked, passphrase-wrong, locked-out, those of a code, or what the prompt throws. */
export async function openProfile(invocation: Invocation, { piped = false } = {}): Promise<Session> {
  const session = await invocation.session();
  const status = await session.call('profile.getStatus', {});
  if (status.state === 'unlocked') return session;
  if (status.state !== 'locked') throw new Failure(status.state === 'none' ? 'profile-missing' : `profile-${status.state}`);
  const { terminal } = invocation;
  const mayAsk = terminal.input && terminal.errors;
  if (status.agentSeconds > 0) {
    try {
      await session.call('profile.unlockWithAgent', {});
      return session;
    } catch (error) {
      // Its time may be over in this very moment: then the other ways are tried.
      if (!(error instanceof Failure)) throw error;
    }
  }
  let closed = new Failure('locked');
  // WHY not asked: it has just been waited for in vain.
  if (has(status, 'keychain') && status.keychain.state === 'slow') closed = new Failure('keychain-slow', { backend: status.keychain.backend });
  else if (has(status, 'keychain')) {
    try {
      await withCode(invocation, session, withKeychain(invocation, session, () => session.call('profile.unlockWithKeychain', { ask: mayAsk })), piped && !terminal.input ? () => readValue(terminal, () => Promise.resolve('')) : undefined);
      return session;
    } catch (error) {
      if (!(error instanceof Failure)) throw error;
      closed = error;
      // The keychain opened it: another way in would only ask for the same code.
      if (/^code-|^locked-out$/.test(error.code)) throw error;
    }
  }
  if (!has(status, 'passphrase') || !(mayAsk || (piped && !terminal.input))) throw closed;
  const value = await readValue(terminal, async () => (await profileWords(invocation)).passphrase).catch((error: unknown) => {
    throw error instanceof Failure && error.code === 'no-value-given' ? closed : error;
  });
  const code = mayAsk ? undefined : codeLine.exec(value)?.[1];
  await withCode(invocation, session, session.call('profile.unlockWithPassphrase', { value: code === undefined ? value : value.slice(0, -code.length - 1) }), code === undefined ? undefined : () => Promise.resolve(code));
  return session;
}
