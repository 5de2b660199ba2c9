// Leads a checker through the files of a log, piece by piece. Must import nothing but Node: it is built into a file that stands alone.
import type { Checker, Verdict } from './checker.ts';
import { eachLine } from './raw-lines.ts';
import type { Part } from './segments.ts';

/** `goOn` is told after each piece how many bytes are done; false ends it, and then there is no verdict. */
export async function followLog(parts: readonly Part[], checker: Checker, goOn: (done: number) => boolean = () => true): Promise<Verdict | undefined> {
  let before = 0;
  for (const part of parts) {
    checker.begin(part.name);
    if ('tombstone' in part) {
      checker.gone(part.tombstone);
      continue;
    }
    const start = before;
    if (!(await eachLine(part.fd, part.size, (bytes, ended) => { checker.line(bytes, ended); }, (done) => goOn(start + done)))) return undefined;
    before += part.size;
  }
  return checker.finish();
}

export const sizeOf = (parts: readonly Part[]): number => parts.reduce((sum, part) => sum + ('size' in part ? part.size : 0), 0);
