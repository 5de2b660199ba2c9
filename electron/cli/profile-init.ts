// `coffre profile init`: makes the profile, and gives out its recovery key once. Must never print the passphrase, nor the recovery key anywhere but on standard output.
import type { Answer, Invocation } from './answer.ts';
import { Failure } from './failure.ts';
import { withKeychain } from './keychain-wait.ts';
import { newPassphrase } from './profile-passphrase.ts';
import { outputSink } from './sinks.ts';

export async function profileInit(invocation: Invocation): Promise<Answer> {
  const session = await invocation.session();
  const status = await session.call('profile.getStatus', {});
  // WHY asked first: nobody should choose a passphrase for a profile that cannot be made.
  if (status.state !== 'none') throw new Failure(status.state === 'newer' || status.state === 'damaged' ? `profile-${status.state}` : 'profile-exists');
  const keychain = invocation.options['no-keychain'] === undefined && status.keychain.state === 'ok';
  const alone = invocation.options['no-passphrase'] !== undefined;
  const typed = alone ? {} : { value: await newPassphrase(invocation) };
  await withKeychain(invocation, session, () => session.call('profile.create', { keychain, ...typed }));
  const sink = outputSink(invocation.terminal, { json: invocation.json, facts: { keychain: keychain ? 'added' : 'left-out' }, field: 'recoveryKey', lineFeed: true });
  await session.call('profile.writeRecoveryKey', { sink: session.sinks.mint(sink) });
  return {
    note: ({ cli }) => cli.profile.created,
    ...(keychain || invocation.options['no-keychain'] !== undefined ? {} : { warning: ({ cli }) => cli.profile.keychainLeftOut(cli.profile.keychain[status.keychain.state](status.keychain.backend)) }),
  };
}
