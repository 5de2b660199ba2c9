// Reads `git log -p` of an encrypted file line by line, as bytes. Must never turn a line that is not ciphertext into a string: the history may hold the file from before it was encrypted.
import { createBreath } from '../breath.ts';

const [head, feed, carriageReturn, blank, hash, plus, minus, equals, at, backslash] = [1, 10, 13, 32, 35, 43, 45, 61, 64, 92];
const cipher = Buffer.from('ENC[AES256_GCM,', 'latin1');
const rfc3339 = /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(?:Z|[+-]\d\d:\d\d)$/;

/** `NAME=ENC[…]` between two offsets, each byte as one character; undefined if it is anything else. */
function cipherLine(bytes: Buffer, start: number, end: number): string | undefined {
  // WHY a view: a search of the whole buffer would run past the end of each line, and take quadratic time.
  const sign = start + bytes.subarray(start, end).indexOf(equals);
  if (sign < start || sign + 1 + cipher.length > end || bytes.compare(cipher, 0, cipher.length, sign + 1, sign + 1 + cipher.length) !== 0) return undefined;
  return bytes.toString('latin1', start, bytes[end - 1] === carriageReturn ? end - 1 : end);
}

async function eachLine(bytes: Buffer, visit: (start: number, end: number) => void): Promise<void> {
  const breath = createBreath();
  let start = 0;
  for (let count = 1; start < bytes.length; count += 1) {
    const found = bytes.indexOf(feed, start);
    const end = found === -1 ? bytes.length : found;
    visit(start, end);
    start = end + 1;
    if (count % 256 === 0) await breath();
  }
}

/** The lines of a dotenv file that hold ciphertext, as the latin1 of their bytes, with the name of each; metadata left out. */
export async function cipherLines(bytes: Buffer): Promise<ReadonlyMap<string, string>> {
  const lines = new Map<string, string>();
  await eachLine(bytes, (start, end) => {
    const line = bytes[start] === hash ? undefined : cipherLine(bytes, start, end);
    if (line === undefined || line.startsWith('sops_')) return;
    lines.set(line, Buffer.from(line.slice(0, line.indexOf('=')), 'latin1').toString('utf8'));
  });
  return lines;
}

export interface Changes {
  /** When each of the wanted lines last came in; missing where the log does not tell. */
  readonly dates: ReadonlyMap<string, string>;
  /** How many commits were in the log. */
  readonly commits: number;
}

/**
 * Looks for the newest commit that brought each wanted line. A line that a commit only moved did not change in it. `cutShort`: the log ends in the middle, its last commit counts for nothing.
 * `shallow`: commits without parents are where the history was cut, and say nothing about when. Answers for any bytes.
 */
export async function readChanges(log: Buffer, wanted: ReadonlySet<string>, { cutShort, shallow }: { readonly cutShort: boolean; readonly shallow: boolean }): Promise<Changes> {
  const dates = new Map<string, string>();
  let commits = 0;
  let date = '';
  let columns = 0;
  const come = new Set<string>();
  const gone = new Set<string>();
  const settle = (): void => {
    if (date !== '') for (const line of come) if (!gone.has(line) && !dates.has(line)) dates.set(line, date);
    come.clear();
    gone.clear();
  };
  await eachLine(log, (start, end) => {
    const first = log[start];
    if (first === head) {
      settle();
      commits += 1;
      columns = 0;
      const [when = '', parent = ''] = log.toString('latin1', start + 1, Math.min(end, start + 80)).split(' ');
      date = rfc3339.test(when) && !Number.isNaN(Date.parse(when)) && !(shallow && parent === '') ? when : '';
    } else if (first === at) {
      // `@@ … @@` for one parent, `@@@ … @@@` for two: each line below has that many marks in front.
      columns = 0;
      while (log[start + columns + 1] === at) columns += 1;
    } else if (first === plus || first === minus || first === blank) {
      if (columns === 0 || start + columns >= end) return;
      const marks = log.subarray(start, start + columns);
      const goes = marks.includes(minus);
      if (!goes && !marks.every((mark) => mark === plus)) return;
      const line = cipherLine(log, start + columns, end);
      if (line !== undefined && wanted.has(line)) (goes ? gone : come).add(line);
    } else if (first !== backslash) columns = 0;
  });
  if (!cutShort) settle();
  return { dates, commits };
}
