// The log as a window looks at it: any part of what fits a filter, and sums over it, from the index. Answers at once with what is read so far.
import type { AnyEvent, Handlers } from '../../../shared/ipc/define.ts';
import type { AppContract } from '../../../shared/ipc/contract.ts';
import type { AppEvents } from '../../../shared/ipc/events.ts';
import type { AuditEntry, AuditFilter } from '../../../shared/ipc/audit.ts';
import { intentEvent, type Wanted } from './filter.ts';
import { createLinesIndex, type LineReader, type LinesIndex } from './lines-index.ts';

/** How long an answer waits for the rest of the log. */
const patienceMs = 250;
const progressMs = 200;
const mostSecrets = 20;
const mostTimes = 1000;
const hourMs = 3_600_000;

export interface LookingDeps {
  readonly folder: string;
  readonly emit: (event: AnyEvent<AppEvents>) => void;
  /** What opens sealed lines now. */
  readonly reader: () => Promise<LineReader | undefined>;
  readonly wanted: (filter: AuditFilter) => Promise<Wanted>;
}

/** An access has two lines, what was asked and what came of it: sums count the second, and nothing that the log says of itself. */
const counts = (event: string): boolean => event !== intentEvent && !event.startsWith('log_');

type Sums = Map<string | number, { answered: number; refused: number }>;

interface By {
  /** WHY numbers for times: words are made once for each place, not for each of millions of lines. */
  readonly placeOf: (at: number, secret: string) => string | number;
  readonly labelOf: (place: string | number) => string;
}
const beginning = (ms: number): By => ({ placeOf: (at) => Math.floor(at / ms), labelOf: (place) => new Date(Number(place) * ms).toISOString() });
const ways: Readonly<Record<'hour' | 'day' | 'secret' | 'hour-of-day', By>> = {
  hour: beginning(hourMs),
  day: beginning(24 * hourMs),
  secret: { placeOf: (_at, secret) => secret, labelOf: String },
  'hour-of-day': { placeOf: (at) => Math.floor(at / hourMs) % 24, labelOf: (place) => String(place).padStart(2, '0') },
};

async function sum(index: LinesIndex, rows: Uint32Array, { placeOf }: By): Promise<Sums> {
  const sums: Sums = new Map();
  await index.each(rows, (at, success, event, secret) => {
    if (!counts(event)) return;
    const place = placeOf(at, secret);
    let one = sums.get(place);
    if (one === undefined) sums.set(place, one = { answered: 0, refused: 0 });
    if (success) one.answered += 1;
    else one.refused += 1;
  });
  return sums;
}

/** Columns for a chart: times in their order, the newest thousand of them; secrets by how often, the first twenty. */
function columnsOf(sums: Sums, by: keyof typeof ways): { readonly label: string[]; readonly answered: number[]; readonly refused: number[] } {
  const all = [...sums].filter(([place]) => place !== '' && !Number.isNaN(place));
  const sorted = by === 'secret'
    ? all.toSorted(([, a], [, b]) => b.answered + b.refused - a.answered - a.refused).slice(0, mostSecrets)
    : all.toSorted(([a], [b]) => Number(a) - Number(b)).slice(-mostTimes);
  return { label: sorted.map(([place]) => ways[by].labelOf(place)), answered: sorted.map(([, { answered }]) => answered), refused: sorted.map(([, { refused }]) => refused) };
}

export interface Looking {
  /** What the newest page is where lines are sealed: a key stands far before what it opens, so all of it is read. */
  page(limit: number, before: number | undefined, filter: Wanted): Promise<{ readonly total: number; readonly entries: AuditEntry[] }>;
  readonly handlers: Pick<Handlers<AppContract>['audit'], 'listRange' | 'sumUp' | 'getEntry'>;
  forget(): void;
}

export function createLooking({ folder, emit, reader, wanted }: LookingDeps): Looking {
  let index = createLinesIndex(folder, reader);
  let last: { readonly key: string; readonly size: number; readonly rows: Uint32Array } | undefined;

  /** True once everything was read. Where that takes longer, events tell how far it is, the last of them that it is done. */
  async function caughtUp(): Promise<boolean> {
    let told = performance.now();
    const tell = (done: number, total: number): void => {
      told = performance.now();
      emit({ name: 'audit.indexProgressed', payload: { done, total } });
    };
    let late = false;
    const work = index.refresh((done, total) => { if (performance.now() - told >= progressMs) tell(done, total); }).then(() => {
      if (late) tell(1, 1);
      return true;
    });
    const { promise, resolve } = Promise.withResolvers<false>();
    const timer = setTimeout(() => {
      late = true;
      // WHY caught: nobody waits for it any more; the next look finds the same fault.
      work.catch(() => undefined);
      resolve(false);
    }, patienceMs);
    try {
      return await Promise.race([work, promise]);
    } finally {
      clearTimeout(timer);
    }
  }

  /** WHY kept: whoever scrolls asks for one part after the other of the same. Sums between them are of another time. */
  async function matching(asked: AuditFilter, keep = true): Promise<Uint32Array> {
    const filter = await wanted(asked);
    const key = JSON.stringify(filter);
    const size = index.size();
    if (last?.key === key && last.size === size) return last.rows;
    const rows = await index.matching(filter);
    if (keep) last = { key, size, rows };
    return rows;
  }

  return {
    async page(limit, before, filter) {
      await index.refresh();
      const rows = await index.matching(filter, before);
      return { total: index.newest(), entries: await index.entries(Array.from(rows.subarray(Math.max(0, rows.length - limit)))) };
    },
    handlers: {
      async listRange({ filter = {}, from, limit }) {
        const complete = await caughtUp();
        const rows = await matching(filter);
        const places = Array.from(rows.subarray(Math.max(0, rows.length - from - limit), Math.max(0, rows.length - from)));
        return { total: index.size(), matched: rows.length, complete, entries: await index.entries(places.toReversed()) };
      },
      async getEntry({ seq }) {
        // WHY all of it: a signature may stand far behind what it covers.
        await index.refresh();
        const { row, signed } = index.find(seq);
        if (row === -1) return {};
        const around = [row - 1, row, row + 1].filter((one) => one >= 0 && one < index.size());
        const found = new Map((await index.entries(around)).map((entry) => [entry.seq, entry]));
        const [entry, before, after] = [found.get(seq), found.get(seq - 1), found.get(seq + 1)];
        return {
          ...(entry === undefined ? {} : { entry }), ...(before === undefined ? {} : { before: { seq: before.seq, hash: before.hash } }),
          ...(after === undefined ? {} : { after: { seq: after.seq, prev: after.prev } }), ...(signed === undefined ? {} : { signed }),
        };
      },
      async sumUp({ filter = {}, by }) {
        const complete = await caughtUp();
        return { complete, ...columnsOf(await sum(index, await matching(filter, false), ways[by]), by) };
      },
    },
    forget() {
      // SECURITY(audit-index-forgotten): what was opened with the profile's key is gone with it.
      index = createLinesIndex(folder, reader);
      last = undefined;
    },
  };
}
