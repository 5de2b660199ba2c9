// A new passphrase on its way in: twice on a terminal, because nobody sees what they type, and once from standard input.
import type { Invocation } from './answer.ts';
import { failure } from './failure.ts';
import { profileWords } from './profile-open.ts';
import { readValue } from './stdin.ts';

/** Throws Failure: passphrases-differ, and what reading a value throws. */
export async function newPassphrase(invocation: Invocation): Promise<string> {
  const words = await profileWords(invocation);
  const first = await readValue(invocation.terminal, () => Promise.resolve(words.newPassphrase));
  if (!invocation.terminal.input) return first;
  const { ask } = await import('./prompt.ts');
  if (await ask(words.again) !== first) throw failure('passphrases-differ');
  return first;
}
