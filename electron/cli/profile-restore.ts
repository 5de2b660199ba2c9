// `coffre profile restore BACKUP`: a profile from a backup, on a computer that has none.
import { resolve } from 'node:path';
import type { Answer, Invocation } from './answer.ts';
import { Failure } from './failure.ts';
import { profileWords } from './profile-open.ts';
import { readValue } from './stdin.ts';

export async function profileRestore(invocation: Invocation): Promise<Answer> {
  const [file = ''] = invocation.arguments;
  const session = await invocation.session();
  const by = invocation.options['recovery-key'] === undefined ? 'passphrase' : 'recovery-key';
  const { protectors } = await session.call('profile.getStatus', {});
  // WHY asked first: nobody should type a passphrase for a backup that cannot be restored here.
  if (protectors.some(({ kind, state }) => state === 'newer' || (state === 'whole' && kind !== 'keychain'))) throw new Failure('profile-exists');
  const words = await profileWords(invocation);
  const value = await readValue(invocation.terminal, () => Promise.resolve(by === 'passphrase' ? words.backupPassphrase : words.recoveryKey));
  await session.call('profile.restoreBackup', { path: resolve(file), value, by }, file);
  return { json: { restored: true }, note: ({ cli }) => cli.profile.restored };
}
