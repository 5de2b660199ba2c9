// Binds one editor to the draft: makes both, keeps them in step, tells the room what is typed and not applied. Holds no value of its own.
import { useEffect, useRef, useState, type RefObject } from 'react';
import { useBridge, type Answer, type TextLines } from '../../../bridge/index.ts';
import { useFilesStore } from '../files-context.tsx';
import type { Agreed } from './agreed.ts';
import { createEditor, type ActiveLine, type EditorEvents, type TextEditor } from './editor.ts';
import { createSession, type Refused, type Session } from './session.ts';

export interface Bound {
  readonly editor: TextEditor | undefined;
  readonly session: Session | undefined;
  readonly agreed: Agreed | undefined;
  readonly refused: Refused | undefined;
  readonly active: ActiveLine | undefined;
  /** Why the lines could not be read. */
  readonly failed: Answer<undefined> | undefined;
}
export interface SessionHands extends Pick<EditorEvents, 'find' | 'mark' | 'refusedSaid'> {
  /** Somebody waits for the text to be applied, and the core refused a line. */
  readonly refusedNow: (refused: Refused, editor: TextEditor) => void;
  readonly masked: () => void;
  /** The person turned away; something readable could not be sealed, because the core refused it. */
  readonly left: () => void;
  readonly stepped: (back: boolean) => void;
}

export function useSession(root: ShadowRoot, place: RefObject<HTMLDivElement | null>, document: string, hands: SessionHands): Bound {
  const bridge = useBridge();
  const store = useFilesStore();
  const latest = useRef(hands);
  useEffect(() => { latest.current = hands; });
  const [bound, setBound] = useState<{ readonly editor: TextEditor; readonly session: Session }>();
  const [agreed, setAgreed] = useState<Agreed>();
  const [refused, setRefused] = useState<Refused>();
  const [active, setActive] = useState<ActiveLine>();
  const [failed, setFailed] = useState<Answer<undefined>>();

  useEffect(() => {
    const parent = place.current;
    if (parent === null) return undefined;
    let counted = false;
    const count = (dirty: boolean): void => {
      if (counted === dirty) return;
      counted = dirty;
      if (dirty) store.getState().startTyping();
      else store.getState().stopTyping();
    };
    const step = (back: boolean): void => {
      void (back ? session.undo() : session.redo()).then((done) => { if (done) latest.current.stepped(back); });
    };
    const mask = (): void => {
      void session.mask().then((done) => { if (done) latest.current.masked(); });
    };
    const editor = createEditor(parent, root, {
      edited: () => { session.edited(); }, moved: () => { session.moved(); }, active: setActive, mask,
      mark: (line) => { latest.current.mark(line); }, refusedSaid: () => latest.current.refusedSaid(), find: () => { latest.current.find(); },
      undo: () => { step(true); }, redo: () => { step(false); },
    });
    const session = createSession({
      read: (): Promise<Answer<TextLines>> => bridge.call('sops.listLines', { document }),
      splice: (...args) => store.getState().spliceLines(...args),
      undo: () => store.getState().undo(), redo: () => store.getState().redo(),
    }, editor, {
      agreed: setAgreed,
      refused(next, asked) {
        setRefused(next);
        if (next !== undefined && asked) latest.current.refusedNow(next, editor);
      },
      dirty: count,
    });
    setBound({ editor, session });
    void session.open().then((answer) => { if (!answer.ok) setFailed(answer); });
    const stop = [
      store.getState().onFlush(() => session.flush()),
      // SECURITY(typed-hides): what was typed and is still readable is sealed when the person turns away.
      bridge.on((event) => {
        if (event.name !== 'app.attentionLapsed') return;
        latest.current.left();
        mask();
      }),
    ];
    return () => {
      for (const one of stop) one();
      session.close();
      count(false);
      editor.destroy();
    };
  }, [root, place, document, bridge, store]);
  return { editor: bound?.editor, session: bound?.session, agreed, refused, active, failed };
}
