// `coffre profile recover`: for whoever forgot the passphrase or lost the keychain and has the recovery key.
import type { Answer, Invocation } from './answer.ts';
import { profileWords } from './profile-open.ts';
import { newPassphrase } from './profile-passphrase.ts';
import { readValue } from './stdin.ts';
import { failure } from './failure.ts';

export async function profileRecover(invocation: Invocation): Promise<Answer> {
  const session = await invocation.session();
  const words = await profileWords(invocation);
  const typed = await readValue(invocation.terminal, () => Promise.resolve(words.recoveryKey));
  // A pipe ends with its first reading, so it holds both.
  const [key = '', passphrase = '', ...rest] = invocation.terminal.input ? [typed] : typed.split('\n');
  if (rest.length > 0) throw failure('value-has-lines');
  await session.call('profile.unlockWithRecoveryKey', { value: key });
  await session.call('profile.setPassphrase', { value: invocation.terminal.input ? await newPassphrase(invocation) : passphrase });
  return { json: { recovered: true }, note: ({ cli }) => cli.profile.recovered };
}
