// `coffre file show FILE`: names, kinds and comments. Must never show a value, nor how long one is.
import type { EntryColumns, Opened } from '../../shared/ipc/sops.ts';
import { formatOf } from '../../shared/words/index.ts';
import type { Answer, Invocation, Page } from './answer.ts';
import { openDocument } from './document.ts';
import { table } from './page.ts';
import { printable } from './printable.ts';
import { pathsOf, spellPath } from '../../shared/text/index.ts';

const mask = '••••••••';

/** The comment lines above an entry; the first one below a heading has the heading too. */
function commentAt({ comment, group, groups }: EntryColumns, at: number): string {
  const heading = group[at] !== undefined && group[at] !== group[at - 1] ? groups[group[at]] : undefined;
  return [heading ?? '', comment[at] ?? ''].filter((text) => text !== '').join('\n');
}

const waysOf = (columns: EntryColumns): readonly string[] => pathsOf(columns).map((steps) => (steps.length === 0 ? '' : spellPath(steps)));

function show(page: Page, file: string, opened: Opened, columns: EntryColumns): string {
  const { cli, words } = page;
  const paths = waysOf(columns);
  const typed = opened.types.length > 1;
  const rows = columns.shape.flatMap((shape, at) => {
    // WHY left out: a branch that holds something is named by the ways to what it holds.
    if ((shape === 'branch' || shape === 'list') && (columns.depth[at + 1] ?? 0) > (columns.depth[at] ?? 0)) return [];
    const comment = printable(commentAt(columns, at).replaceAll('\n', ' / '));
    if (shape !== 'value') return [[shape === 'document' ? '---' : printable(paths[at] ?? ''), '', ...(typed ? [''] : []), shape === 'document' ? '' : cli.shape[shape], comment]];
    return [[printable(paths[at] ?? ''), columns.encrypted[at] === false ? cli.readable : mask, ...(typed ? [cli.type[columns.type[at] ?? 'str']] : []), words.states.kind[columns.kind[at] ?? 'text'], comment]];
  });
  if (!page.terminal) return table(page, rows);
  const head = [printable(file), cli.keys(opened.entries), cli.recipients(opened.recipients.length), formatOf(page.language).moment(opened.lastModified)].join(' · ');
  const notes = opened.notes.map((note) => `${words.states.note[note].means}\n`).join('');
  const titles = [cli.columns.name, cli.columns.value, ...(typed ? [cli.columnType] : []), cli.columns.kind, cli.columns.comment];
  return `${page.paint('bold', head)}\n${notes}${table(page, [titles, ...rows], (row, column) => (row === 0 || column === titles.length - 1 ? 'dim' : undefined))}`;
}

export async function fileShow(invocation: Invocation): Promise<Answer> {
  const [file = ''] = invocation.arguments;
  const session = await invocation.session();
  const opened = await openDocument(session, file);
  const columns = await session.call('sops.listEntries', { document: opened.document }, file);
  const { format, lastModified, sopsVersion, openedWith, recipients, notes } = opened;
  const paths = waysOf(columns);
  const entries = columns.name.map((name, at) => ({ name, path: paths[at], shape: columns.shape[at], type: columns.type[at], kind: columns.kind[at], encrypted: columns.encrypted[at], comment: commentAt(columns, at) }));
  return { json: { path: file, format, lastModified, sopsVersion, openedWith, recipients, notes, entries }, text: (page) => show(page, file, opened, columns) };
}
