// Door of the binary format: any file at all, as one value named `data` in a JSON envelope (spec §1.6).
import { Refusal } from '../../../refusal.ts';
import type { Branch, Layout, Line, ParsedFile, RawMetadata } from '../../tree.ts';
import { utf8 } from '../dotenv/index.ts';
import type { Format } from '../format.ts';
import { json } from '../json/index.ts';

const dataKey = 'data';

/** True for a file that holds nothing but a `data` that is text. */
export function isEnvelope(branches: readonly Branch[]): boolean {
  const [first, ...others] = branches[0]?.items ?? [];
  return branches.length === 1 && others.length === 0 && first?.kind === 'item' && first.key === dataKey && first.value.kind === 'scalar' && first.value.type === 'str';
}

async function parse(bytes: Uint8Array): Promise<ParsedFile> {
  const parsed = await json.parse(bytes);
  if (!isEnvelope(parsed.branches)) throw new Refusal('format-refused', { line: 1, reason: 'root-not-mapping' });
  return parsed;
}

function parsePlain(bytes: Uint8Array): Promise<ParsedFile> {
  const text = utf8(bytes);
  return Promise.resolve({
    branches: [{ kind: 'branch', items: [{ kind: 'item', key: dataKey, value: { kind: 'scalar', id: 0, type: 'str', text: text ?? '', ...(text === undefined ? { bytes } : {}) } }] }],
    metadata: {}, notes: [],
  });
}

async function emit(lines: readonly Line[], metadata: RawMetadata | undefined, layout?: Layout): Promise<Buffer> {
  const [line, ...others] = lines.filter(({ kind }) => kind !== 'comment' && kind !== 'blank');
  if (line?.kind !== 'item' || line.key !== dataKey || others.length > 0) throw new Refusal('not-in-this-format', { key: dataKey, reason: 'one-value-only' });
  if (metadata !== undefined) return json.emit([line], metadata, layout);
  return line.bytes === undefined ? Buffer.from(line.text, 'utf8') : Buffer.from(line.bytes);
}

export const binary: Format = {
  id: 'binary',
  types: ['str'],
  shape: 'whole',
  parse,
  parsePlain,
  edit: json.edit,
  emit,
  nameProblem: (name, depth) => (name === dataKey && depth === 0 ? undefined : 'reserved'),
  valueProblem: json.valueProblem,
};
