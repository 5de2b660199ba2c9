// `coffre age decrypt FILE [-o OUT]`: a whole file of age in clear text, to standard output or a new file of its owner alone.
import { intoOutput, sourceFor, writtenTo } from './age-output.ts';
import type { Answer, Invocation } from './answer.ts';

export async function ageDecrypt(invocation: Invocation): Promise<Answer> {
  const [file = ''] = invocation.arguments;
  const session = await invocation.session();
  const escaped = await intoOutput(invocation, session, (sink) => session.call('age.decryptFile', { source: sourceFor(session, file), sink, name: file }, file));
  return { ...writtenTo(invocation), ...(escaped ? { note: ({ cli }) => cli.notTerminal } : {}) };
}
