// `coffre keys generate NAME [--post-quantum] [-o OUT]`: a new identity whose private half stays in the profile, or goes into a file where sops finds it; what is printed is for the rules and for colleagues.
import { intoOutput, writtenTo } from './age-output.ts';
import type { Answer, Invocation } from './answer.ts';
import { failure } from './failure.ts';
import { openProfile } from './profile-open.ts';

/** Never to standard output: that is a terminal, or a log. */
async function intoFile(invocation: Invocation, name: string, kind: 'x25519' | 'post-quantum'): Promise<Answer> {
  if (invocation.options['output'] === '-') throw failure('missing-argument', { name: 'OUT', command: 'keys generate' });
  const session = await invocation.session();
  let recipient = '';
  await intoOutput(invocation, session, async (sink) => { ({ recipient } = await session.call('age.writeIdentity', { sink, name, kind }, name)); });
  return { json: { name, kind, recipient, ...writtenTo(invocation).json }, text: () => `${recipient}\n` };
}

export async function keysGenerate(invocation: Invocation): Promise<Answer> {
  const [name = ''] = invocation.arguments;
  const kind = invocation.options['post-quantum'] === undefined ? 'x25519' : 'post-quantum';
  if (invocation.options['output'] !== undefined) return intoFile(invocation, name, kind);
  const made = await (await openProfile(invocation)).call('profile.generateIdentity', { name, kind }, name);
  return { json: made, text: () => `${made.recipient}\n` };
}
