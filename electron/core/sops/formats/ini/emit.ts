// An INI file from scratch, as sops prints it: padded names, an empty line between sections, comments above what they belong to.
import { createBreath } from '../../breath.ts';
import { spelledInText } from '../../scalars.ts';
import type { Line, RawMetadata } from '../../tree.ts';
import { escape, flatten } from '../dotenv/index.ts';
import { groupsOf } from './group.ts';
import { metadataName } from './read.ts';
import { defaultName } from './scan.ts';
import { commentLines, spelledName, spelledValue } from './text.ts';

interface Printed {
  readonly value: string;
  readonly comment: string | undefined;
}

/** Bytes that a name takes with the room for its quotes, as go-ini reckons. */
const widthOf = (name: string): number => Buffer.byteLength(name) + (/["=:]/.test(name) ? 2 : name.includes('`') ? 6 : 0);

function* printed(name: string, comment: string | undefined, keys: ReadonlyMap<string, Printed>, first: boolean): Generator<string> {
  yield* commentLines(comment ?? '', false);
  if (!first || name !== defaultName) yield `[${name}]`;
  let width = 0;
  for (const key of keys.keys()) width = Math.max(width, widthOf(key));
  for (const [key, { value, comment: above }] of keys) {
    const spelled = spelledName(key);
    yield* commentLines(above ?? '', true);
    yield `${spelled}${' '.repeat(Math.max(0, width - Buffer.byteLength(spelled)))} = ${spelledValue(value)}`;
  }
}

export async function emitText(lines: readonly Line[], metadata: RawMetadata | undefined): Promise<Buffer> {
  const breath = createBreath();
  const chunks: Buffer[] = [];
  const groups = groupsOf(lines, [], 'last');
  const count = groups.length + (metadata === undefined ? 0 : 1);
  let begun = 0;
  const put = async (name: string, comment: string | undefined, keys: ReadonlyMap<string, Printed>): Promise<void> => {
    let parts: string[] = [];
    for (const line of printed(name, comment, keys, begun === 0)) {
      if (parts.push(line, '\n') < 512) continue;
      chunks.push(Buffer.from(parts.join(''), 'utf8'));
      parts = [];
      await breath();
    }
    const hidden = begun === 0 && name === defaultName && keys.size === 0;
    begun += 1;
    chunks.push(Buffer.from(`${parts.join('')}${begun === count || hidden ? '' : '\n'}`, 'utf8'));
  };
  for (const { line, comment, keys } of groups) {
    const unique = new Map<string, Printed>();
    for (const { item, comment: above } of keys) unique.set(item.key ?? '', { value: spelledInText(item.type, item.text), comment: above?.text ?? unique.get(item.key ?? '')?.comment });
    await put(line.key ?? '', comment?.text, unique);
    await breath();
  }
  if (metadata !== undefined) {
    const fields = Object.keys(metadata).toSorted().flatMap((field) => flatten(metadata[field] ?? null, field));
    await put(metadataName, undefined, new Map(fields.map(([name, value]) => [name, { value: escape(value), comment: undefined }])));
  }
  return Buffer.concat(chunks);
}
