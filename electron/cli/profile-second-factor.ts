// `coffre profile second-factor [status | add | codes | remove]`: a code of an authenticator app besides what opens the profile. Its secret and the recovery codes go from the core to standard output and are never seen here.
import type { Answer, Invocation } from './answer.ts';
import { failure } from './failure.ts';
import { openProfile, profileWords } from './profile-open.ts';
import type { Session } from './session.ts';
import { outputSink } from './sinks.ts';
import { formatOf } from '../../shared/words/index.ts';

async function printCodes(invocation: Invocation, session: Session): Promise<void> {
  const sink = outputSink(invocation.terminal, { json: invocation.json, facts: {}, field: 'recoveryCodes', lineFeed: true });
  await session.call('factor.writeCodes', { sink: session.sinks.mint(sink) });
}

/** WHY a terminal: the secret is shown, typed into an app, and a code of it typed back, all by a person. */
async function add(invocation: Invocation): Promise<Answer> {
  const { terminal } = invocation;
  if (!terminal.input || !terminal.output || !terminal.errors || invocation.json) throw failure('needs-terminal');
  const session = await openProfile(invocation);
  const words = await profileWords(invocation);
  await session.call('factor.writeSetup', { sink: session.sinks.mint(outputSink(terminal, { json: false, facts: {}, field: '', lineFeed: true })) });
  const { ask } = await import('./prompt.ts');
  await session.call('factor.confirmSetup', { value: await ask(words.setupCode) });
  await printCodes(invocation, session);
  return { note: ({ cli }) => cli.profile.factorAdded };
}

export async function profileSecondFactor(invocation: Invocation): Promise<Answer> {
  const [action = 'status'] = invocation.arguments;
  if (action === 'add') return add(invocation);
  if (action !== 'status' && action !== 'codes' && action !== 'remove') throw failure('bad-factor');
  const session = await openProfile(invocation);
  if (action === 'codes') {
    await printCodes(invocation, session);
    return { note: ({ cli }) => cli.profile.factorCodes };
  }
  if (action === 'remove') {
    await session.call('factor.remove', {});
    return { json: { removed: 'second-factor' }, note: ({ cli }) => cli.profile.factorRemoved };
  }
  const { enrolled, made, codes } = await session.call('factor.getState', {});
  return { json: { enrolled, made, codes }, text: ({ cli, language }) => `${enrolled ? cli.profile.factorOn(formatOf(language).moment(made), codes) : cli.profile.factorOff}\n` };
}
