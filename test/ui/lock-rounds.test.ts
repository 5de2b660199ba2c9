// Many locks that the core is asked for: another process each time, the draft back each time, and nothing that grows.
import { describe, it } from 'vitest';
import { hasBrowser } from '../host/launch.ts';
import { lockAgainAndAgain, openForRounds, patience, roundsOf } from './lock-rounds-kit.ts';
import { profileSpecs } from './profile-page.ts';

describe.skipIf(!(await hasBrowser()))('many locks', () => {
  const { app, open } = profileSpecs();
  const rounds = roundsOf(6);

  it(`${String(rounds)} times: another process each time, the draft back each time, and both heaps flat within 5 MB`, async () => {
    await openForRounds({ app, open });
    await app.now().keyboard.press('Delete');
    await lockAgainAndAgain({ app }, rounds, { lock: () => app.ask('lock', {}), back: () => app.now().getByText('1 change not saved').first().waitFor() });
  }, patience);
});
