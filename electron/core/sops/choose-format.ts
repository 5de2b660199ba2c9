// Which format a file is in, by its bytes: names mislead (`.env.local` is binary for sops, spec §1.1).
import { Refusal } from '../refusal.ts';
import { dotenv } from './formats/dotenv/index.ts';
import type { Format } from './formats/format.ts';
import { recognise } from './recognise.ts';

/** Refusals: `empty-file`, `format-not-supported`, `not-encrypted`, `binary-file`. Damage is left to the parser, which can say where. */
export function chooseFormat(name: string, bytes: Buffer): Format {
  if (bytes.length === 0) throw new Refusal('empty-file');
  if (bytes.includes(0)) throw new Refusal('binary-file');
  switch (recognise(name, bytes)) {
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
