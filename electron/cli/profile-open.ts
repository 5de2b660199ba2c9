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

const has = ({ protectors }: ProfileStatus, kind: string): boolean => protectors.some((one) => one.kind === kind && one.state === 'whole');

/** `piped`: without a terminal, standard input is the passphrase. Throws Failure: profile-missing, profile-newer, profile-damaged, locked, passphrase-wrong, locked-out, or what the prompt throws. */
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
      await withKeychain(invocation, session, () => session.call('profile.unlockWithKeychain', { ask: mayAsk }));
      return session;
    } catch (error) {
      if (!(error instanceof Failure)) throw error;
      closed = error;
    }
  }
  if (!has(status, 'passphrase') || !(mayAsk || (piped && !terminal.input))) throw closed;
  const value = await readValue(terminal, async () => (await profileWords(invocation)).passphrase).catch((error: unknown) => {
    throw error instanceof Failure && error.code === 'no-value-given' ? closed : error;
  });
  await session.call('profile.unlockWithPassphrase', { value });
  return session;
}
