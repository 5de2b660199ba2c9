// `coffre file recipients FILE [add R…|remove R…]`: who can open a file, by name, and letting people in or out, of it alone or of all files of its rule. Listing needs no key.
import { resolve } from 'node:path';
import type { ListedRecipients } from '../../shared/ipc/recipients.ts';
import type { Answer, Invocation, Page } from './answer.ts';
import { cancellable } from './cancellable.ts';
import { carryOut, draftPlan } from './change-plan.ts';
import { failure, Failure } from './failure.ts';
import { table } from './page.ts';
import { printable } from './printable.ts';
import { keysOf, separated } from './recipient-words.ts';
import type { Session } from './session.ts';

function listText(page: Page, { groups, threshold, missing, missingCount, state }: ListedRecipients): string {
  const { cli, words } = page;
  const say = cli.recipientsOf;
  const shown = groups.map(({ kind, key, name, ruled }, at) => [
    ...(groups.length < 2 ? [] : [`${say.group(at + 1)}\n`]),
    table(page, key.map((each, place) => [words.recipients.kind[kind[place] ?? 'age'], printable(each), printable(name[place] ?? ''), state === 'unknown' ? '' : ruled[place] === true ? say.ruled : say.notRuled]), (row, column) => (column === 3 && ruled[row] !== true ? 'red' : column < 2 ? 'dim' : undefined)),
  ].join('')).join('');
  const lacking = missing.length === 0 ? '' : table(page, missing.map(({ kind, key, name }) => [words.recipients.kind[kind], printable(key), printable(name), say.missing]), (_, column) => (column === 3 ? 'red' : 'dim'));
  return [shown, lacking, ...(missingCount > missing.length ? [`${say.more(missingCount - missing.length)}\n`] : []), ...(groups.length < 2 ? [] : [`${say.threshold(threshold, groups.length)}\n`]), `${say.state[state]}\n`].join('');
}

async function list(session: Session, file: string, path: string): Promise<Answer> {
  const { path: _, ...listed } = await session.call('recipients.listRecipients', { file }, path);
  return { status: listed.state === 'differ' ? 10 : 0, json: { path, ...listed }, text: (page) => listText(page, { path, ...listed }) };
}

export async function fileRecipients(invocation: Invocation): Promise<Answer> {
  const [path = '', action, ...given] = invocation.arguments;
  const wanted = separated(given);
  if (action !== undefined && ((action !== 'add' && action !== 'remove') || wanted.length === 0)) throw failure('bad-change');
  const session = await invocation.session();
  const { file } = await session.call('projects.refFile', { path: resolve(path) }, path);
  if (action === undefined) return list(session, file, path);
  const people = await keysOf(session, file, wanted, path);
  const recipients = people.map(({ key }) => key);
  const keepKey = invocation.options['keep-data-key'] !== undefined;
  const whole = invocation.options['rule'] !== undefined;
  const drafted = await draftPlan(invocation, session, whole ? { what: 'rule', rules: file, add: action === 'add' ? [...people] : [], remove: action === 'remove' ? recipients : [], keepKey }
    : action === 'add' ? { what: 'add', files: [file], recipients } : { what: 'remove', files: [file], recipients, keepKey }, path);
  const [stays] = drafted.rows;
  if (!whole && stays?.state === 'stays') throw new Failure('file-stays', { reason: await reasonText(invocation, stays.reason ?? 'damaged') }, path);
  return cancellable(session, () => carryOut(invocation, session, drafted, path));
}

async function reasonText(invocation: Invocation, reason: keyof Page['words']['recipients']['stays']): Promise<string> {
  if (invocation.json) return reason;
  const { words } = await import('../../shared/words/both.ts');
  return words(invocation.language()).recipients.stays[reason].means;
}
