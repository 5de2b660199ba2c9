// The English catalogue, and with it the shape that every other language has. A new room is one file and one line here.
import { asking } from './en/asking.ts';
import { audit } from './en/audit.ts';
import { conflict } from './en/conflict.ts';
import { encrypt } from './en/encrypt.ts';
import { errors } from './en/errors.ts';
import { factor } from './en/factor.ts';
import { files } from './en/files.ts';
import { frame } from './en/frame.ts';
import { grid } from './en/grid.ts';
import { jobs } from './en/jobs.ts';
import { lock } from './en/lock.ts';
import { palette } from './en/palette.ts';
import { people } from './en/people.ts';
import { policy } from './en/policy.ts';
import { preferences } from './en/preferences.ts';
import { recent } from './en/recent.ts';
import { recipients } from './en/recipients.ts';
import { review } from './en/review.ts';
import { rules } from './en/rules.ts';
import { settings } from './en/settings.ts';
import { setup } from './en/setup.ts';
import { start } from './en/start.ts';
import { states } from './en/states.ts';
import { text } from './en/text.ts';
import { tree } from './en/tree.ts';

export const en = { asking, audit, conflict, encrypt, errors, factor, files, frame, grid, jobs, lock, palette, people, policy, preferences, recent, recipients, review, rules, settings, setup, start, states, text, tree };
export type Catalogue = typeof en;
