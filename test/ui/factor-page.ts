// A window over a profile with keychain and recovery key, and an authenticator app beside it, for specs of the second factor.
import { Secret, TOTP } from 'otpauth';
import type { Page } from 'playwright-core';
import { beforeEach } from 'vitest';
import type { AppContract } from '../../shared/ipc/contract.ts';
import type { CallName, Input, Reply } from '../../shared/ipc/define.ts';
import { profileSpecs, type ProfileSpecs } from './profile-page.ts';

export interface FactorSpecs extends ProfileSpecs {
  /** Of the profile. */
  key(): string;
  /** What the app shows for the core's clock. */
  code(): string;
  /** The app has this secret, in base 32. */
  scanned(secret: string): void;
  /** Each code works once, and nobody waits for the next one. */
  later(): void;
  /** Sets it up without the window; answers the recovery codes. */
  enrol(): Promise<readonly string[]>;
  /** Locks, and lets the keychain open the first half. */
  lock(): Promise<void>;
}

/** Asks for a recovery key in Settings. WHY by either button: the profile was made behind the page, which knows of its key or does not, as its own questions came before or after. */
export async function askForKey(page: Page): Promise<void> {
  const item = page.getByRole('listitem').filter({ hasText: 'Recovery key' });
  const [add, anew] = [item.getByRole('button', { name: 'Add' }), item.getByRole('button', { name: 'Make a new one' })];
  await add.or(anew).waitFor();
  if (await anew.count() === 0) {
    await add.click();
    return;
  }
  await anew.click();
  await page.getByRole('alertdialog').getByRole('button', { name: 'Make a new one' }).click();
}

export function factorSpecs(): FactorSpecs {
  const specs = profileSpecs();
  const { app, open } = specs;
  let secret = '';
  let key = '';
  let ahead = 0;
  beforeEach(async () => {
    ahead = 0;
    await open({ ports: (real) => ({ ...real, clock: { ...real.clock, now: () => new Date(Date.now() + ahead) } }) });
    await app.opened();
    await app.ask('create', { keychain: true });
    key = (await app.ask('revealRecoveryKey', {})).value?.value ?? '';
  });
  async function call<N extends CallName<AppContract>>(name: N, input: Input<AppContract, N>): Promise<Extract<Reply<AppContract, N>, { ok: true }>['value']> {
    const reply = JSON.parse(await app.core.router.handle(JSON.stringify({ call: name, input }), { role: 'window', url: 'https://coffre.invalid/', isMainFrame: true })) as Reply<AppContract, N>;
    if (!reply.ok) throw new Error(`${name} was refused: ${reply.error.code}`);
    return reply.value;
  }
  const pause = (): Promise<void> => app.now().waitForTimeout(350);
  const self: FactorSpecs = {
    ...specs, app,
    get home() { return specs.home; },
    key: () => key,
    code: () => new TOTP({ secret: Secret.fromBase32(secret), digits: 6, period: 30 }).generate({ timestamp: Date.now() + ahead }),
    scanned(text) { secret = text; },
    later() { ahead += 30_000; },
    async enrol() {
      await pause();
      secret = new URL((await call('factor.revealSetup', {})).value).searchParams.get('secret') ?? '';
      await call('factor.confirmSetup', { value: self.code() });
      await pause();
      const codes = (await call('factor.revealCodes', {})).value.split('\n');
      self.later();
      return codes;
    },
    async lock() {
      const before = app.now();
      await before.keyboard.press('Control+l').catch(() => undefined);
      await app.renewed(before);
      await app.button(/OS keychain$/).click();
      await app.heading('Second step').waitFor();
    },
  };
  return self;
}
