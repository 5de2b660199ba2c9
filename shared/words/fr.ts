// The French catalogue. It has the type of the English one: a message that is missing here does not compile.
import type { Catalogue } from './en.ts';
import { errors } from './fr/errors.ts';
import { files } from './fr/files.ts';
import { frame } from './fr/frame.ts';
import { start } from './fr/start.ts';
import { states } from './fr/states.ts';

export const fr: Catalogue = { errors, files, frame, start, states };
