// The lines that fit, as far as somebody has looked at them: pages asked of the core one after the other, the newest wish first. Names only.
import { createStore, type StoreApi } from 'zustand/vanilla';
import type { AppBridge, AuditEntry, AuditFilter, Told } from '../../bridge/index.ts';

export const pageRows = 100;
/** Pages that are kept; those farthest from the view go first. */
const mostPages = 40;

export interface LinesState {
  /** Undefined until the first answer. What it is about stays until another one is there. */
  readonly filter: AuditFilter | undefined;
  /** Lines of the log, and those that fit. */
  readonly total: number;
  readonly matched: number;
  /** False as long as the core still reads the log: only the newest lines are here. */
  readonly complete: boolean;
  readonly pages: ReadonlyMap<number, readonly AuditEntry[]>;
  readonly refused: Told | undefined;
}
export interface Lines extends StoreApi<LinesState> {
  /** Looks for what fits `filter`, from the newest on. */
  look(filter: AuditFilter): void;
  /** These rows are in view. */
  want(first: number, last: number): void;
  /** Asks again: something may have been written. */
  refresh(): void;
}

export const entryAt = ({ pages }: LinesState, index: number): AuditEntry | undefined => pages.get(Math.floor(index / pageRows))?.[index % pageRows];
const isAll = (filter: AuditFilter): boolean => Object.keys(filter).length === 0;

export function createLines(bridge: AppBridge): Lines {
  const store = createStore<LinesState>(() => ({ filter: undefined, total: 0, matched: 0, complete: false, pages: new Map(), refused: undefined }));
  let wanted: AuditFilter = {};
  let view: readonly [number, number] = [0, 0];
  let stale = false;
  let asking = false;

  /** The page that is to be asked for next, if one is missing. */
  function next(): number | undefined {
    const { pages, matched, complete } = store.getState();
    const [from, to] = view.map((row) => Math.floor(Math.min(row, Math.max(0, matched - 1)) / pageRows)) as [number, number];
    if (stale) return from;
    if (!complete) return undefined;
    const seen = Array.from({ length: to - from + 1 }, (_, offset) => from + offset);
    // WHY those beside: whoever scrolls finds them there, and no row is drawn twice.
    return [...seen, to + 1, from - 1].find((page) => page >= 0 && page * pageRows < matched && !pages.has(page));
  }

  function take(filter: AuditFilter, page: number, answer: { readonly total: number; readonly matched: number; readonly complete: boolean; readonly entries: readonly AuditEntry[] }): void {
    const before = store.getState();
    const { total, matched, complete, entries } = answer;
    // WHY all: places count from the newest line, and a new one moves them.
    const goOn = before.complete && before.filter === filter && before.total === total && before.matched === matched;
    const pages = new Map([...(goOn ? before.pages : []), [page, entries] as const]);
    const far = [...pages.keys()].toSorted((a, b) => Math.abs(b - page) - Math.abs(a - page));
    for (const one of far.slice(0, Math.max(0, pages.size - mostPages))) pages.delete(one);
    store.setState({ filter, total, matched, complete, pages, refused: undefined });
  }

  /** While the core reads the log it answers with the oldest lines; the newest are found without it. */
  async function takeNewest(filter: AuditFilter): Promise<void> {
    const answer = await bridge.call('audit.list', { limit: pageRows, filter });
    if (wanted !== filter || (store.getState().filter === filter && store.getState().complete)) return;
    if (!answer.ok) store.setState({ refused: answer.error });
    else take(filter, 0, { total: answer.value.total, matched: isAll(filter) ? answer.value.total : answer.value.entries.length, complete: false, entries: answer.value.entries.toReversed() });
  }

  async function ask(): Promise<void> {
    const page = next();
    if (asking || page === undefined) return;
    asking = true;
    stale = false;
    const filter = wanted;
    const answer = await bridge.call('audit.listRange', { filter, from: page * pageRows, limit: pageRows });
    asking = false;
    if (wanted === filter) {
      if (!answer.ok) store.setState({ refused: answer.error });
      else if (answer.value.complete) take(filter, page, answer.value);
    }
    if (answer.ok) void ask();
  }

  return {
    ...store,
    look(filter) {
      wanted = filter;
      view = [0, 0];
      stale = true;
      if (!store.getState().complete) void takeNewest(filter);
      void ask();
    },
    want(first, last) {
      view = [first, last];
      void ask();
    },
    refresh() {
      stale = true;
      void ask();
    },
  };
}
