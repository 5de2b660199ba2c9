// Door of the YAML format.
import type { Format } from '../format.ts';
import { edit } from './edit.ts';
import { emit } from './emit.ts';
import { parse, parsePlain, sectionName } from './read.ts';
import { misprinted } from './write-scalar.ts';

function nameProblem(name: string, depth: number): ReturnType<Format['nameProblem']> {
  if (!name.isWellFormed()) return 'lone-surrogate';
  return depth === 0 && name === sectionName ? 'reserved' : undefined;
}

const valueProblem = (value: string): ReturnType<Format['valueProblem']> => (value.isWellFormed() ? undefined : 'lone-surrogate');

/** WHY looked at first: hardly any value begins so, and the others need not become strings. */
const isMisprinted: Format['misprinted'] = (value, crooked) => (value[0] === 9 || value[0] === 10 || value[0] === 32) && misprinted(value.toString('utf8'), crooked);

export const yaml: Format = { id: 'yaml', types: ['str', 'int', 'float', 'bool', 'time', 'null'], shape: 'deep', parse, parsePlain, edit, emit, nameProblem, valueProblem, misprinted: isMisprinted };
