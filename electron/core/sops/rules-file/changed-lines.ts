// What changes in a file of rules, as lines for whoever looks at it before it is written. Must never repeat a private key that somebody put there.
import { shownLine } from './recipients.ts';

export interface ChangedLine {
  readonly text: string;
  readonly change: 'same' | 'added' | 'removed';
}

const around = 2;
const maxLines = 2000;

/** The longest run of lines that both have, in order, by the usual table; files of rules are small, and larger ones are told whole. */
function changed(before: readonly string[], after: readonly string[]): readonly ChangedLine[] {
  const width = after.length + 1;
  if (before.length * after.length > 1_000_000) return [...before.map((text) => ({ text, change: 'removed' as const })), ...after.map((text) => ({ text, change: 'added' as const }))];
  const common = new Uint32Array((before.length + 1) * width);
  for (let one = before.length - 1; one >= 0; one -= 1) {
    for (let other = after.length - 1; other >= 0; other -= 1) common[one * width + other] = before[one] === after[other] ? (common[(one + 1) * width + other + 1] ?? 0) + 1 : Math.max(common[(one + 1) * width + other] ?? 0, common[one * width + other + 1] ?? 0);
  }
  const lines: ChangedLine[] = [];
  let [one, other] = [0, 0];
  while (one < before.length || other < after.length) {
    if (one < before.length && other < after.length && before[one] === after[other]) {
      lines.push({ text: before[one] ?? '', change: 'same' });
      one += 1;
      other += 1;
    } else if (other >= after.length || (one < before.length && (common[(one + 1) * width + other] ?? 0) >= (common[one * width + other + 1] ?? 0))) {
      lines.push({ text: before[one] ?? '', change: 'removed' });
      one += 1;
    } else {
      lines.push({ text: after[other] ?? '', change: 'added' });
      other += 1;
    }
  }
  return lines;
}

const linesIn = (bytes: Buffer): readonly string[] => {
  const lines = bytes.toString('utf8').split(/\r?\n/);
  return lines.at(-1) === '' ? lines.slice(0, -1) : lines;
};

/** The lines that change, with those right around them; `before` is empty for a file that is to be made. */
export function changedLines(before: Buffer, after: Buffer): ChangedLine[] {
  // WHY cut where nothing changed: a file of rules may be long, and the change is a line of it.
  const [old, now] = [linesIn(before), linesIn(after)];
  let same = 0;
  while (same < old.length && same < now.length && old[same] === now[same]) same += 1;
  let end = 0;
  while (end < old.length - same && end < now.length - same && old.at(-1 - end) === now.at(-1 - end)) end += 1;
  const [first, last] = [Math.max(0, same - around), Math.max(0, end - around)];
  const lines = changed(old.slice(first, old.length - last), now.slice(first, now.length - last));
  // SECURITY(rules-show-no-key): lines that nobody changed are shown too, and one of them may be what nobody may see.
  return lines.slice(0, maxLines).map(({ text, change }) => ({ text: shownLine(text), change }));
}
