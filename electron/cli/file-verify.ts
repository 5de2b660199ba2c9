// `coffre file verify FILE…`: opens every file, checks its seal, and says of each what it found. Shows names only.
import type { ErrorData } from '../../shared/ipc/define.ts';
import type { Coverage } from '../../shared/ipc/sops-files.ts';
import type { Answer, Invocation, Page } from './answer.ts';
import { openDocument } from './document.ts';
import { isFinding, statusOf, type ExitStatus } from './exit-status.ts';
import { Failure } from './failure.ts';
import { table } from './page.ts';
import { printable } from './printable.ts';
import type { Session } from './session.ts';

interface Verdict {
  readonly path: string;
  /** `unchecked`: it could not be read or opened, which says nothing about its content. */
  readonly verdict: 'whole' | 'finding' | 'unchecked';
  /** What somebody could change in a whole file without its seal showing it; only what there is of it. */
  readonly notCovered?: Partial<Coverage>;
  readonly error?: { readonly code: string; readonly data: ErrorData };
}

async function verify(session: Session, path: string): Promise<Verdict> {
  try {
    const { document } = await openDocument(session, path);
    const coverage = await session.call('sops.getCoverage', { document }, path);
    await session.call('sops.closeFile', { document }, path);
    return { path, verdict: coverage.damagedComments > 0 ? 'finding' : 'whole', notCovered: Object.fromEntries(Object.entries(coverage).filter(([, count]) => count > 0)) };
  } catch (error) {
    if (!(error instanceof Failure)) throw error;
    return { path, verdict: isFinding(error.code) ? 'finding' : 'unchecked', error: { code: error.code, data: error.data } };
  }
}

/** Findings come first: a file that is not what it should be matters more than one that could not be checked. */
function statusOver(verdicts: readonly Verdict[]): ExitStatus {
  if (verdicts.some(({ verdict }) => verdict === 'finding')) return 10;
  const unchecked = verdicts.find(({ verdict }) => verdict === 'unchecked')?.error;
  return unchecked === undefined ? 0 : statusOf(unchecked.code);
}

const facts = ['comments', 'clearComments', 'damagedComments', 'readable', 'adjacent', 'unsealed', 'empty'] as const satisfies readonly (keyof Coverage)[];

function rowsOf(page: Page, { path, error, notCovered = {} }: Verdict): readonly (readonly string[])[] {
  const { cli } = page;
  const verdict = error === undefined ? (notCovered.damagedComments === undefined ? cli.verdict.ok : cli.verdict.comments) : page.title(error.code, error.data);
  return [[printable(path), verdict], ...facts.flatMap((fact) => (notCovered[fact] === undefined ? [] : [[printable(path), `${cli.notCovered} ${cli.uncovered[fact](notCovered[fact])}`]]))];
}

export async function fileVerify(invocation: Invocation): Promise<Answer> {
  const session = await invocation.session();
  const files: Verdict[] = [];
  for (const path of invocation.arguments) files.push(await verify(session, path));
  return {
    status: statusOver(files),
    json: { files },
    text(page) {
      const rows = files.flatMap((file) => rowsOf(page, file).map((cells, at) => ({ cells, colour: at > 0 ? ('dim' as const) : file.verdict === 'whole' ? ('green' as const) : ('red' as const) })));
      return table(page, rows.map(({ cells }) => cells), (row, column) => (column === 0 ? undefined : rows[row]?.colour));
    },
  };
}
