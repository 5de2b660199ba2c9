// Binds one editor to the draft: makes both, keeps them in step, tells the room what is typed and not applied. Holds no value of its own.
import { useEffect, useRef, useState, type RefObject } from 'react';
import { resumedText, useBridge, type Answer, type TextLines } from '../../../bridge/index.ts';
import { useFilesStore } from '../files-context.tsx';
import type { Agreed } from './agreed.ts';
import { createEditor, type ActiveLine, type EditorEvents, type TextEditor } from './editor.ts';
import type { Resumed } from '../view.ts';
import { keepTyped } from './keep-typed.ts';
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
  /** The text stands where it stood before the page was made anew. */
  readonly wentOn: () => void;
}

export function useSession(root: ShadowRoot, place: RefObject<HTMLDivElement | null>, document: string, resumed: Resumed | undefined, hands: SessionHands): Bound {
  const bridge = useBridge();
  const store = useFilesStore();
  const latest = useRef(hands);
  const [goesOn] = useState(resumed);
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
    let ids: readonly number[] = [];
    const ended = new AbortController();
    const count = (dirty: boolean): void => {
      if (counted === dirty) return;
      counted = dirty;
      if (dirty) store.getState().startTyping();
      else {
        store.getState().stopTyping();
        kept.forget();
      }
    };
    const step = (back: boolean): void => {
      void (back ? session.undo() : session.redo()).then((done) => { if (done) latest.current.stepped(back); });
    };
    const mask = (): void => {
      void session.mask().then((done) => { if (done) latest.current.masked(); });
    };
    const editor = createEditor(parent, root, {
      edited: () => { session.edited(); kept.later(); }, moved: () => { session.moved(); }, active: setActive, mask,
      mark: (line) => { latest.current.mark(line); }, refusedSaid: () => latest.current.refusedSaid(), find: () => { latest.current.find(); },
      undo: () => { step(true); }, redo: () => { step(false); },
    });
    const session = createSession({
      read: (): Promise<Answer<TextLines>> => bridge.call('sops.listLines', { document }),
      splice: (...args) => store.getState().spliceLines(...args),
      undo: () => store.getState().undo(), redo: () => store.getState().redo(),
    }, editor, {
      agreed(next) {
        ids = next.ids;
        setAgreed(next);
        if (counted) kept.later();
      },
      refused(next, asked) {
        setRefused(next);
        if (next !== undefined && asked) latest.current.refusedNow(next, editor);
      },
      dirty: count,
    });
    const kept = keepTyped(bridge, document, () => session.unapplied());
    const goOn = async ({ active, unfinished }: Resumed): Promise<void> => {
      if (unfinished?.what !== 'text') {
        const line = active === undefined ? -1 : ids.indexOf(active);
        if (line !== -1) editor.goTo(line + 1);
        return;
      }
      editor.hold(true);
      const typed = await resumedText(() => bridge.call('sops.revealUnfinished', { document }), ended.signal);
      if (ended.signal.aborted) return;
      editor.hold(false);
      if (typed === undefined) return;
      const { at, remove } = unfinished.run ?? { at: 0, remove: 0 };
      const lines = typed.split('\n').slice(0, -1);
      await session.resume({ at, remove, lines });
      editor.goTo(Math.max(1, at + lines.length));
      await kept.now();
    };
    setBound({ editor, session });
    void session.open().then(async (answer) => {
      if (!answer.ok) setFailed(answer);
      else if (goesOn !== undefined) {
        await goOn(goesOn);
        if (!ended.signal.aborted) latest.current.wentOn();
      }
    });
    const stop = [
      store.getState().onFlush(() => session.flush()),
      store.getState().onKeep(() => session.settled().then(kept.now)),
      // SECURITY(typed-hides): what was typed and is still readable is sealed when the person turns away.
      bridge.on((event) => {
        if (event.name !== 'app.attentionLapsed') return;
        latest.current.left();
        mask();
      }),
    ];
    return () => {
      ended.abort();
      for (const one of stop) one();
      session.close();
      count(false);
      editor.destroy();
    };
  }, [root, place, document, bridge, store, goesOn]);
  return { editor: bound?.editor, session: bound?.session, agreed, refused, active, failed };
}
