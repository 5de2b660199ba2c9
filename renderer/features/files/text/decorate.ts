// Draws the lines in view: names, signs, comments, chips, drafts, marks. The chips are atoms: the cursor, deletion and selection take them whole.
import type { Extension, Range } from '@codemirror/state';
import { Decoration, EditorView, ViewPlugin, type DecorationSet, type ViewUpdate } from '@codemirror/view';
import { maskStrokes } from '../../../components/index.ts';
import { Chip, Said } from './chip.ts';
import { factsField, lineFacts, setFacts, type Facts } from './facts.ts';
import { referencesIn } from './lines.ts';

const key = Decoration.mark({ class: 'code-key' });
const marked = Decoration.mark({ class: 'code-key code-lint' });
const sign = Decoration.mark({ class: 'code-sign' });
const comment = Decoration.mark({ class: 'code-comment' });
const typed = Decoration.mark({ class: 'code-value' });
const draft = Decoration.line({ class: 'code-draft' });
const refused = Decoration.line({ class: 'code-draft code-refused' });

/** Chips of one line; of a name that is unknown here the chip says the name on its line. */
function chipsOf(text: string, from: number, facts: Facts, name: string, cursor: number): readonly Range<Decoration>[] {
  return referencesIn(text, facts.seal).map((reference) => {
    const said = name === '' ? (facts.names.get(reference.line) ?? '') : name;
    const label = said === '' ? facts.words.hiddenComment : facts.words.hiddenValueOf(said);
    const near = cursor >= from + reference.from && cursor <= from + reference.to;
    const widget = new Chip(label, maskStrokes, facts.multiline.has(reference.line) ? facts.words.multiline : '', near);
    return Decoration.replace({ widget }).range(from + reference.from, from + reference.to);
  });
}

interface Drawn {
  readonly all: DecorationSet;
  readonly atoms: DecorationSet;
}

/** The line on which the sentence about readable values stands, counted from 1: the first of the run of lines that are readable. */
function readableLine(view: EditorView, facts: Facts): number | undefined {
  if (facts.readable.size === 0) return undefined;
  let number = 0;
  for (const text of view.state.doc.iterLines()) {
    number += 1;
    if (facts.readable.has(text)) return number;
  }
  return undefined;
}

function draw(view: EditorView, onMask: () => void): Drawn {
  const facts = view.state.field(factsField);
  if (facts === undefined) return { all: Decoration.none, atoms: Decoration.none };
  const { doc, selection } = view.state;
  const ranges: Range<Decoration>[] = [];
  const atoms: Range<Decoration>[] = [];
  const first = readableLine(view, facts);
  for (const { from: start, to: end } of view.visibleRanges) {
    for (let at = start; at <= end;) {
      const line = doc.lineAt(at);
      const { kind, name, sign: change, marks, refused: bad, sealed } = lineFacts(line.text, facts);
      if (bad) ranges.push(refused.range(line.from));
      else if (change !== undefined) ranges.push(draft.range(line.from));
      const chips = chipsOf(line.text, line.from, facts, name, selection.main.head);
      if (kind === 'comment') ranges.push(comment.range(line.from, line.to));
      else if (kind === 'entry') {
        const equals = line.from + name.length;
        if (name !== '') ranges.push((marks.length > 0 ? marked : key).range(line.from, equals));
        ranges.push(sign.range(equals, equals + 1));
        if (!sealed && line.to > equals + 1) ranges.push(typed.range(equals + 1, line.to));
      } else if (kind === 'open') ranges.push(typed.range(line.from, line.to));
      ranges.push(...chips);
      atoms.push(...chips);
      if (line.number === first) ranges.push(Decoration.widget({ widget: new Said(facts.words.readable(facts.readable.size), facts.words.maskNow, onMask), side: 1 }).range(line.to));
      at = line.to + 1;
    }
  }
  return { all: Decoration.set(ranges, true), atoms: Decoration.set(atoms, true) };
}

/** `onMask` seals what is readable. */
export function decorate(onMask: () => void): Extension {
  const plugin = ViewPlugin.fromClass(class {
    drawn: Drawn;

    constructor(view: EditorView) {
      this.drawn = draw(view, onMask);
    }
    update(update: ViewUpdate): void {
      const told = update.transactions.some(({ effects }) => effects.some((effect) => effect.is(setFacts)));
      // WHY not while composing: an element that is drawn anew takes the word away from the input method.
      if (update.docChanged || update.viewportChanged || update.selectionSet || told) this.drawn = draw(update.view, onMask);
    }
  }, { decorations: ({ drawn }) => drawn.all });
  return [plugin, EditorView.atomicRanges.of((view) => view.plugin(plugin)?.drawn.atoms ?? Decoration.none)];
}
