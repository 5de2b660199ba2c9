// Reads `git log -p` of an encrypted file line by line, as bytes. Must never turn a line that is not ciphertext into a string: the history may hold the file from before it was encrypted.
import { createBreath } from '../breath.ts';

const [head, feed, blank, plus, minus, at, backslash, bracket] = [1, 10, 32, 43, 45, 64, 92, 93];
const cipher = Buffer.from('ENC[AES256_GCM,', 'latin1');
const rfc3339 = /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(?:Z|[+-]\d\d:\d\d)$/;

/** The stored texts of encrypted values between two offsets, `ENC[…]`, whatever the format around them. */
function ciphersIn(bytes: Buffer, start: number, end: number): string[] {
  // WHY a view: a search of the whole buffer would run past the end of each line, and take quadratic time.
  const view = bytes.subarray(start, end);
  const found: string[] = [];
  for (let from = view.indexOf(cipher); from !== -1;) {
    const close = view.indexOf(bracket, from);
    if (close === -1) break;
    found.push(view.toString('latin1', from, close + 1));
    from = view.indexOf(cipher, close);
  }
  return found;
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

/** Which of the wanted stored texts stand in a file. */
export async function presentIn(bytes: Buffer, wanted: ReadonlySet<string>): Promise<ReadonlySet<string>> {
  const present = new Set<string>();
  await eachLine(bytes, (start, end) => {
    for (const text of ciphersIn(bytes, start, end)) if (wanted.has(text)) present.add(text);
  });
  return present;
}

export interface Changes {
  /** When each of the wanted texts last came in; missing where the log does not tell. */
  readonly dates: ReadonlyMap<string, string>;
  /** How many commits were in the log. */
  readonly commits: number;
}

/**
 * Looks for the newest commit that brought each wanted text. What a commit only moved did not change in it. `cutShort`: the log ends in the middle, its last commit counts for nothing.
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
    if (date !== '') for (const text of come) if (!gone.has(text) && !dates.has(text)) dates.set(text, date);
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
      for (const text of ciphersIn(log, start + columns, end)) if (wanted.has(text)) (goes ? gone : come).add(text);
    } else if (first !== backslash) columns = 0;
  });
  if (!cutShort) settle();
  return { dates, commits };
}
