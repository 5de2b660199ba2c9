// Where the people of a project stand, and reading them from there. Reads one small file; what cannot be read is told, and never ends the caller.
import { stat } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { readWhole } from '../safe-file/index.ts';
import type { People } from './people.ts';

export const peopleWay = join('.coffre', 'people.yaml');
export const maxPeopleBytes = 512 * 1024;
/** How far a file looks upwards for the people of its project. */
const maxFolders = 100;

/** What cannot be read is a problem, never a refusal. */
export async function peopleAt(path: string): Promise<People> {
  const found = await readWhole(path, maxPeopleBytes).catch(() => undefined);
  if (found === undefined) return { people: [], problems: [{ code: 'file-unreadable', line: 1, column: 1 }], nameOf: () => '' };
  // WHY late: most projects have no such list, and reading one needs a parser.
  return (await import('./people.ts')).readPeople(found.bytes.toString('utf8'));
}

/** The people of the project that this folder (absolute) belongs to: the nearest list upwards. Undefined where there is none. */
export async function findPeople(folder: string): Promise<{ readonly path: string; readonly people: People } | undefined> {
  let here = folder;
  for (let climbed = 0; climbed < maxFolders; climbed += 1) {
    const path = join(here, peopleWay);
    if (await stat(path).then((facts) => facts.isFile(), () => false)) return { path, people: await peopleAt(path) };
    const above = dirname(here);
    if (above === here) break;
    here = above;
  }
  return undefined;
}
