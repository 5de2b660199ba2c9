// Door of the YAML format.
import type { Format } from '../format.ts';
import { edit } from './edit.ts';
import { emit } from './emit.ts';
import { parse, parsePlain, sectionName } from './read.ts';

function nameProblem(name: string, depth: number): ReturnType<Format['nameProblem']> {
  if (!name.isWellFormed()) return 'lone-surrogate';
  return depth === 0 && name === sectionName ? 'reserved' : undefined;
}

const valueProblem = (value: string): ReturnType<Format['valueProblem']> => (value.isWellFormed() ? undefined : 'lone-surrogate');

export const yaml: Format = { id: 'yaml', types: ['str', 'int', 'float', 'bool', 'time', 'null'], shape: 'deep', parse, parsePlain, edit, emit, nameProblem, valueProblem };
