// Asks the core what every window begins with, while the rest of the page is still on its way: runs before all else, and must import nothing that runs.
import type { Call } from './client.ts';

/** Asked with an empty input. */
const first: readonly Call[] = ['app.describe', 'profile.getState', 'projects.list', 'settings.get'];

/** What was asked already, as it came; each is taken once. */
export const askedAhead: Map<string, Promise<unknown>> = new Map();

const raw = globalThis.window?.bridge;
if (raw !== undefined) {
  for (const name of first) {
    const answer = raw.call(name, {});
    // WHY nothing here: whoever takes the answer is told that it failed.
    answer.catch(() => undefined);
    askedAhead.set(name, answer);
  }
}
