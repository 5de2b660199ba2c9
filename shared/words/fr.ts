// The French catalogue. It has the type of the English one: a message that is missing here does not compile.
import type { Catalogue } from './en.ts';
import { asking } from './fr/asking.ts';
import { audit } from './fr/audit.ts';
import { conflict } from './fr/conflict.ts';
import { encrypt } from './fr/encrypt.ts';
import { errors } from './fr/errors.ts';
import { factor } from './fr/factor.ts';
import { files } from './fr/files.ts';
import { frame } from './fr/frame.ts';
import { grid } from './fr/grid.ts';
import { jobs } from './fr/jobs.ts';
import { lock } from './fr/lock.ts';
import { palette } from './fr/palette.ts';
import { people } from './fr/people.ts';
import { policy } from './fr/policy.ts';
import { preferences } from './fr/preferences.ts';
import { recent } from './fr/recent.ts';
import { recipients } from './fr/recipients.ts';
import { review } from './fr/review.ts';
import { rules } from './fr/rules.ts';
import { settings } from './fr/settings.ts';
import { setup } from './fr/setup.ts';
import { start } from './fr/start.ts';
import { states } from './fr/states.ts';
import { text } from './fr/text.ts';
import { tree } from './fr/tree.ts';

export const fr: Catalogue = { asking, audit, conflict, encrypt, errors, factor, files, frame, grid, jobs, lock, palette, people, policy, preferences, recent, recipients, review, rules, settings, setup, start, states, text, tree };
