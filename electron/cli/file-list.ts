// `coffre file list [DIR]`: the secret files of a folder and what a look at their bytes tells. Opens none of them and needs no key.
import { statSync } from 'node:fs';
import { resolve } from 'node:path';
import type { FileState } from '../../shared/ipc/projects.ts';
import type { Answer, Invocation } from './answer.ts';
import { Failure, failure } from './failure.ts';
import { table } from './page.ts';
import { printable } from './printable.ts';
import type { Session } from './session.ts';

interface Row {
  readonly path: string;
  readonly state: FileState;
}
const worrying: ReadonlySet<FileState> = new Set(['clear-text', 'damaged', 'unreadable']);

/** Resolves once the scan of `project` has ended, by event or because it was over before we listened. */
async function scanEnds(session: Session, project: () => string | undefined, begin: () => Promise<unknown>): Promise<void> {
  let wake = (): void => undefined;
  const ended = new Promise<void>((resolved) => { wake = resolved; });
  const stop = session.events((event) => {
    if (event.name === 'projects.scanProgressed' && !event.payload.running && (project() ?? event.payload.project) === event.payload.project) wake();
  });
  try {
    if ((await begin()) === 'running') await ended;
  } finally {
    stop();
  }
}

async function listAll(session: Session, project: string): Promise<readonly Row[]> {
  const rows: Row[] = [];
  for (;;) {
    const page = await session.call('projects.listFiles', { project, offset: rows.length });
    if (page.scan === 'failed' || page.scan === 'cancelled') throw failure('scan-failed');
    rows.push(...page.files.map(({ path, state }) => ({ path, state })));
    if (page.files.length === 0 || rows.length >= page.total) return rows;
  }
}

export async function fileList(invocation: Invocation): Promise<Answer> {
  const [folder = '.'] = invocation.arguments;
  const path = resolve(folder);
  // WHY looked at here: the core takes a file's path for its folder, which is right for a window and surprising in a list.
  if (statSync(path, { throwIfNoEntry: false })?.isFile() === true) throw new Failure('not-a-folder', {}, folder);
  const session = await invocation.session();
  let opened: string | undefined;
  await scanEnds(session, () => opened, async () => {
    const { project } = await session.call('projects.openPath', { path }, folder);
    opened = project.project;
    return (await session.call('projects.listFiles', { project: opened, offset: 0 })).scan;
  });
  const files = await listAll(session, opened ?? '');
  return {
    json: { files },
    ...(files.length === 0
      ? { note: ({ cli }) => cli.noFiles }
      : { text: (page) => table(page, files.map(({ path: name, state }) => [printable(name), page.words.states.file[state].said]), (row, column) => (column === 1 && worrying.has(files[row]?.state ?? 'encrypted') ? 'red' : undefined)) }),
  };
}
