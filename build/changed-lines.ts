// A small difference of two texts, as git would show it without context. Only for files whose values are encrypted.
const widest = 110;

const shortened = (line: string): string => (line.length > widest ? `${line.slice(0, widest - 1)}…` : line);

/** Lines that are gone with `-`, new ones with `+`, in order. */
export function changedLines(before: string, after: string): readonly string[] {
  const [old, now] = [before.split('\n'), after.split('\n')];
  const [oldSet, nowSet] = [new Set(old), new Set(now)];
  const gone = old.filter((line) => !nowSet.has(line));
  const come = now.filter((line) => !oldSet.has(line));
  const nameOf = (line: string): string => line.split('=', 1)[0] ?? '';
  const paired = gone.flatMap((line) => [`- ${shortened(line)}`, ...come.filter((other) => nameOf(other) === nameOf(line)).map((other) => `+ ${shortened(other)}`)]);
  const goneNames = new Set(gone.map(nameOf));
  return [...paired, ...come.filter((line) => !goneNames.has(nameOf(line))).map((line) => `+ ${shortened(line)}`)];
}
