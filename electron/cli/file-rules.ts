// `coffre file rules PATH`: which rule of which `.sops.yaml` is meant for a file, why the others are not, and what is wrong with the rules. Opens no file of secrets and needs no key.
import { resolve } from 'node:path';
import type { RuleProblem, RulesTested } from '../../shared/ipc/sops-rules.ts';
import type { Answer, Invocation, Page } from './answer.ts';
import { table } from './page.ts';
import { printable } from './printable.ts';

function problemText(page: Page, problem: RuleProblem): string {
  const { rules: say } = page.words;
  return `${say.problem[problem.code](problem)}${problem.suggestion === '' ? '' : ` ${say.meant(problem.suggestion)}`}`;
}

function effectiveText(page: Page, effective: NonNullable<RulesTested['effective']>): string {
  const { rules: say } = page.words;
  const { groups, threshold, selector } = effective;
  const count = groups.reduce((sum, { key }) => sum + key.length, 0);
  const recipients = groups.map(({ kind, key, name }, at) => [
    ...(groups.length < 2 ? [] : [`${say.group(at + 1)}\n`]),
    table(page, key.map((each, place) => [say.kind[kind[place] ?? 'age'], each === '' ? `(${say.notShown})` : printable(each), printable(name[place] ?? '')]), (_, column) => (column === 2 ? undefined : 'dim')),
  ].join('')).join('');
  const how = say.selectors[selector.field as keyof typeof say.selectors];
  return [
    `\n${page.paint('bold', say.effective(effective.rule + 1))}\n`, `${say.recipients(count)}\n`, recipients,
    ...(groups.length < 2 ? [] : [`${say.threshold(threshold, groups.length)}\n`]),
    `${say.selector} ${how(printable(selector.text))}.\n`, ...(effective.macOnlyEncrypted ? [`${say.macOnly}\n`] : []), ...(effective.indent === undefined ? [] : [`${say.indent(effective.indent)}\n`]),
  ].join('');
}

function show(page: Page, tested: RulesTested): string {
  const { rules: say } = page.words;
  const { rulesFile, elsewhere, passedOver, rules, ruleCount, destinations, problems, problemCount, effective } = tested;
  const outcome = say.outcome[tested.outcome];
  const head = [
    `${page.paint('bold', printable(tested.path))}\n`, `${say.file}: ${rulesFile === '' ? say.noFile : printable(rulesFile)}\n`,
    ...(elsewhere === undefined ? [] : [`${say.elsewhere(printable(elsewhere.folder), printable(elsewhere.rulesFile))}\n`]),
    ...(passedOver === '' ? [] : [`${say.passedOver(printable(passedOver))}\n`]),
    ...(rulesFile === '' ? [] : [`${say.tried(printable(tested.tried))}\n`]),
    `${page.paint(tested.outcome === 'matched' ? 'green' : 'red', outcome.said)}. ${outcome.means}\n`,
  ];
  const rows = rules.map(({ pathRegex, verdict, recipients }, at) => [String(at + 1), pathRegex === '' ? `(${say.everyFile})` : printable(pathRegex), say.verdict[verdict], String(recipients)]);
  const titles = page.terminal ? [[say.columns.rule, say.columns.path, say.columns.applies, say.columns.recipients]] : [];
  const listed = rows.length === 0 ? [] : ['\n', table(page, [...titles, ...rows], (row, column) => (row < titles.length ? 'dim' : column === 2 && rules[row - titles.length]?.verdict === 'matches' ? 'green' : undefined)), ...(ruleCount > rows.length ? [`${say.more(ruleCount - rows.length)}\n`] : [])];
  const published = destinations.length === 0 ? [] : [`\n${page.paint('bold', say.destinations)}\n`, table(page, destinations.map(({ pathRegex, target, where }) => [pathRegex === '' ? `(${say.everyFile})` : printable(pathRegex), say.destination[target], printable(where)]))];
  const wrong = problems.length === 0 ? [] : [
    `\n${page.paint('bold', say.problems(problemCount))}\n`,
    table(page, problems.map((problem) => [`${String(problem.line)}:${String(problem.column)}`, say.stops[problem.stops], problemText(page, problem)]), (row, column) => (column === 1 && problems[row]?.stops !== 'nothing' ? 'red' : column < 2 ? 'dim' : undefined)),
    ...(problemCount > problems.length ? [`${say.more(problemCount - problems.length)}\n`] : []),
  ];
  return [...head, ...listed, ...(effective === undefined ? [] : [effectiveText(page, effective)]), ...published, ...wrong].join('');
}

export async function fileRules(invocation: Invocation): Promise<Answer> {
  const [path = ''] = invocation.arguments;
  const session = await invocation.session();
  const { file } = await session.call('projects.refFile', { path: resolve(path) }, path);
  const tested = { ...(await session.call('sops.testRules', { file }, path)), path };
  const found = tested.problemCount > 0 || tested.outcome !== 'matched';
  return { status: tested.outcome === 'no-file' ? 4 : found ? 10 : 0, json: tested, text: (page) => show(page, tested) };
}
