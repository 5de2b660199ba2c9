// `coffre age encrypt FILE [-o OUT] --age R…|--passphrase`: any file, encrypted as age does it. The passphrase comes from a prompt or from standard input, never from the command line.
import { intoOutput, sourceFor, writtenTo } from './age-output.ts';
import type { Answer, Invocation } from './answer.ts';
import { failure, Failure } from './failure.ts';
import { looksLikeRecipient } from './recipient-words.ts';
import { readValue } from './stdin.ts';

async function passphraseFor(invocation: Invocation, file: string): Promise<string> {
  const { terminal } = invocation;
  // WHY: standard input cannot be both.
  if (!terminal.input && file === '-') throw failure('no-value-given');
  const { cliWords } = await import('../../shared/words/index.ts');
  const { filePassphrase, profile } = cliWords(invocation.language());
  const value = await readValue(terminal, () => Promise.resolve(filePassphrase));
  if (terminal.input && await readValue(terminal, () => Promise.resolve(profile.again)) !== value) throw failure('passphrases-differ');
  return value;
}

export async function ageEncrypt(invocation: Invocation): Promise<Answer> {
  const [file = ''] = invocation.arguments;
  const recipients = (invocation.repeated['age'] ?? []).flatMap((each) => (each.startsWith('ssh-') ? [each] : each.split(','))).map((each) => each.trim()).filter((each) => each !== '');
  // WHY not repeated: what somebody took for a recipient may be the key that opens everything.
  if (!recipients.every((each) => looksLikeRecipient.test(each))) throw new Failure('recipient-not-supported');
  const wanted = invocation.options['passphrase'] !== undefined;
  if (wanted === recipients.length > 0) throw new Failure('no-recipients', {}, file);
  const value = wanted ? { value: await passphraseFor(invocation, file) } : {};
  const session = await invocation.session();
  const out = invocation.options['output'];
  const armored = invocation.options['armor'] !== undefined || (invocation.terminal.output && (out === undefined || out === '-'));
  await intoOutput(invocation, session, (sink) => session.call('age.encryptFile', { source: sourceFor(session, file), sink, recipients, armored, ...value }, file));
  return writtenTo(invocation);
}
