// What the editor must know beside its text to draw it: ids, changes, marks, words. One state field; names and states only.
import { StateEffect, StateField } from '@codemirror/state';
import type { EntryColumns, EntryMark } from '../../../bridge/index.ts';
import { readLine, referenceOf } from './lines.ts';

/** The words that the editor itself writes. */
export interface EditorWords {
  /** Names the editor. */
  readonly name: string;
  readonly hiddenValueOf: (name: string) => string;
  readonly hiddenComment: string;
  readonly multiline: string;
  readonly readable: (count: number) => string;
  readonly maskNow: string;
  readonly signs: Readonly<Record<Sign, string>>;
  readonly markSaid: (mark: EntryMark) => string;
}
export type Sign = 'added' | 'changed' | 'renamed' | 'moved' | 'typed';
export interface Facts {
  readonly seal: string;
  readonly signs: ReadonlyMap<number, Sign>;
  readonly marks: ReadonlyMap<number, readonly EntryMark[]>;
  readonly multiline: ReadonlySet<number>;
  readonly names: ReadonlyMap<number, string>;
  /** Which line a readable text is. */
  readonly readable: ReadonlyMap<string, number>;
  /** Comments as they are saved, as far as that is known. */
  readonly comments: ReadonlySet<string> | undefined;
  /** The text of the line that the core refused. */
  readonly refused: string | undefined;
  readonly words: EditorWords;
}

export const setFacts = StateEffect.define<Facts>();
export const factsField = StateField.define<Facts | undefined>({
  create: () => undefined,
  update: (value, { effects }) => effects.reduce((facts, effect) => (effect.is(setFacts) ? effect.value : facts), value),
});

type ColumnFacts = Pick<Facts, 'signs' | 'marks' | 'multiline' | 'names'>;

/** The part of the facts that the entries tell. */
export function factsOf(columns: EntryColumns): ColumnFacts {
  const signs = new Map<number, Sign>();
  const names = new Map<number, string>();
  const multiline = new Set<number>();
  columns.entry.forEach((entry, at) => {
    const change = columns.change[at];
    names.set(entry, columns.name[at] ?? '');
    if (columns.multiline[at] === true) multiline.add(entry);
    if (change === 'added' || change === 'changed' || change === 'renamed') signs.set(entry, change);
    else if (columns.moved[at] === true) signs.set(entry, 'moved');
  });
  return { signs, names, multiline, marks: new Map(columns.marks.map(({ entry, marks }) => [entry, marks])) };
}

export interface LineFacts {
  readonly kind: ReturnType<typeof readLine>['kind'];
  readonly name: string;
  /** The line of the document, if it is known. */
  readonly id: number | undefined;
  readonly sealed: boolean;
  readonly sign: Sign | undefined;
  readonly marks: readonly EntryMark[];
  readonly refused: boolean;
}

/** Everything that is known about one line of the text. */
export function lineFacts(text: string, facts: Facts): LineFacts {
  const { kind, name } = readLine(text);
  const reference = referenceOf(text, facts.seal);
  const id = reference?.line ?? facts.readable.get(text);
  const refused = facts.refused !== undefined && facts.refused === text;
  const sign = kind === 'entry' ? ((id === undefined ? undefined : facts.signs.get(id)) ?? (reference === undefined ? 'typed' : undefined))
    : kind === 'comment' ? (facts.comments === undefined || reference !== undefined || facts.comments.has(text) ? undefined : 'added')
    : kind === 'open' ? 'typed' : undefined;
  return { kind, name, id, sealed: reference !== undefined, sign, marks: (kind === 'entry' && id !== undefined ? facts.marks.get(id) : undefined) ?? [], refused };
}
