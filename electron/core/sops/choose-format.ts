// Which format a file is in, by its bytes: names mislead (`.env.local` is binary for sops, spec §1.1).
import { Refusal } from '../refusal.ts';
import { dotenv } from './formats/dotenv/index.ts';
import type { Format } from './formats/format.ts';
import { recognise, type Recognised } from './recognise.ts';

/** How much of either end is looked at first: metadata stands at one of them. */
const endBytes = 64 * 1024;

/** By the two ends where they tell enough, else by all of it: a look at many megabytes would hold the loop. */
function recogniseEnds(name: string, bytes: Buffer): Recognised {
  if (bytes.length <= 2 * endBytes) return recognise(name, bytes);
  const found = recognise(name, Buffer.concat([bytes.subarray(0, endBytes), Buffer.from('\n'), bytes.subarray(-endBytes)]));
  return found === 'encrypted' || found === 'unsupported' ? found : recognise(name, bytes);
}

/** Refusals: `empty-file`, `format-not-supported`, `not-encrypted`, `binary-file`. Damage is left to the parser, which can say where. */
export function chooseFormat(name: string, bytes: Buffer): Format {
  if (bytes.length === 0) throw new Refusal('empty-file');
  if (bytes.includes(0)) throw new Refusal('binary-file');
  switch (recogniseEnds(name, bytes)) {
    case 'unsupported': throw new Refusal('format-not-supported');
    case 'encrypted':
    case 'damaged': return dotenv;
    case 'rules':
    case 'clear-text':
    case 'unreadable':
    case 'not-secret': break;
  }
  // WHY the parser still has a look: it tells a binary file, a conflict and a cut-off file from a clear one.
  if (/^(<{7}|>{7}) /m.test(bytes.toString('latin1'))) return dotenv;
  throw new Refusal('not-encrypted');
}
