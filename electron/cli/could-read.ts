// What somebody who goes could read, found in every revision, shown and marked for rotation. Used by every command that takes people out.
import type { ExposedPage, Leaving } from '../../shared/ipc/recipients.ts';
import type { Invocation, Page } from './answer.ts';
import { table } from './page.ts';
import { printable } from './printable.ts';
import type { Session } from './session.ts';

/** So long a person waits before being told what for. */
const patienceMs = 2000;

export interface CouldRead {
  readonly json: unknown;
  text(page: Page): string;
  readonly warnings: readonly ((page: Page) => string)[];
}
type Row = { readonly [K in Exclude<keyof ExposedPage, 'total'>]: ExposedPage[K][number] };

async function allRows(session: Session, exposed: string, subject: string): Promise<readonly Row[]> {
  const rows: Row[] = [];
  for (;;) {
    const page = await session.call('recipients.listExposed', { exposed, offset: rows.length }, subject);
    rows.push(...page.file.map((file, at) => ({
      file, key: page.key[at] ?? '', who: page.who[at] ?? '', since: page.since[at] ?? '', commit: page.commit[at] ?? '', until: page.until[at] ?? '', here: page.here[at] === true, marked: page.marked[at] === true,
    })));
    if (page.file.length === 0 || rows.length >= page.total) return rows;
  }
}

function shown(page: Page, rows: readonly Row[], files: number): string {
  const say = page.cli.rotation;
  if (rows.length === 0) return `${say.nothing}\n`;
  const cells = rows.map(({ file, key, since, until, here }) => [
    printable(file), key === '' ? say.whole : printable(key), since === '' ? say.uncommitted : say.since(since.slice(0, 10)), until === '' ? '' : say.until(until.slice(0, 10)), here ? '' : say.gone,
  ]);
  return `${say.couldRead(rows.length, files)}\n${table(page, cells, (_, column) => (column > 1 ? 'dim' : undefined))}`;
}

/** Finds and marks. Failures: those of the calls. */
export async function could(invocation: Invocation, session: Session, leaving: Leaving, subject: string): Promise<CouldRead> {
  const waiting = setTimeout(() => { void invocation.warn(({ cli }) => cli.rotation.looking); }, patienceMs);
  const { exposed, files, state, whole, commits } = await session.call('recipients.findExposed', { leaving }, subject).finally(() => { clearTimeout(waiting); });
  const rows = await allRows(session, exposed, subject);
  const { marked, path } = rows.some(({ here }) => here) ? await session.call('recipients.markForRotation', { exposed }, subject) : { marked: 0, path: '' };
  return {
    json: { state, whole, commits, values: rows, marked, ...(path === '' ? {} : { marks: path }) },
    text: (page) => `${shown(page, rows, files)}${path === '' ? '' : `${page.cli.rotation.marked(marked, printable(path))}\n`}`,
    warnings: [...(state === 'found' ? [] : [({ cli }: Page) => cli.rotation.noHistory[state]]), ...(whole ? [] : [({ cli }: Page) => cli.rotation.notWhole])],
  };
}
