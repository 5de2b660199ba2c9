// `coffre audit verify`: is the log as it was written? Says where it is not, and what nobody can know.
import type { AuditVerdict } from '../../shared/ipc/audit.ts';
import type { Answer, Invocation, Page } from './answer.ts';

const known = ({ cli }: Page, { signed, fingerprint, reported, unknown }: AuditVerdict): readonly string[] => [
  ...(signed === 0 ? [] : [cli.auditSigned(signed, fingerprint)]),
  ...(reported === 0 ? [] : [cli.auditReported(reported)]),
  ...unknown.map((what) => cli.auditCannotKnow(cli.auditUnknown[what])),
];

export async function auditVerify(invocation: Invocation): Promise<Answer> {
  const session = await invocation.session();
  const found = await session.call('audit.verify', {});
  const { lines, expired, damage, file = '', line = 0 } = found;
  return {
    status: damage === undefined ? 0 : 10,
    json: found,
    text: (page) => {
      const { cli, paint } = page;
      const first = damage === undefined ? paint('green', cli.auditWhole(lines + expired)) : paint('red', cli.auditBroken(file, line, cli.auditDamage[damage]));
      return [first, ...known(page, found).map((fact) => `  ${fact}`), ''].join('\n');
    },
  };
}
