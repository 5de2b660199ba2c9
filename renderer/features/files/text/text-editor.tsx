// Text mode inside its shadow root: the editor, what floats above it, and the words for both. Values are chips; the text that React sees are names.
import { useCallback, useEffect, useMemo, useRef, useState } from 'react';
import { flushSync } from 'react-dom';
import type { EntryColumns, Told } from '../../../bridge/index.ts';
import { ErrorPanel } from '../../../components/index.ts';
import { useAppearance, useErrorWords, useSession as useAbout, useToasts, useWords } from '../../../stores/index.ts';
import { useCopy } from '../grid/use-copy.ts';
import { pendingCount } from '../store.ts';
import type { Resumed } from '../view.ts';
import { factsOf, lineFacts, type EditorWords, type Facts } from './facts.ts';
import { FindBar } from './find-bar.tsx';
import { LineActs } from './line-acts.tsx';
import { NotePopover } from './note-popover.tsx';
import { useSession } from './use-session.ts';

export interface TextEditorProps {
  readonly root: ShadowRoot;
  readonly document: string;
  readonly fileName: string;
  readonly columns: EntryColumns;
  readonly resumed: Resumed | undefined;
  readonly onWentOn: () => void;
  readonly onActive: (entry: number) => void;
}
interface Note {
  readonly line: number;
  readonly focused: boolean;
}

export function TextEditor({ root, document, fileName, columns, resumed, onWentOn, onActive }: TextEditorProps) {
  const { text: say, files, grid, states } = useWords();
  const errors = useErrorWords();
  const announce = useToasts((state) => state.say);
  const show = useToasts((state) => state.show);
  const clipboard = useAbout(({ about }) => about?.clipboard);
  const density = useAppearance((state) => state.density);
  const place = useRef<HTMLDivElement>(null);
  const hideValue = useRef<(() => void) | undefined>(undefined);
  const [finding, setFinding] = useState(0);
  const [note, setNote] = useState<Note>();
  // WHY besides sealing: a line that the core refuses stays as it was typed, and must not be read by others either.
  const [veiled, setVeiled] = useState(false);
  const [saved, setSaved] = useState<ReadonlySet<string>>();
  const refusedToast = useCallback((told: Told) => { show(errors(told).title, 'refused'); }, [show, errors]);
  const { copied, copy } = useCopy(document, refusedToast);

  const { editor, session, agreed, refused, active, failed } = useSession(root, place, document, resumed, {
    find: () => { flushSync(() => { setFinding((asked) => asked + 1); }); },
    mark: (line) => { setNote((old) => (old?.line === line ? undefined : { line, focused: false })); },
    refusedSaid: () => say.refusedMark,
    refusedNow({ told, text }, at) {
      const line = text === undefined ? undefined : at.lineOf(text);
      if (line === undefined) {
        refusedToast(told);
        return;
      }
      at.goTo(line);
      setNote({ line, focused: false });
    },
    masked: () => { announce(say.masked); },
    left: () => { setVeiled(true); },
    wentOn: onWentOn,
    stepped: (back) => { announce(back ? say.undone : say.redone); },
  });

  const words = useMemo<EditorWords>(() => ({
    name: say.editor(fileName), hiddenValueOf: say.hiddenValueOf, hiddenComment: say.hiddenComment, multiline: say.multiline, readable: say.readable, maskNow: say.maskNow, signs: say.signs,
    markSaid: (mark) => grid.marks[mark].said,
  }), [say, grid, fileName]);
  const known = useMemo(() => factsOf(columns), [columns]);
  const facts = useMemo<Facts | undefined>(() => (agreed === undefined ? undefined : {
    ...known, seal: agreed.seal, readable: new Map([...agreed.readable].map(([id, text]) => [text, id])), comments: saved, refused: refused?.text, words,
  }), [known, agreed, saved, refused, words]);

  const here = active?.kind === 'entry' ? active.id : undefined;
  useEffect(() => { if (here !== undefined) onActive(here); }, [here, onActive]);
  useEffect(() => { session?.changed(columns.revision); }, [session, columns.revision]);
  const clean = pendingCount(columns.pending) === 0;
  useEffect(() => {
    if (agreed === undefined || agreed.revision !== columns.revision) return;
    if (columns.pending.comments === 0) setSaved(new Set(agreed.texts.filter((text) => text.startsWith('#'))));
    // WHY then: readable until it is saved, and it is.
    if (clean && agreed.readable.size > 0) void session?.mask();
  }, [agreed, columns, clean, session]);
  useEffect(() => {
    if (facts !== undefined) editor?.tell(facts);
  }, [editor, facts]);
  useEffect(() => { editor?.view.requestMeasure(); }, [editor, density]);
  useEffect(() => {
    const left = (event: FocusEvent): void => {
      if (event.relatedTarget === null || !root.host.contains(event.relatedTarget as Node)) void session?.flush();
    };
    root.host.addEventListener('focusout', left as EventListener);
    return () => { root.host.removeEventListener('focusout', left as EventListener); };
  }, [root, session]);
  useEffect(() => {
    // WHY in this order: Esc goes by layers, the topmost first.
    const onKeyDown = (event: Event): void => {
      if (!(event instanceof KeyboardEvent) || event.key !== 'Escape' || event.defaultPrevented || event.isComposing) return;
      if (note !== undefined) setNote(undefined);
      else if (hideValue.current !== undefined) hideValue.current();
      else if (finding > 0) setFinding(0);
      else return;
      event.preventDefault();
      event.stopPropagation();
      editor?.view.focus();
    };
    root.addEventListener('keydown', onKeyDown);
    return () => { root.removeEventListener('keydown', onKeyDown); };
  }, [root, editor, note, finding]);

  useEffect(() => {
    const back = (): void => { setVeiled(false); };
    for (const event of ['keydown', 'pointerdown'] as const) root.addEventListener(event, back);
    return () => { for (const event of ['keydown', 'pointerdown'] as const) root.removeEventListener(event, back); };
  }, [root]);

  const onShown = useCallback((hide: (() => void) | undefined) => { hideValue.current = hide; }, []);
  const closeNote = (): void => {
    setNote(undefined);
    editor?.view.focus();
  };
  const noted = editor === undefined || facts === undefined || note === undefined || note.line > editor.view.state.doc.lines ? undefined : lineFacts(editor.view.state.doc.line(note.line).text, facts);
  const copyOff = clipboard?.works === false ? states.ability[clipboard.reason] : undefined;
  const acting = active?.kind === 'entry' && active.sealed && active.id !== undefined ? { entry: active.id, name: active.name, line: active.number, marked: active.marks.length > 0 } : undefined;
  return (
    <div className="code" data-density={density} data-veiled={veiled ? true : undefined}>
      <p id="code-help" className="hidden-text">{say.help}</p>
      {failed === undefined || failed.ok ? null : <ErrorPanel {...errors(failed.error)} code={failed.error.code} />}
      {finding > 0 && editor !== undefined ? <FindBar editor={editor} asked={finding} onClose={() => { setFinding(0); editor.view.focus(); }} /> : null}
      <div className="code-stage">
        <div ref={place} className="code-place" />
        {editor === undefined || acting === undefined ? null : (
          <LineActs
            key={acting.entry} editor={editor} document={document} {...acting} copyOff={copyOff} copied={copied?.of === acting.entry ? files.copied(copied.seconds) : undefined}
            onCopy={copy} onMarks={(line) => { setNote({ line, focused: true }); }} onRefused={refusedToast} onShown={onShown}
          />
        )}
        {editor === undefined || note === undefined || noted === undefined || (!noted.refused && noted.marks.length === 0) ? null : (
          <NotePopover editor={editor} line={note.line} marks={noted.marks} refused={noted.refused && refused !== undefined ? errors(refused.told) : undefined} focused={note.focused} onClose={closeNote} />
        )}
      </div>
    </div>
  );
}
