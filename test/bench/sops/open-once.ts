// Child process: opens one encrypted file and tells in bytes how much its memory grew at the most. argv: path.
import { readFileSync } from 'node:fs';
import { chooseFormat } from '../../../electron/core/sops/choose-format.ts';
import { openVerified } from '../../../electron/core/sops/open-file.ts';
import { fakePorts } from '../../fakes/ports.ts';
import { ageSource } from './large-file.ts';

const path = process.argv[2] ?? '';
const ports = fakePorts();
const source = ageSource(ports);
const small = process.argv[3] ?? '';
// The code itself, the identities and the format are loaded by a small file first: what is asked is what a large one adds.
const first = readFileSync(small);
await openVerified(first, await chooseFormat(small, first), [source], undefined);
const before = process.resourceUsage().maxRSS;
const bytes = readFileSync(path);
const file = await openVerified(bytes, await chooseFormat(path, bytes), [source], undefined);
process.stdout.write(`${String((process.resourceUsage().maxRSS - before) * 1024)} ${String(file.leaves.length)}\n`);
ports.fake.remove();
