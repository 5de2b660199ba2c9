// `coffre audit verify`: is the log as it was written? Says where it is not.
import type { Answer, Invocation } from './answer.ts';

export async function auditVerify(invocation: Invocation): Promise<Answer> {
  const session = await invocation.session();
  const found = await session.call('audit.verify', {});
  const { lines, whole, line, damage } = found;
  return {
    status: whole ? 0 : 10,
    json: found,
    text: ({ cli, paint }) => (whole ? `${paint('green', cli.auditWhole(lines))}\n` : `${paint('red', cli.auditBroken(line ?? 0, damage === undefined ? '' : cli.auditDamage[damage]))}\n`),
  };
}
