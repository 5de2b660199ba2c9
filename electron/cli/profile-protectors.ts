// `coffre profile protectors [ACTION KIND]`: what opens the profile, one more, one less, or a try of the recovery key.
import type { ProtectorKind } from '../../shared/ipc/profile.ts';
import type { Answer, Invocation } from './answer.ts';
import { failure } from './failure.ts';
import { withKeychain } from './keychain-wait.ts';
import { openProfile, profileWords } from './profile-open.ts';
import { newPassphrase } from './profile-passphrase.ts';
import { protectorTable } from './profile-status.ts';
import { outputSink } from './sinks.ts';
import { readValue } from './stdin.ts';

const kinds: readonly ProtectorKind[] = ['keychain', 'passphrase', 'recovery-key'];

async function add(invocation: Invocation, kind: ProtectorKind): Promise<Answer> {
  const session = await openProfile(invocation);
  const note: Answer['note'] = ({ cli }) => cli.profile.added(cli.profile.protectors[kind]);
  if (kind === 'recovery-key') {
    const sink = outputSink(invocation.terminal, { json: invocation.json, facts: {}, field: 'recoveryKey', lineFeed: true });
    await session.call('profile.writeRecoveryKey', { sink: session.sinks.mint(sink) });
    return { note };
  }
  if (kind === 'keychain') await withKeychain(invocation, session, () => session.call('profile.addKeychain', {}));
  else await session.call('profile.setPassphrase', { value: await newPassphrase(invocation) });
  return { json: { added: kind }, note };
}

async function remove(invocation: Invocation, kind: ProtectorKind): Promise<Answer> {
  await (await openProfile(invocation)).call('profile.removeProtector', { kind });
  return { json: { removed: kind }, note: ({ cli }) => cli.profile.removed(cli.profile.protectors[kind]) };
}

async function rehearse(invocation: Invocation): Promise<Answer> {
  const session = await invocation.session();
  const words = await profileWords(invocation);
  await session.call('profile.rehearseRecoveryKey', { value: await readValue(invocation.terminal, () => Promise.resolve(words.recoveryKey)) });
  return { json: { rehearsed: 'recovery-key' }, note: ({ cli }) => cli.profile.rehearsedNow };
}

export async function profileProtectors(invocation: Invocation): Promise<Answer> {
  const [action = 'list', named] = invocation.arguments;
  const kind = kinds.find((one) => one === named);
  if (action === 'list' && named === undefined) {
    const { protectors } = await (await invocation.session()).call('profile.getStatus', {});
    return { json: { protectors }, text: (page) => protectorTable(page, protectors) };
  }
  if (kind !== undefined) {
    if (action === 'add') return add(invocation, kind);
    if (action === 'remove') return remove(invocation, kind);
    if (action === 'rehearse' && kind === 'recovery-key') return rehearse(invocation);
  }
  throw failure('bad-action');
}
