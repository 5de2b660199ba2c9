// Many locks because the machine sleeps: another process each time, the file back each time, and nothing that grows.
import { describe, it } from 'vitest';
import { hasBrowser } from '../host/launch.ts';
import { lockAgainAndAgain, openForRounds, patience, roundsOf } from './lock-rounds-kit.ts';
import { profileSpecs } from './profile-page.ts';

describe.skipIf(!(await hasBrowser()))('many locks', () => {
  const { app, home, open } = profileSpecs();
  const rounds = roundsOf(6);

  it(`${String(rounds)} times by sleep: another process each time, and the row in view each time`, async () => {
    await openForRounds({ app, open });
    await lockAgainAndAgain({ app }, rounds, { lock: () => { home.tell('suspend'); }, back: () => app.now().getByRole('rowheader', { name: 'TOKEN', exact: true }).waitFor() });
  }, patience);
});
