// A call that may wait for the keychain: says so when it takes its time, and lets Ctrl+C end the waiting instead of the program. Must never keep Ctrl+C from anything else.
import type { Invocation } from './answer.ts';
import type { Session } from './session.ts';

export async function withKeychain<T>(invocation: Invocation, session: Session, ask: () => Promise<T>): Promise<T> {
  const cancel = (): void => { void session.call('profile.cancelKeychain', {}); };
  const unlisten = session.events((event) => {
    if (event.name === 'profile.keychainDelayed') void invocation.warn(({ cli }) => cli.profile.keychainSlow(event.payload.name));
  });
  process.on('SIGINT', cancel);
  try {
    return await ask();
  } finally {
    process.off('SIGINT', cancel);
    unlisten();
  }
}
