// A verified file as clear text, byte for byte what `sops decrypt` prints for it. For sinks only.
import type { EntryType } from '../../../shared/ipc/sops.ts';
import { SecretBytes } from '../secret/index.ts';
import { createBreath } from './breath.ts';
import type { Draft } from './draft.ts';
import { isNamed } from './draft-rows.ts';
import type { Format, Line } from './formats/format.ts';
import { parentsOf } from './row-tree.ts';
import { spelledInText } from './scalars.ts';
import type { Layout } from './tree.ts';

/** The draft as clear lines; values that are no UTF-8 stand as bytes. WHY no blank lines: sops has none in its tree either. */
export async function clearLines(draft: Draft): Promise<Line[]> {
  const rows = draft.kept();
  const parents = parentsOf(rows);
  const lines: Line[] = [];
  const breath = createBreath();
  for (const [at, row] of rows.entries()) {
    await breath();
    const own = { old: undefined, depth: row.depth };
    if (row.kind === 'blank') continue;
    if (row.kind === 'document') lines.push({ kind: 'document', ...own });
    else if (row.kind === 'comment') lines.push({ kind: 'comment', ...own, text: row.text.exposeBytes().toString('utf8'), inline: row.inline });
    else {
      const key = rows[parents[at] ?? -1]?.kind === 'list' ? undefined : isNamed(row) ? row.name : undefined;
      if (row.kind !== 'entry') lines.push({ kind: row.kind, ...own, key });
      else {
        const bytes = row.value.exposeBytes();
        const text = bytes.toString('utf8');
        lines.push({ kind: 'item', ...own, key, type: row.type, text, ...(row.type === 'str' && !Buffer.from(text, 'utf8').equals(bytes) ? { bytes } : {}) });
      }
    }
  }
  return lines;
}

/** The whole file with its draft applied. The caller wipes the answer. */
export async function clearText(draft: Draft, format: Format, layout: Layout | undefined): Promise<SecretBytes> {
  return new SecretBytes(await format.emit(await clearLines(draft), undefined, layout));
}

/** One value as `sops decrypt --extract` prints it, without a line end. The caller wipes the answer. */
export function valueText(type: EntryType, bytes: Buffer): SecretBytes {
  return new SecretBytes(type === 'str' ? Buffer.from(bytes) : Buffer.from(spelledInText(type, bytes.toString('utf8')), 'utf8'));
}
