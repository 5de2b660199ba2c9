// `coffre file lint FILE…`: what somebody should look at in a file: names, values by class, how others read it, the rules that are meant for it. Must never show a value, nor how long one is.
import type { EntryMark, Opened } from '../../shared/ipc/sops.ts';
import type { RulesTested } from '../../shared/ipc/sops-rules.ts';
import type { ErrorData } from '../../shared/ipc/define.ts';
import { pathsOf, spellPath } from '../../shared/text/index.ts';
import type { Answer, Invocation, Page } from './answer.ts';
import { openDocument } from './document.ts';
import { isFinding, statusOf, type ExitStatus } from './exit-status.ts';
import { Failure } from './failure.ts';
import { table } from './page.ts';
import { printable } from './printable.ts';
import type { Session } from './session.ts';

interface Linted {
  readonly path: string;
  readonly verdict: 'clean' | 'findings' | 'unchecked';
  readonly marks: readonly { readonly path: string; readonly marks: readonly EntryMark[] }[];
  readonly notes: Opened['notes'];
  readonly rules?: Pick<RulesTested, 'rulesFile' | 'outcome' | 'problems' | 'problemCount'>;
  readonly error?: { readonly code: string; readonly data: ErrorData };
}

async function lint(session: Session, path: string): Promise<Linted> {
  try {
    const { document, file, notes } = await openDocument(session, path);
    const columns = await session.call('sops.listEntries', { document }, path);
    const { rulesFile, outcome, problems, problemCount } = await session.call('sops.testRules', { file }, path);
    await session.call('sops.closeFile', { document }, path);
    const paths = pathsOf(columns);
    const placeOf = new Map(columns.entry.map((entry, at) => [entry, at]));
    const marks = columns.marks.map(({ entry, marks: found }) => ({ path: spellPath(paths[placeOf.get(entry) ?? -1] ?? []), marks: found }));
    const found = marks.length + notes.length + problemCount > 0 || outcome === 'no-match' || outcome === 'refused';
    return { path, verdict: found ? 'findings' : 'clean', marks, notes, rules: { rulesFile, outcome, problems, problemCount } };
  } catch (error) {
    if (!(error instanceof Failure)) throw error;
    return { path, verdict: isFinding(error.code) ? 'findings' : 'unchecked', marks: [], notes: [], error: { code: error.code, data: error.data } };
  }
}

/** Findings come first, as in `file verify`. */
function statusOver(files: readonly Linted[]): ExitStatus {
  if (files.some(({ verdict }) => verdict === 'findings')) return 10;
  const unchecked = files.find(({ verdict }) => verdict === 'unchecked')?.error;
  return unchecked === undefined ? 0 : statusOf(unchecked.code);
}

/** Where, what it is called, what it means. */
function rowsOf(page: Page, { path, marks, notes, rules, error }: Linted): readonly (readonly string[])[] {
  const { words, cli } = page;
  const file = printable(path);
  if (error !== undefined) return [[file, page.title(error.code, error.data), '']];
  const say = words.rules;
  const rows = [
    ...marks.flatMap(({ path: entry, marks: found }) => found.map((mark) => [`${file}: ${printable(entry)}`, words.grid.marks[mark].said, words.grid.marks[mark].means])),
    ...notes.map((note) => [file, words.states.note[note].said, words.states.note[note].means]),
    ...(rules?.problems ?? []).map((problem) => [`${printable(rules?.rulesFile ?? '')}:${String(problem.line)}:${String(problem.column)}`, say.stops[problem.stops], `${say.problem[problem.code](problem)}${problem.suggestion === '' ? '' : ` ${say.meant(problem.suggestion)}`}`]),
    ...(rules?.outcome === 'no-match' ? [[file, say.outcome['no-match'].said, say.outcome['no-match'].means]] : []),
  ];
  return rows.length === 0 ? [[file, cli.noFinding, '']] : rows;
}

export async function fileLint(invocation: Invocation): Promise<Answer> {
  const session = await invocation.session();
  const files: Linted[] = [];
  for (const path of invocation.arguments) files.push(await lint(session, path));
  return {
    status: statusOver(files),
    json: { files },
    text(page) {
      const rows = files.flatMap((file) => rowsOf(page, file).map((cells) => ({ cells, clean: file.verdict === 'clean' })));
      return table(page, rows.map(({ cells }) => cells), (row, column) => (column === 1 ? (rows[row]?.clean === true ? 'green' : 'red') : column === 2 ? 'dim' : undefined));
    },
  };
}
