// Child process: reads one input with the real parser of a format, and tells what came of it and what it cost. argv: format, way (`encrypted`, `clear`, `opened`), path. Environment: SOPS_AGE_KEY for what is opened.
// A process of its own, since memory can only be told of one that did nothing else. Prints no part of the input.
import { readFileSync } from 'node:fs';
import { Refusal } from '../../../electron/core/refusal.ts';
import { chooseFormat, loadFormat } from '../../../electron/core/sops/choose-format.ts';
import type { Format } from '../../../electron/core/sops/formats/format.ts';
import { createAgeKeySource } from '../../../electron/core/sops/key-sources/age/index.ts';
import { openVerified } from '../../../electron/core/sops/open-file.ts';
import type { Branch, ParsedFile, Value } from '../../../electron/core/sops/tree.ts';

export interface HostileAnswer {
  /** `read`, or the code of the refusal, and its reason where there is one. */
  readonly answer: string;
  /** How many lines were read. */
  readonly lines: number;
  /** Work of this process for the input, its helpers for garbage included, in milliseconds. */
  readonly workMs: number;
  /** The longest that its event loop was held, in milliseconds of work. */
  readonly holdMs: number;
  /** The most memory that the process ever had, and what it had before the input was read, in megabytes. */
  readonly peakMb: number;
  readonly bareMb: number;
  /** True if the refusal repeats the word that stands in the input, CANARY. */
  readonly told: boolean;
}

const [format = '', way = '', path = ''] = process.argv.slice(2);
const ids: readonly Format['id'][] = ['dotenv', 'yaml', 'json', 'ini', 'binary'];
const id = ids.find((known) => known === format);
if (id === undefined) throw new Error('unknown format');

/** WHY not resourceUsage().maxRSS: a process inherits that from the one that started it. */
function megabytes(): number {
  const status = process.platform === 'linux' ? readFileSync('/proc/self/status', 'latin1') : '';
  const peak = /^VmHWM:\s+(\d+) kB$/m.exec(status)?.[1];
  return peak === undefined ? process.resourceUsage().maxRSS / 1024 : Number(peak) / 1024;
}
const worked = ({ user, system }: NodeJS.CpuUsage): number => (user + system) / 1000;

/** WHY counted in place: a list of them would count as memory of the parser. */
function linesIn({ branches }: ParsedFile): number {
  let lines = 0;
  const open: (Branch | Value)[] = [...branches];
  for (let next = open.pop(); next !== undefined; next = open.pop()) {
    for (const child of next.kind === 'branch' ? next.items : next.kind === 'list' ? next.elements : []) {
      lines += 1;
      const value = child.kind === 'item' ? child.value : child;
      if (value.kind === 'branch' || value.kind === 'list') open.push(value);
    }
  }
  return lines;
}
const parser = await loadFormat(id);
const nowhere = { userHome: '/nonexistent', configuration: '/nonexistent', profile: '/nonexistent', temporary: '/nonexistent' };
// WHY no fake ports: what is loaded for nothing would count as memory of the input.
const source = createAgeKeySource({ environment: process.env, paths: nowhere, runner: { run: () => Promise.reject(new Error('nothing runs here')) } });
async function read(bytes: Buffer): Promise<number> {
  if (way === 'clear') return linesIn(await parser.parsePlain(bytes));
  if (way === 'encrypted') return linesIn(await parser.parse(bytes));
  return linesIn((await openVerified(bytes, await chooseFormat(path, bytes), [source], undefined)).parsed);
}
const said = (error: unknown): string => (error instanceof Refusal ? JSON.stringify([error.code, error.data, error.message, error.stack]) : String(error));

const bareMb = megabytes();
let held = 0;
let last = worked(process.threadCpuUsage());
let going = true;
const look = (): void => {
  const now = worked(process.threadCpuUsage());
  held = Math.max(held, now - last);
  last = now;
  if (going) setImmediate(look);
};
setImmediate(look);
const before = process.cpuUsage();
let answer = 'read';
let count = 0;
let told = false;
try {
  count = await read(readFileSync(path));
} catch (error) {
  const reason = error instanceof Refusal ? error.data?.['reason'] : undefined;
  answer = error instanceof Refusal ? `${error.code}${reason === undefined ? '' : `: ${String(reason)}`}` : `no refusal but ${error instanceof Error ? error.name : 'something'}`;
  told = said(error).includes('CANARY');
}
look();
going = false;
const found: HostileAnswer = { answer, lines: count, workMs: Math.round(worked(process.cpuUsage(before))), holdMs: Math.round(held), peakMb: Math.round(megabytes()), bareMb: Math.round(bareMb), told };
process.stdout.write(`${JSON.stringify(found)}\n`);
