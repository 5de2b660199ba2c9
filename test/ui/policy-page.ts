// A window over a profile with a policy, for specs of the policy in Settings.
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeEach } from 'vitest';
import { passphrase, profileSpecs, type ProfileSpecs } from './profile-page.ts';

export interface PolicySpecs extends ProfileSpecs {
  /** Of the person. */
  file(): string;
  row(name: string): ReturnType<ReturnType<ProfileSpecs['app']['now']>['getByRole']>;
  dialog(): ReturnType<PolicySpecs['row']>;
  /** Writes the policy, and goes where it is shown. */
  enter(policy: string): Promise<void>;
}

/** For the specs of the suite that calls it: each begins with a profile that is open. */
export function policySpecs(): PolicySpecs {
  const specs = profileSpecs();
  const { app, home, open } = specs;
  const file = (): string => join(home.profile, 'security-policy.yaml');
  beforeEach(async () => {
    await open();
    await app.opened();
    await app.ask('create', { value: passphrase, keychain: false });
    // The room is put together anew once the window has heard of the profile.
    await app.now().getByRole('button', { name: 'Lock', exact: true }).waitFor();
  });
  return {
    ...specs, file,
    row: (name) => app.now().getByRole('row').filter({ has: app.now().getByRole('rowheader', { name, exact: true }) }),
    dialog: () => app.now().getByRole('dialog'),
    async enter(policy) {
      mkdirSync(home.profile, { recursive: true });
      writeFileSync(file(), policy);
      await app.now().getByRole('button', { name: 'Settings', exact: true }).click();
      await app.now().getByRole('grid', { name: 'Rules of the policy' }).waitFor();
    },
  };
}
