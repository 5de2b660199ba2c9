// One window for one profile: a second start hands its path to the first and ends.
import type { App } from 'electron';
import { isAbsolute, resolve } from 'node:path';

/** The path that the command line names, made absolute; switches are the browser's and are passed over. `skip`: the program itself, and from the sources its folder too. */
export function pathFrom(argv: readonly string[], skip: number, folder: string): string | undefined {
  const named = argv.slice(skip).find((word) => word !== '' && !word.startsWith('-'));
  return named === undefined ? undefined : resolve(folder, named);
}

/** False if a window runs already: it was told `path`, and this process should end. */
export function claimSingleInstance(app: Pick<App, 'requestSingleInstanceLock' | 'on'>, path: string | undefined, onSecond: (path: string | undefined) => void): boolean {
  if (!app.requestSingleInstanceLock({ path: path ?? '' })) return false;
  app.on('second-instance', (_event, _argv, _folder, data) => {
    const told = typeof data === 'object' && data !== null && 'path' in data ? data.path : undefined;
    onSecond(typeof told === 'string' && isAbsolute(told) ? told : undefined);
  });
  return true;
}
