// `coffre file rotation-marks [DIR]`: the values of a folder that are to be rotated; with --for, what somebody could read is found and marked first.
import { resolve } from 'node:path';
import type { MarksPage } from '../../shared/ipc/recipients.ts';
import type { Answer, Invocation, Page } from './answer.ts';
import { cancellable } from './cancellable.ts';
import { could } from './could-read.ts';
import { Failure } from './failure.ts';
import { table } from './page.ts';
import { printable } from './printable.ts';
import { looksLikeKey } from './recipient-words.ts';
import type { Session } from './session.ts';

type Row = { readonly [K in Exclude<keyof MarksPage, 'total' | 'path' | 'problems'>]: MarksPage[K][number] };

async function listed(session: Session, project: string, folder: string): Promise<{ readonly path: string; readonly rows: readonly Row[]; readonly problems: MarksPage['problems'] }> {
  const rows: Row[] = [];
  for (;;) {
    const page = await session.call('recipients.listRotationMarks', { project, offset: rows.length }, folder);
    rows.push(...page.file.map((file, at) => ({ file, key: page.key[at] ?? '', who: page.who[at] ?? '', since: page.since[at] ?? '', marked: page.marked[at] ?? '' })));
    if (page.file.length === 0 || rows.length >= page.total) return { path: page.path, rows, problems: page.problems };
  }
}

function text(page: Page, rows: readonly Row[]): string {
  const { rotation: say } = page.cli;
  if (rows.length === 0) return `${say.none}\n`;
  return table(page, rows.map(({ file, key, who, since, marked }) => [printable(file), key === '' ? say.whole : printable(key), printable(who), since === '' ? '' : say.since(since), marked === '' ? '' : say.markedOn(marked)]), (_, column) => (column > 2 ? 'dim' : undefined));
}

export async function fileRotationMarks(invocation: Invocation): Promise<Answer> {
  const [folder = '.'] = invocation.arguments;
  const wanted = invocation.repeated['for'] ?? [];
  // WHY not repeated: what somebody took for a recipient may be the key that opens everything.
  if (!wanted.every((each) => looksLikeKey.test(each))) throw new Failure('recipient-not-supported');
  const session = await invocation.session();
  const { project } = (await session.call('projects.openPath', { path: resolve(folder) }, folder)).project;
  const found = wanted.length === 0 ? undefined : await cancellable(session, () => could(invocation, session, { by: 'keys', project, recipients: [...wanted] }, folder));
  const { path, rows, problems } = await listed(session, project, folder);
  const said = [...problems.map(({ code, line, column }) => ({ cli }: Page) => `${printable(path)}:${String(line)}:${String(column)}: ${cli.rotation.problem[code]}`), ...(found?.warnings ?? [])];
  return {
    status: rows.length > 0 || problems.length > 0 ? 10 : 0,
    json: { path, marks: rows, problems, ...(found === undefined ? {} : { couldRead: found.json }) },
    text: (page) => (found === undefined ? text(page, rows) : found.text(page)),
    ...(said.length === 0 ? {} : { warning: (page: Page) => said.map((sentence) => sentence(page)).join('\n') }),
  };
}
