// Hostile input of up to 10 MB, and what reading it costs a process that does nothing else.
import { spawn } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { build } from 'vite';
import type { Format } from '../../../electron/core/sops/formats/format.ts';
import { identities } from '../../fakes/fixtures.ts';
import type { HostileAnswer } from './parse-hostile.ts';

/** Of the whole process, input included. */
export const mostMegabytes = 200;
export const mostWorkMs = 1000;

export const tenMegabytes = 10_000_000;
const child = join(import.meta.dirname, 'parse-hostile.ts');

/** A text over and over, until it is so long. */
export const filled = (text: string, size = tenMegabytes): string => text.repeat(Math.floor(size / Buffer.byteLength(text)));

let bundle: Promise<string> | undefined;
/** The child as one file, as people get the program. WHY: to make TypeScript readable takes Node 40 MB that no input is to blame for. */
async function bundled(): Promise<string> {
  const outDir = mkdtempSync(join(tmpdir(), 'coffre-hostile-child-'));
  process.once('exit', () => { rmSync(outDir, { recursive: true }); });
  await build({ configFile: false, logLevel: 'error', build: { ssr: child, outDir, emptyOutDir: false, minify: false }, ssr: { noExternal: true } });
  return join(outDir, 'parse-hostile.js');
}

type Way = 'encrypted' | 'clear' | 'opened';

async function readOnce(format: Format['id'], way: Way, content: string | Uint8Array): Promise<HostileAnswer> {
  bundle ??= bundled();
  const script = await bundle;
  const folder = mkdtempSync(join(tmpdir(), 'coffre-hostile-'));
  try {
    const path = join(folder, `hostile.${format}`);
    writeFileSync(path, content);
    return await new Promise<HostileAnswer>((resolve, reject) => {
      const started = spawn(process.execPath, [script, format, way, path], { env: { SOPS_AGE_KEY: identities[0] }, stdio: ['ignore', 'pipe', 'inherit'] });
      const parts: Buffer[] = [];
      started.stdout.on('data', (part: Buffer) => { parts.push(part); });
      started.once('error', reject);
      started.once('close', (code, signal) => {
        if (code === 0) resolve(JSON.parse(Buffer.concat(parts).toString('utf8')) as HostileAnswer);
        else reject(new Error(`the reading process ended with ${String(code ?? signal)}`));
      });
    });
  } finally {
    rmSync(folder, { recursive: true });
  }
}

/**
 * `encrypted`: by the parser of encrypted files; `clear`: by that of clear ones; `opened`: by all that opening a file does.
 * Where it took more than a second of work it is read again, twice at most, and the quickest counts: what else the machine does only adds.
 */
export async function readApart(format: Format['id'], way: Way, content: string | Uint8Array): Promise<HostileAnswer> {
  let quickest = await readOnce(format, way, content);
  for (let more = 0; more < 2 && quickest.workMs >= mostWorkMs; more += 1) {
    const again = await readOnce(format, way, content);
    if (again.workMs < quickest.workMs) quickest = again;
  }
  return quickest;
}
