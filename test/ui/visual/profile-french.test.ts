// The screens of the profile in French, whose words are longer, in the smallest window.
import { describe } from 'vitest';
import { hasBrowser } from '../../host/launch.ts';
import { closed, damaged, fault, faults, french, hide, newer, offered, picture, recoveryKey, settings, small, tooNew, wrong } from './profile-screens.ts';

describe.skipIf(!(await hasBrowser()))('the screens of the profile in French', () => {
  picture('first-run-french', undefined, french(offered), small);
  picture('recovery-key-french', undefined, french(recoveryKey), { ...small, of: '.dialog', hide: ['.sheet-groups .mono'] });
  picture('lock-wrong-french', { passphrase: true, recovery: true }, french(wrong), small);
  for (const [name, between] of faults) picture(`keychain-${name}-french`, { passphrase: true, keychain: true }, french(fault(`keychain-${name}`)), { ...small, between });
  picture('profile-damaged-french', { passphrase: true }, french(closed), { ...small, between: damaged });
  picture('profile-newer-french', { passphrase: true }, french(tooNew), { ...small, between: newer });
  // WHY without the list of sections: it is the same in every picture of the settings.
  picture('settings-french', undefined, french(settings), { ...small, of: '.detail', hide });
});
