// `coffre file diff A B` and `coffre file diff FILE --rev REV`: what came, went and changed, by path. Must never show a value.
import type { Compared } from '../../shared/ipc/sops-files.ts';
import type { Answer, Invocation, Page } from './answer.ts';
import { openDocument } from './document.ts';
import { failure } from './failure.ts';
import { table } from './page.ts';
import { printable } from './printable.ts';

type Change = Compared['changes'][number];

function detail({ cli }: Page, { was, typeBefore, typeNow, change }: Change): string {
  const types = change === 'retyped' && typeBefore !== undefined && typeNow !== undefined ? cli.fromTo(cli.type[typeBefore], cli.type[typeNow]) : '';
  return [was === '' ? '' : cli.was(printable(was)), types].filter((part) => part !== '').join(', ');
}

function show(page: Page, { changes, linesChanged, recipientsAdded, recipientsRemoved, settings }: Compared): string {
  const { cli } = page;
  const rows = changes.map((change): readonly string[] => [cli.change[change.change], printable(change.path), detail(page, change)]);
  const around = [
    ...recipientsAdded.map((key) => [cli.recipientAdded, printable(key), '']),
    ...recipientsRemoved.map((key) => [cli.recipientRemoved, printable(key), '']),
    ...settings.map((setting) => [cli.settingChanged, cli.setting[setting], '']),
  ];
  const colour = (row: number): 'green' | 'red' | undefined => (changes[row]?.change === 'added' ? 'green' : changes[row]?.change === 'removed' ? 'red' : undefined);
  return `${table(page, [...rows, ...around], (row, column) => (column === 0 ? colour(row) : column === 2 ? 'dim' : undefined))}${linesChanged === 0 ? '' : `${cli.linesDiffer(linesChanged)}\n`}`;
}

export async function fileDiff(invocation: Invocation): Promise<Answer> {
  const [first = '', second] = invocation.arguments;
  const { rev: revision } = invocation.options;
  if ((second === undefined) === (revision === undefined)) throw failure('one-other-needed');
  const session = await invocation.session();
  const { document } = await openDocument(session, first);
  // WHY the second against the first: what it has is what came, as in every diff.
  const compared = second === undefined
    ? await session.call('sops.compareFiles', { document, revision }, first)
    : await session.call('sops.compareFiles', { document: (await openDocument(session, second)).document, other: document }, second);
  const { changes, linesChanged, recipientsAdded, recipientsRemoved, settings } = compared;
  const same = changes.length + linesChanged + recipientsAdded.length + recipientsRemoved.length + settings.length === 0;
  return { status: same ? 0 : 10, json: { same, ...compared }, ...(same ? { note: ({ cli }: Page) => cli.noDifference } : { text: (page: Page) => show(page, compared) }) };
}
