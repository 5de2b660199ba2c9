// `coffre file rotate-key FILE…`: a new data key, and every value encrypted anew, for the same recipients; all files or none.
import { resolve } from 'node:path';
import type { Answer, Invocation } from './answer.ts';
import { carryOut, draftPlan } from './change-plan.ts';

export async function fileRotateKey(invocation: Invocation): Promise<Answer> {
  const session = await invocation.session();
  const files: string[] = [];
  for (const path of invocation.arguments) files.push((await session.call('projects.refFile', { path: resolve(path) }, path)).file);
  const [subject = ''] = invocation.arguments;
  return carryOut(invocation, session, await draftPlan(invocation, session, { what: 'rotate', files }, invocation.arguments.length === 1 ? subject : ''), '');
}
