// Many locks by keys over a value that is half typed: handed over each time, back each time, and nothing that grows.
import { describe, expect, it } from 'vitest';
import { hasBrowser } from '../host/launch.ts';
import { lockAgainAndAgain, openForRounds, patience, roundsOf } from './lock-rounds-kit.ts';
import { profileSpecs } from './profile-page.ts';

describe.skipIf(!(await hasBrowser()))('many locks', () => {
  const { app, open } = profileSpecs();
  const rounds = roundsOf(6);

  it(`${String(rounds)} times by keys: what was half typed is back each time, with a letter more`, async () => {
    await openForRounds({ app, open });
    await app.now().keyboard.press('Enter');
    const field = () => app.now().getByRole('textbox', { name: 'New value of TOKEN' });
    let typed = 'canary-half ';
    await field().fill(typed);
    await lockAgainAndAgain({ app }, rounds, {
      async lock() {
        typed += 'x';
        await field().fill(typed);
        await app.now().keyboard.press('Control+l');
      },
      async back() {
        await field().waitFor();
        await expect.poll(() => field().inputValue()).toBe(typed);
      },
    });
    expect(typed).toBe(`canary-half ${'x'.repeat(rounds)}`);
  }, patience);
});
