// Which installed browser to drive: the one that was named, else the first one found. Looks only; starts nothing and fetches nothing.
import { accessSync, constants, statSync } from 'node:fs';
import { delimiter, join } from 'node:path';

type Environment = Readonly<Record<string, string | undefined>>;

export interface FoundChromium {
  readonly path: string;
  /** Without a window: it can only be driven headless. */
  readonly headlessOnly: boolean;
  /** What this browser needs in its environment besides the allow-list. */
  readonly environment: Readonly<Record<string, string>>;
}

const names = ['chromium', 'chromium-browser', 'google-chrome-stable', 'google-chrome', 'microsoft-edge-stable', 'microsoft-edge', 'brave-browser'];
const folders = ['/usr/bin', '/usr/local/bin', '/snap/bin', '/opt/google/chrome'];
const bundles = ['Google Chrome.app/Contents/MacOS/Google Chrome', 'Chromium.app/Contents/MacOS/Chromium', 'Microsoft Edge.app/Contents/MacOS/Microsoft Edge'];
const windowsPrograms = ['Google\\Chrome\\Application\\chrome.exe', 'Chromium\\Application\\chrome.exe', 'Microsoft\\Edge\\Application\\msedge.exe'];

function runs(path: string): boolean {
  try {
    accessSync(path, constants.X_OK);
    return statSync(path).isFile();
  } catch {
    return false;
  }
}

function candidates(environment: Environment, platform: string): readonly string[] {
  if (platform === 'darwin') return ['/Applications', join(environment['HOME'] ?? '/', 'Applications')].flatMap((folder) => bundles.map((bundle) => join(folder, bundle)));
  if (platform === 'win32') {
    const roots = [environment['ProgramFiles'], environment['ProgramFiles(x86)'], environment['LOCALAPPDATA']].filter((root) => root !== undefined);
    return roots.flatMap((root) => windowsPrograms.map((program) => `${root}\\${program}`));
  }
  const path = (environment['PATH'] ?? '').split(delimiter).filter((folder) => folder !== '');
  return names.flatMap((name) => [...path, ...folders].map((folder) => join(folder, name)));
}

/** Answers `undefined` if none is installed; throws if COFFRE_CHROMIUM names a file that cannot be run. */
export function findChromium(environment: Environment, platform: string = process.platform): FoundChromium | undefined {
  const told = environment['COFFRE_CHROMIUM'];
  if (told !== undefined && told !== '') {
    if (!runs(told)) throw new Error(`COFFRE_CHROMIUM=${told} cannot be run`);
    return { path: told, headlessOnly: false, environment: {} };
  }
  const path = candidates(environment, platform).find(runs);
  return path === undefined ? undefined : { path, headlessOnly: false, environment: {} };
}
