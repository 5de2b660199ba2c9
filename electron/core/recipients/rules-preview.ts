// What changes in a file of rules, as lines for whoever looks at a plan. Must never repeat a private key that somebody put there.
import type { RulesPreview } from '../../../shared/ipc/recipients.ts';
import { shownLine } from '../sops/index.ts';
import type { PlanFile } from './prepare-file.ts';

type Line = RulesPreview['files'][number]['lines'][number];
const around = 2;
const maxLines = 2000;
const maxFiles = 1000;

/** The longest run of lines that both have, in order, by the usual table; files of rules are small, and larger ones are told whole. */
function changed(before: readonly string[], after: readonly string[]): readonly Line[] {
  const width = after.length + 1;
  if (before.length * after.length > 1_000_000) return [...before.map((text) => ({ text, change: 'removed' as const })), ...after.map((text) => ({ text, change: 'added' as const }))];
  const common = new Uint32Array((before.length + 1) * width);
  for (let one = before.length - 1; one >= 0; one -= 1) {
    for (let other = after.length - 1; other >= 0; other -= 1) common[one * width + other] = before[one] === after[other] ? (common[(one + 1) * width + other + 1] ?? 0) + 1 : Math.max(common[(one + 1) * width + other] ?? 0, common[one * width + other + 1] ?? 0);
  }
  const lines: Line[] = [];
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

export function previewOf(files: readonly PlanFile[]): RulesPreview {
  return {
    files: files.filter(({ kind, change }) => kind === 'rules' && change !== undefined).slice(0, maxFiles).map(({ way, change }) => {
      // WHY cut where nothing changed: a file of rules may be long, and the change is a line of it.
      const [before, after] = [linesIn(change?.before ?? Buffer.alloc(0)), linesIn(change?.after ?? Buffer.alloc(0))];
      let same = 0;
      while (same < before.length && same < after.length && before[same] === after[same]) same += 1;
      let end = 0;
      while (end < before.length - same && end < after.length - same && before.at(-1 - end) === after.at(-1 - end)) end += 1;
      const [first, last] = [Math.max(0, same - around), Math.max(0, end - around)];
      const lines = changed(before.slice(first, before.length - last), after.slice(first, after.length - last));
      // SECURITY(rules-show-no-key): lines that nobody changed are shown too, and one of them may be what nobody may see.
      return { path: way, lines: lines.slice(0, maxLines).map(({ text, change: what }) => ({ text: shownLine(text), change: what })) };
    }),
  };
}
