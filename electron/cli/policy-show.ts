// `coffre policy show [DIR]`: every rule of the security policy, what holds, where from and how it stands; and what the project of a folder asks for. Changes nothing.
import { resolve } from 'node:path';
import type { PolicyFinding, PolicyRow, PolicyView } from '../../shared/ipc/policy.ts';
import type { Answer, Invocation, Page } from './answer.ts';
import { table } from './page.ts';
import { printable } from './printable.ts';

export function findingLines({ words: { policy: say } }: Page, path: string, findings: readonly PolicyFinding[]): string {
  return findings.map((finding) => `${printable(path)}:${String(finding.line)}:${String(finding.column)}: ${say.finding[finding.code](finding)}${finding.suggestion === '' ? '' : ` ${say.meant(finding.suggestion)}`}\n`).join('');
}

function standsText({ words: { policy: say } }: Page, { field, standing, notHere }: PolicyRow): string {
  return [`${say.standing[standing]} ${say.stands[field]}`, ...(notHere.length === 0 ? [] : [say.notHere(notHere.join(', '))])].join('. ');
}

function projectText(page: Page, project: NonNullable<PolicyView['project']>, rows: readonly PolicyRow[]): string {
  const { words: { policy: say }, paint } = page;
  if (project.state === 'none') return '';
  const said = (field: string, value: NonNullable<PolicyRow['said']> | undefined): string => {
    const row = rows.find((one) => one.field === field);
    return value === undefined || row === undefined ? say.unsaid : printable(say.shownValue(value, row.takes));
  };
  return [
    `\n${paint('bold', printable(project.path))}\n${say.projectState[project.state]}\n`, findingLines(page, project.path, project.findings),
    table(page, project.changes.map(({ field, before, after }) => [field, said(field, before), '→', said(field, after)])),
    ...(project.ignored.length === 0 ? [] : [`${say.ignored(project.ignored.join(', '))}\n`]),
  ].join('');
}

export async function policyShow(invocation: Invocation): Promise<Answer> {
  const [folder = '.'] = invocation.arguments;
  const session = await invocation.session();
  const { project } = (await session.call('projects.openPath', { path: resolve(folder) }, folder)).project;
  const view = await session.call('policy.getView', { project }, folder);
  return {
    status: view.findings.length === 0 ? 0 : 10,
    json: view,
    text(page) {
      const { words: { policy: say }, paint } = page;
      const rows = view.rows.map((row) => [row.field, printable(say.shownValue(row.value, row.takes)), say.origin[row.origin], standsText(page, row)]);
      return [
        `${paint('bold', printable(view.path))}${view.there ? '' : ` (${say.none})`}\n`, findingLines(page, view.path, view.findings),
        table(page, rows, (row, column) => (column === 1 ? 'bold' : column === 0 ? undefined : view.rows[row]?.standing === 'elsewhere' && column === 3 ? 'red' : 'dim')),
        ...(view.project === undefined ? [] : [projectText(page, view.project, view.rows)]),
      ].join('');
    },
  };
}
