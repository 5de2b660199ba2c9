// A change of recipients from its plan to its end: what would change and why, then all of it written, or nothing. Used by every command that lets people in or out.
import type { Plan, PlanPage, RecipientChange, Somebody } from '../../shared/ipc/recipients.ts';
import type { Answer, Invocation, Page } from './answer.ts';
import { could, type CouldRead } from './could-read.ts';
import { Failure } from './failure.ts';
import { table } from './page.ts';
import { printable } from './printable.ts';
import type { Session } from './session.ts';

type Row = PlanPage['files'][number];

export interface Drafted {
  readonly plan: Plan;
  readonly rows: readonly Row[];
}

/** How somebody is called: by name, and by the beginning of the key where that is long. */
export const calledBy = ({ key, name }: Somebody): string => (name === '' ? printable(key) : printable(name));

export async function draftPlan(invocation: Invocation, session: Session, change: RecipientChange, subject: string): Promise<Drafted> {
  await tellInterrupted(invocation, session);
  const plan = await session.call('recipients.planChange', { change, evenIfLockedOut: invocation.options['force'] !== undefined }, subject);
  const rows: Row[] = [];
  for (;;) {
    const { total, files } = await session.call('recipients.listPlan', { plan: plan.plan, offset: rows.length }, subject);
    rows.push(...files);
    if (files.length === 0 || rows.length >= total) return { plan, rows };
  }
}

/** WHY before anything else: what was interrupted may have left files of two states. */
async function tellInterrupted(invocation: Invocation, session: Session): Promise<void> {
  const { unfinished } = await session.call('recipients.getUnfinished', {});
  if (unfinished === undefined) return;
  const { written, files, root } = unfinished;
  await invocation.warn((page) => `${page.paint('red', 'coffre:')} ${page.cli.recipientsOf.interrupted(written, files, printable(root))}`);
  if (invocation.options['dry-run'] === undefined) throw new Failure('transaction-unfinished', {}, root);
}

function whoText({ cli }: Page, row: Row): string {
  const say = cli.recipientsOf;
  const some = (people: readonly Somebody[], count: number, sign: (names: string) => string): readonly string[] =>
    (count === 0 ? [] : [...people.map((one) => sign(calledBy(one))), ...(count > people.length ? [sign(say.more(count - people.length))] : [])]);
  return [...some(row.added, row.addedCount, say.added), ...some(row.removed, row.removedCount, say.removed)].join(', ');
}

function planText(page: Page, { plan, rows }: Drafted): string {
  const say = page.cli.recipientsOf;
  const cells = rows.map((row) => [
    printable(row.path), row.state === 'changes' ? say.willChange : say.willStay, whoText(page, row),
    [...(row.kind === 'rules' ? [say.rules] : []), ...(row.newKey ? [say.newKey] : []), ...(row.locksOut ? [say.lockedOut] : []), ...(row.reason === undefined ? [] : [page.words.recipients.stays[row.reason].said])].join(', '),
  ]);
  const shown = table(page, cells, (row, column) => (column === 1 && rows[row]?.state === 'stays' && rows[row].reason !== 'no-rule' ? 'red' : column === 3 ? 'dim' : undefined));
  return `${shown}${say.planned(plan.changes, plan.same, plan.stays)}\n`;
}

/** Files without a rule are nobody's business here: that is a finding of the list. */
const blocked = (rows: readonly Row[]): boolean => rows.some(({ state, reason }) => reason !== undefined && (state === 'changes' || reason !== 'no-rule'));

const warningFor = (sentences: readonly ((page: Page) => string)[]): Pick<Answer, 'warning'> => (sentences.length === 0 ? {} : { warning: (page: Page) => sentences.map((sentence) => sentence(page)).join('\n') });

/** Writes the plan unless this is a dry run. */
export async function carryOut(invocation: Invocation, session: Session, drafted: Drafted, subject: string): Promise<Answer> {
  const { plan, rows } = drafted;
  const { plan: ref, ...counts } = plan;
  const dry = invocation.options['dry-run'] !== undefined;
  const stays = blocked(rows);
  if (dry) return { status: stays || plan.changes > 0 ? 10 : 0, json: { ...counts, written: 0, files: rows }, text: (page) => planText(page, drafted) };
  const { written, keptAside } = await session.call('recipients.applyPlan', { plan: ref }, subject);
  const taken = rows.some(({ state, removedCount, kind }) => state === 'changes' && kind === 'encrypted' && removedCount > 0);
  // WHY after the change: a long history must not hold up a removal.
  const read: CouldRead | undefined = taken ? await could(invocation, session, { by: 'plan', plan: ref }, subject).catch((error: unknown) => {
    if (error instanceof Failure && error.code === 'cancelled') return undefined;
    throw error;
  }) : undefined;
  const keyKept = invocation.options['keep-data-key'] !== undefined && taken;
  return {
    status: stays ? 10 : 0,
    json: { ...counts, written, files: rows, ...(keptAside.length === 0 ? {} : { keptAside }), ...(read === undefined ? {} : { couldRead: read.json }) },
    text: (page) => `${rows.length === 0 ? '' : planText(page, drafted)}${read === undefined ? '' : `\n${read.text(page)}`}`,
    note: ({ cli }) => (written === 0 ? cli.recipientsOf.nothing : cli.recipientsOf.written(written)),
    ...warningFor([
      ...keptAside.map((path) => ({ cli }: Page) => cli.keptAside(printable(path))),
      ...(keyKept ? [({ cli }: Page) => cli.recipientsOf.keyKept] : []),
      ...(taken && read === undefined ? [({ cli }: Page) => cli.rotation.cutOff] : []),
      ...(read?.warnings ?? []),
    ]),
  };
}
