// Keeps the text and the core's draft in step: one change under way at a time, refusals told, nothing typed ever dropped. Knows no editor and no screen.
import type { Answer, TextLines, Told } from '../../../bridge/index.ts';
import { agree, agreeOn, type Agreed } from './agreed.ts';
import { mergeLines } from './line-diff.ts';
import { minimalSplice, readLine, referencesIn, type Splice } from './lines.ts';

export interface SessionCore {
  read(): Promise<Answer<TextLines>>;
  /** Answers the revision after it. */
  splice(expectedRevision: number, at: number, remove: number, lines: readonly string[]): Promise<Answer<number>>;
  undo(): Promise<Answer<undefined>>;
  redo(): Promise<Answer<undefined>>;
}
export interface SessionText {
  lines(): readonly string[];
  /** Puts these lines in the place of the present ones, with as little change as possible. */
  replace(lines: readonly string[]): void;
  /** The line that is being typed now, counted from 0. */
  current(): number;
  /** Answers when no input method is in the middle of a word. */
  settled(): Promise<void>;
}
/** A refusal, and the line it is about. */
export interface Refused {
  readonly told: Told;
  readonly text: string | undefined;
}
export interface SessionEvents {
  agreed(agreed: Agreed): void;
  /** Undefined once it no longer holds. `asked`: somebody waits for the answer. */
  refused(refused: Refused | undefined, asked: boolean): void;
  /** True while the text holds something that the core has not. */
  dirty(dirty: boolean): void;
}
export interface Session {
  open(): Promise<Answer<undefined>>;
  /** The text was changed by the person. */
  edited(): void;
  /** The cursor went to another line, or the text lost the focus. */
  moved(): void;
  /** Puts everything into the draft; false if the core refused a line. */
  flush(): Promise<boolean>;
  /** The draft has this revision now. */
  changed(revision: number): void;
  /** Settles once nothing is under way to the core any more. */
  settled(): Promise<void>;
  /** What the core has not of the text, against the lines that it has; undefined if it has all. */
  unapplied(): Splice | undefined;
  /** Puts this back on the lines that the core has, as if it was typed. */
  resume(typed: Splice): Promise<void>;
  undo(): Promise<boolean>;
  redo(): Promise<boolean>;
  /** Turns readable values into sealed ones. False if a line was refused and stays as it is. */
  mask(): Promise<boolean>;
  close(): void;
}

/** How long nothing must be typed before it is applied. */
const idleMs = 400;
const mostSteps = 60;

export function createSession(core: SessionCore, text: SessionText, events: SessionEvents): Session {
  let agreed: Agreed | undefined;
  /** The lines that the core took and has not told back yet. */
  let taken: readonly string[] | undefined;
  let latest = 0;
  let dirty = false;
  let closed = false;
  let timer: ReturnType<typeof setTimeout> | undefined;
  let last: Promise<unknown> = Promise.resolve();
  // WHY kept: after a step back the core tells sealed lines only; what was typed in this sitting and nobody else touched may stay readable.
  let past: ReadonlyMap<number, string>[] = [];
  let future: ReadonlyMap<number, string>[] = [];

  /** One after the other. */
  function run<T>(work: () => Promise<T>): Promise<T> {
    const mine = last.then(work, work);
    last = mine.catch(() => undefined);
    return mine;
  }
  function setDirty(next: boolean): void {
    if (dirty === next) return;
    dirty = next;
    events.dirty(next);
  }
  function stopTimer(): void {
    clearTimeout(timer);
    timer = undefined;
  }
  function schedule(): void {
    stopTimer();
    if (!closed) timer = setTimeout(() => { void run(() => tryNow()); }, idleMs);
  }
  /** WHY not while a line is begun: a name without its equals sign is refused for sure, and the person is not done. */
  async function tryNow(): Promise<void> {
    await text.settled();
    const line = text.lines()[text.current()];
    if (!closed && (line === undefined || readLine(line).kind !== 'open')) await apply(false);
  }
  function refuse(told: Told, sent: readonly string[], asked: boolean): false {
    const at = told.data['line'];
    events.refused({ told, text: told.code === 'line-not-representable' && typeof at === 'number' ? sent[at - 1] : undefined }, asked);
    return false;
  }
  /** Takes over the core's lines, with what was typed since `base` on top. */
  async function adopt(base: readonly string[], next: Agreed): Promise<void> {
    await text.settled();
    if (closed) return;
    const mine = text.lines();
    const keyOf = (line: string): string | undefined => referencesIn(line, next.seal)[0]?.line.toString();
    const merged = mergeLines(base, mine, next.texts, keyOf);
    agreed = next;
    taken = undefined;
    events.agreed(next);
    if (minimalSplice(mine, merged) !== undefined) text.replace(merged);
    const behind = minimalSplice(next.texts, merged) !== undefined;
    setDirty(behind);
    if (behind) schedule();
  }
  /** Reads what somebody else changed. What was readable is sealed then: it may be another value by now. */
  async function reread(): Promise<boolean> {
    const lines = await core.read();
    if (!lines.ok || agreed === undefined) return lines.ok;
    [past, future] = [[], []];
    await adopt(agreed.texts, agree(lines.value));
    return true;
  }
  async function apply(asked: boolean): Promise<boolean> {
    stopTimer();
    for (let tries = 0; tries < 5 && agreed !== undefined; tries += 1) {
      const before = agreed;
      const sent = text.lines();
      const change = minimalSplice(before.texts, sent);
      if (change === undefined) {
        setDirty(false);
        events.refused(undefined, asked);
        return true;
      }
      const answer = await core.splice(before.revision, change.at, change.remove, change.lines);
      if (!answer.ok && answer.error.code === 'revision-conflict') {
        if (!(await reread())) return refuse(answer.error, sent, asked);
        continue;
      }
      if (!answer.ok) return refuse(answer.error, sent, asked);
      events.refused(undefined, asked);
      // WHY: a lock may come before they are read, and what is kept then must not be put on top of them once more.
      taken = sent;
      const lines = await core.read();
      if (!lines.ok) return refuse(lines.error, sent, asked);
      if (lines.value.revision === answer.value) {
        if (answer.value !== before.revision) {
          past = [...past.slice(1 - mostSteps), before.readable];
          future = [];
        }
        await adopt(sent, agreeOn(lines.value, sent));
      } else {
        [past, future] = [[], []];
        await adopt(sent, agree(lines.value));
      }
      if (!asked) return true;
    }
    return !dirty;
  }
  async function step(ask: () => Promise<Answer<undefined>>, from: () => ReadonlyMap<number, string> | undefined, to: (left: ReadonlyMap<number, string>) => void): Promise<boolean> {
    if (!(await apply(true)) || agreed === undefined) return false;
    const before = agreed;
    const answer = await ask();
    if (!answer.ok) return refuse(answer.error, [], true);
    const lines = await core.read();
    if (!lines.ok || lines.value.revision === before.revision) return lines.ok;
    const known = from();
    if (known === undefined) [past, future] = [[], []];
    else to(before.readable);
    await adopt(before.texts, agree(lines.value, known));
    return true;
  }

  return {
    open: () => run(async () => {
      const lines = await core.read();
      if (!lines.ok) return lines;
      agreed = agree(lines.value);
      latest = Math.max(latest, agreed.revision);
      events.agreed(agreed);
      text.replace(agreed.texts);
      return { ok: true, value: undefined };
    }),
    edited() {
      if (agreed === undefined) return;
      setDirty(true);
      schedule();
    },
    moved() {
      if (dirty) schedule();
    },
    flush: () => run(() => apply(true)),
    changed(revision) {
      latest = Math.max(latest, revision);
      void run(async () => {
        if (!closed && agreed !== undefined && latest > agreed.revision) await reread();
      });
    },
    settled: () => run(() => Promise.resolve()),
    unapplied: () => (agreed === undefined || !dirty ? undefined : minimalSplice(taken ?? agreed.texts, text.lines())),
    resume: ({ at, remove, lines }) => run(() => {
      if (closed || agreed === undefined) return Promise.resolve();
      text.replace(agreed.texts.toSpliced(at, remove, ...lines));
      setDirty(true);
      schedule();
      return Promise.resolve();
    }),
    undo: () => run(() => step(core.undo, () => past.pop(), (left) => { future.push(left); })),
    redo: () => run(() => step(core.redo, () => future.pop(), (left) => { past.push(left); })),
    mask: () => run(async () => {
      const done = await apply(true);
      if (agreed !== undefined && agreed.readable.size > 0) await reread();
      [past, future] = [[], []];
      return done;
    }),
    close() {
      stopTimer();
      if (dirty) void run(() => apply(false));
      closed = true;
    },
  };
}
