// The lines that this text and the core agree on: their ids, and how each is written here. A value that was typed stays written out until it is masked.
import type { TextLines } from '../../../bridge/index.ts';
import { readLine, referencesIn, textOf } from './lines.ts';

export interface Agreed {
  readonly revision: number;
  readonly seal: string;
  readonly ids: readonly number[];
  readonly texts: readonly string[];
  /** Lines whose value was typed here and is still readable, by id. */
  readonly readable: ReadonlyMap<number, string>;
}

const none: ReadonlyMap<number, string> = new Map();

/** The core's lines; those in `readable` keep the words in which they were typed, if they still have their name. */
export function agree(lines: TextLines, readable: ReadonlyMap<number, string> = none): Agreed {
  const sealed = textOf(lines);
  if (readable.size === 0) return { revision: lines.revision, seal: lines.seal, ids: lines.line, texts: sealed, readable: none };
  const left = new Map<number, string>();
  const texts = sealed.map((text, at) => {
    const id = lines.line[at] ?? -1;
    const typed = readable.get(id);
    if (typed === undefined || lines.sealed[at] !== true || readLine(typed).kind !== readLine(text).kind || readLine(typed).name !== readLine(text).name) return text;
    left.set(id, typed);
    return typed;
  });
  return { revision: lines.revision, seal: lines.seal, ids: lines.line, texts, readable: left };
}

/** The same after the core has taken over `sent`, and nobody else changed anything. */
export function agreeOn(lines: TextLines, sent: readonly string[]): Agreed {
  if (sent.length !== lines.line.length) return agree(lines);
  return agree(lines, new Map(sent.flatMap((text, at) => {
    const { kind } = readLine(text);
    const id = lines.line[at];
    return id === undefined || kind === 'blank' || lines.sealed[at] !== true || referencesIn(text, lines.seal).length > 0 ? [] : [[id, text] as const];
  })));
}
