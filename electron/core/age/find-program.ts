// Where a program lies, by its bare name, on the PATH of the person alone. Must never look into the folder that somebody happens to stand in, or into a repository.
import { constants } from 'node:fs';
import { access, stat } from 'node:fs/promises';
import { delimiter, isAbsolute, join } from 'node:path';

const bare = /^[A-Za-z0-9+._-]+$/;

/** Absolute; undefined if it is nowhere. */
export async function findProgram(name: string, environment: Readonly<Record<string, string | undefined>>): Promise<string | undefined> {
  // SECURITY(program-from-path-only): a name with a slash, a blank or two dots could lead anywhere; an empty or relative part of PATH means the folder of a stranger's repository.
  if (!bare.test(name) || name.includes('..')) return undefined;
  const endings = process.platform === 'win32' ? ['.exe', '.com'] : [''];
  for (const folder of (environment['PATH'] ?? environment['Path'] ?? '').split(delimiter)) {
    if (!isAbsolute(folder)) continue;
    for (const ending of endings) {
      const path = join(folder, `${name}${ending}`);
      if (await access(path, constants.X_OK).then(() => stat(path), () => undefined).then((facts) => facts?.isFile() === true, () => false)) return path;
    }
  }
  return undefined;
}
