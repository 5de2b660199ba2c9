// The English catalogue, and with it the shape that every other language has. A new room is one file and one line here.
import { errors } from './en/errors.ts';
import { files } from './en/files.ts';
import { frame } from './en/frame.ts';
import { start } from './en/start.ts';
import { states } from './en/states.ts';

export const en = { errors, files, frame, start, states };
export type Catalogue = typeof en;
