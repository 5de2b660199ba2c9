// What the person chose about the look, and when the profile locks: no secrets, one small file.
import * as v from 'valibot';
import { call } from './define.ts';
import { nothing } from './values.ts';

export const language = v.picklist(['system', 'en', 'fr']);
export type Language = v.InferOutput<typeof language>;
export const theme = v.picklist(['system', 'light', 'dark']);
export type Theme = v.InferOutput<typeof theme>;
export const density = v.picklist(['comfortable', 'compact']);
export type Density = v.InferOutput<typeof density>;

export const appearance = v.strictObject({
  language, theme, density,
  /** Keeps the window out of screenshots and shared screens, where the platform can. */
  contentProtection: v.boolean(),
  /** Width of the left pane, in pixels; 0 for the design's own. */
  paneWidth: v.pipe(v.number(), v.integer(), v.minValue(0), v.maxValue(4000)),
  /** A profile was offered, and the person said later. */
  profileLater: v.boolean(),
});
export type Appearance = v.InferOutput<typeof appearance>;

const seconds = v.pipe(v.number(), v.integer(), v.minValue(5), v.maxValue(60));
/** When an open profile locks by itself, and how long a value stays in sight. WHY in clear text: whoever edits the file cannot go beyond what is allowed here. */
export const locking = v.strictObject({
  /** Without input for so long. */
  idleMinutes: v.pipe(v.number(), v.integer(), v.minValue(1), v.maxValue(30)),
  /** Closing the window also ends the agent that keeps the profile open for the command line. */
  lockOnClose: v.boolean(),
  /** A revealed value is masked again after so long. */
  revealSeconds: seconds,
  /** A copied value is taken off the clipboard after so long. */
  clipboardSeconds: seconds,
});
export type Locking = v.InferOutput<typeof locking>;

/** With what the policy in force allows at most: what was chosen beyond it waits until the policy allows more. */
const lockingNow = v.strictObject({ ...locking.entries, longestMinutes: locking.entries.idleMinutes });
export type LockingNow = v.InferOutput<typeof lockingNow>;

export const settings = {
  get: call({ input: nothing, output: appearance, errors: [], exposes: 'metadata', whileLocked: true }),
  /** Changes what is named, keeps the rest, and tells every window (`settings.changed`). */
  set: call({
    input: v.strictObject({
      language: v.optional(appearance.entries.language), theme: v.optional(appearance.entries.theme), density: v.optional(appearance.entries.density),
      contentProtection: v.optional(appearance.entries.contentProtection), paneWidth: v.optional(appearance.entries.paneWidth), profileLater: v.optional(appearance.entries.profileLater),
    }),
    output: appearance, errors: ['disk-full', 'write-failed'], exposes: 'metadata', whileLocked: true,
  }),
  getLocking: call({ input: nothing, output: lockingNow, errors: [], exposes: 'metadata' }),
  /** Changes what is named; it holds at once. A locked window may not. */
  setLocking: call({
    input: v.strictObject({ idleMinutes: v.optional(locking.entries.idleMinutes), lockOnClose: v.optional(locking.entries.lockOnClose), revealSeconds: v.optional(seconds), clipboardSeconds: v.optional(seconds) }),
    output: lockingNow, errors: ['disk-full', 'write-failed'], exposes: 'metadata', audited: true,
  }),
};
