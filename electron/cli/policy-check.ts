// `coffre policy check POLICY`: what is wrong with a file of policy, by line and column. Takes it for nobody's policy and changes nothing.
import { resolve } from 'node:path';
import type { Answer, Invocation } from './answer.ts';
import { findingLines } from './policy-show.ts';

export async function policyCheck(invocation: Invocation): Promise<Answer> {
  const [path = ''] = invocation.arguments;
  const session = await invocation.session();
  const { fields, findings } = await session.call('policy.check', { path: resolve(path) }, path);
  return {
    status: findings.length === 0 ? 0 : 10,
    json: { path, fields, findings },
    text: (page) => (findings.length === 0 ? `${page.paint('green', page.words.policy.inOrder(fields))}\n` : findingLines(page, path, findings)),
  };
}
