// `coffre keys generate NAME [--post-quantum]`: a new identity whose private half stays in the profile; what is printed is for the rules and for colleagues.
import type { Answer, Invocation } from './answer.ts';
import { openProfile } from './profile-open.ts';

export async function keysGenerate(invocation: Invocation): Promise<Answer> {
  const [name = ''] = invocation.arguments;
  const made = await (await openProfile(invocation)).call('profile.generateIdentity', { name, kind: invocation.options['post-quantum'] === undefined ? 'x25519' : 'post-quantum' }, name);
  return { json: made, text: () => `${made.recipient}\n` };
}
