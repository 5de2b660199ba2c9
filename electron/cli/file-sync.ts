// `coffre file sync [DIR]`: the encrypted files of a folder for those whom their rules name, in one step for all of them; and the end of such a step that was interrupted.
import { resolve } from 'node:path';
import type { Answer, Invocation, Page } from './answer.ts';
import { cancellable } from './cancellable.ts';
import { carryOut, draftPlan } from './change-plan.ts';
import { printable } from './printable.ts';
import type { Session } from './session.ts';

async function finish(session: Session, way: 'forward' | 'back'): Promise<Answer> {
  const { written, foreign } = await session.call('recipients.finishUnfinished', { way });
  return {
    json: { way, written, foreign },
    note: ({ cli }) => (way === 'forward' ? cli.recipientsOf.finished(written) : cli.recipientsOf.undone(written)),
    ...(foreign.length === 0 ? {} : { warning: ({ cli }: Page) => cli.recipientsOf.foreign(foreign.map(printable).join(', ')) }),
  };
}

export async function fileSync(invocation: Invocation): Promise<Answer> {
  const [folder = '.'] = invocation.arguments;
  const { resume, undo } = invocation.options;
  const session = await invocation.session();
  if (resume !== undefined || undo !== undefined) return finish(session, undo === undefined ? 'forward' : 'back');
  const { project } = await session.call('projects.openPath', { path: resolve(folder) }, folder);
  return cancellable(session, async () => {
    const drafted = await draftPlan(invocation, session, { what: 'sync', project: project.project, keepKey: invocation.options['keep-data-key'] !== undefined }, folder);
    return carryOut(invocation, session, drafted, folder);
  });
}
