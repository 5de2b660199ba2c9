// The editor itself: CodeMirror with our keys, chips and columns, mounted in a shadow root. It holds text and references; the core, not a history here, undoes.
import { Annotation, Compartment, EditorSelection, EditorState, type ChangeSpec } from '@codemirror/state';
import { EditorView, highlightActiveLine, keymap, type ViewUpdate } from '@codemirror/view';
import { decorate } from './decorate.ts';
import { factsField, lineFacts, setFacts, type Facts, type LineFacts } from './facts.ts';
import { foundMark, showFound, type Place } from './find.ts';
import { gutters } from './gutters.ts';
import { keys, steps, type KeyActs } from './keys.ts';
import { diffLines } from './line-diff.ts';
import { referenceOf } from './lines.ts';

/** The line that the cursor is on. */
export interface ActiveLine extends LineFacts {
  /** Counted from 1. */
  readonly number: number;
}
export interface EditorEvents extends KeyActs {
  /** The person changed the text. */
  readonly edited: () => void;
  readonly moved: () => void;
  readonly active: (line: ActiveLine | undefined) => void;
  readonly mask: () => void;
  readonly mark: (line: number) => void;
  readonly refusedSaid: () => string;
}
export interface TextEditor {
  readonly view: EditorView;
  lines(): readonly string[];
  replace(lines: readonly string[]): void;
  current(): number;
  /** While true nothing can be typed. */
  hold(held: boolean): void;
  settled(): Promise<void>;
  tell(facts: Facts): void;
  /** The line with this text, counted from 1. */
  lineOf(text: string): number | undefined;
  goTo(line: number): void;
  /** Selects the chip of a line, so that typing takes its place. */
  selectValue(line: number): void;
  showPlace(place: Place | undefined): void;
  /** Calls back whenever lines may stand elsewhere on the screen: `measure` reads, and answers what writes. The answer stops it. */
  onDraw(measure: () => () => void): () => void;
  destroy(): void;
}

const fromCore = Annotation.define<boolean>();
const contentAttributes = {
  spellcheck: 'false', autocorrect: 'off', autocapitalize: 'off', autocomplete: 'off', translate: 'no', writingsuggestions: 'false', 'data-gramm': 'false', 'data-gramm_editor': 'false', 'data-enable-grammarly': 'false',
  'aria-describedby': 'code-help',
};

/** One line for another, changed no more than needed, so that the cursor in it stays. */
function lineChange(from: number, old: string, next: string): ChangeSpec {
  let start = 0;
  while (start < old.length && start < next.length && old[start] === next[start]) start += 1;
  let end = 0;
  while (end < old.length - start && end < next.length - start && old[old.length - 1 - end] === next[next.length - 1 - end]) end += 1;
  return { from: from + start, to: from + old.length - end, insert: next.slice(start, next.length - end) };
}

function changesTo(state: EditorState, before: readonly string[], after: readonly string[]): ChangeSpec[] {
  const { doc } = state;
  if (before.length === 0 || after.length === 0) return [{ from: 0, to: doc.length, insert: after.join('\n') }];
  return diffLines(before, after).flatMap(({ at, remove, lines }): ChangeSpec[] => {
    if (remove === lines.length) return lines.map((text, index) => lineChange(doc.line(at + index + 1).from, before[at + index] ?? '', text));
    if (remove === 0) return [at < before.length ? { from: doc.line(at + 1).from, insert: `${lines.join('\n')}\n` } : { from: doc.length, insert: `\n${lines.join('\n')}` }];
    const [from, to] = [doc.line(at + 1).from, doc.line(at + remove).to];
    if (lines.length > 0) return [{ from, to, insert: lines.join('\n') }];
    return [at + remove < before.length ? { from, to: to + 1 } : { from: from - 1, to }];
  });
}

export function createEditor(parent: Element, root: ShadowRoot, events: EditorEvents): TextEditor {
  const placers = new Set<() => () => void>();
  const placing = {};
  const held = new Compartment();
  const place = (): void => {
    view.requestMeasure({ key: placing, read: () => [...placers].map((measure) => measure()), write: (all) => { for (const write of all) write(); } });
  };
  const linesOf = ({ doc }: EditorState): readonly string[] => (doc.length === 0 ? [] : doc.toJSON());
  const activeOf = (state: EditorState): ActiveLine | undefined => {
    const facts = state.field(factsField);
    const line = state.doc.lineAt(state.selection.main.head);
    return facts === undefined ? undefined : { ...lineFacts(line.text, facts), number: line.number };
  };
  function onUpdate({ docChanged, selectionSet, transactions, state, startState, focusChanged, view: { hasFocus } }: ViewUpdate): void {
    if (docChanged && transactions.some((one) => one.docChanged && one.annotation(fromCore) !== true)) events.edited();
    else if (selectionSet && state.doc.lineAt(state.selection.main.head).number !== startState.doc.lineAt(startState.selection.main.head).number) events.moved();
    if (focusChanged && !hasFocus) events.moved();
    if (docChanged || selectionSet || state.field(factsField) !== startState.field(factsField)) events.active(activeOf(state));
    place();
  }
  const refuse = (event: Event): boolean => {
    event.preventDefault();
    return true;
  };
  const view = new EditorView({
    parent, root,
    state: EditorState.create({
      extensions: [
        factsField, held.of([]), foundMark(), decorate(events.mask), gutters(events.refusedSaid, events.mark), highlightActiveLine(), keymap.of(keys(events)),
        EditorView.contentAttributes.of(contentAttributes),
        EditorView.contentAttributes.compute([factsField], (state) => ({ 'aria-label': state.field(factsField)?.words.name ?? '' })),
        EditorView.updateListener.of(onUpdate),
        EditorView.domEventHandlers({
          dragstart: refuse, drop: refuse,
          keydown(event) {
            const step = steps(event);
            if (step === undefined) return false;
            events[step]();
            event.stopPropagation();
            return refuse(event);
          },
          // WHY here: a menu's Undo and the browser's own come in this way; the browser would take back elements that are ours.
          beforeinput(event) {
            if (event.inputType === 'historyUndo') events.undo();
            else if (event.inputType === 'historyRedo') events.redo();
            else if (!event.inputType.startsWith('format')) return false;
            return refuse(event);
          },
        }),
      ],
    }),
  });
  view.scrollDOM.addEventListener('scroll', place, { passive: true });
  const goTo = (from: number, to: number): void => {
    view.dispatch({ selection: EditorSelection.single(from, to), effects: EditorView.scrollIntoView(EditorSelection.range(from, to), { y: 'nearest', yMargin: 60 }) });
  };
  return {
    view,
    lines: () => linesOf(view.state),
    replace(lines) {
      const changes = changesTo(view.state, linesOf(view.state), lines);
      if (changes.length > 0) view.dispatch({ changes, annotations: fromCore.of(true) });
    },
    current: () => view.state.doc.lineAt(view.state.selection.main.head).number - 1,
    hold(on) { view.dispatch({ effects: held.reconfigure(EditorState.readOnly.of(on)) }); },
    settled: () => (view.compositionStarted ? new Promise((resolve) => {
      // WHY after a turn: the editor itself takes over the last word when the event has passed.
      view.contentDOM.addEventListener('compositionend', () => { setTimeout(resolve, 60); }, { once: true });
    }) : Promise.resolve()),
    tell(facts) {
      view.dispatch({ effects: setFacts.of(facts) });
    },
    lineOf(text) {
      const at = linesOf(view.state).indexOf(text);
      return at === -1 ? undefined : at + 1;
    },
    goTo(line) {
      const { to } = view.state.doc.line(Math.min(line, view.state.doc.lines));
      goTo(to, to);
      view.focus();
    },
    selectValue(number) {
      const line = view.state.doc.line(number);
      const facts = view.state.field(factsField);
      const reference = facts === undefined ? undefined : referenceOf(line.text, facts.seal);
      if (reference !== undefined) goTo(line.from + reference.from, line.from + reference.to);
      view.focus();
    },
    showPlace(found) {
      if (found === undefined) view.dispatch({ effects: showFound.of(undefined) });
      else view.dispatch({ selection: EditorSelection.single(found.from, found.to), effects: [showFound.of(found), EditorView.scrollIntoView(found.from, { y: 'nearest', yMargin: 60 })] });
    },
    onDraw(one) {
      placers.add(one);
      place();
      return () => { placers.delete(one); };
    },
    destroy() {
      view.scrollDOM.removeEventListener('scroll', place);
      view.destroy();
    },
  };
}
