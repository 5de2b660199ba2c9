// Which rule applies to a file: the rules in their order with the reason for each, whom the file would be encrypted for, and what is wrong with the rules. Asks the core each time it opens; knows public names only.
import { useEffect, useState } from 'react';
import { useBridge, type AnswerOf, type RulesTested } from '../../../bridge/index.ts';
import { Button, Chip, Dialog, ErrorPanel, Icon, type IconName } from '../../../components/index.ts';
import { useErrorWords, useWords } from '../../../stores/index.ts';
import { EffectiveRule } from './effective-rule.tsx';
import { Part } from './part.tsx';
import { RuleProblems } from './rule-problems.tsx';
import type { AskedFile } from './rules-context.tsx';

type Verdict = RulesTested['rules'][number]['verdict'];
const icons: Readonly<Record<Verdict, IconName>> = { matches: 'check', 'not-meant': 'minus', 'earlier-won': 'corner-down-right', 'not-asked': 'minus', 'bad-regex': 'triangle-alert', unknown: 'circle-dashed' };
/** More rows would hide the one that counts; the command line tells all. */
const atMost = 200;

function RuleTable({ tested }: { readonly tested: RulesTested }) {
  const { rules: say } = useWords();
  const { rules, ruleCount } = tested;
  const rest = ruleCount - Math.min(rules.length, atMost);
  return (
    <Part title={say.list}><table className="rule-table">
      <caption className="hidden-text">{say.list}</caption>
      <thead><tr><th scope="col">{say.columns.rule}</th><th scope="col">{say.columns.path}</th><th scope="col">{say.columns.applies}</th><th scope="col">{say.columns.recipients}</th></tr></thead>
      <tbody>
        {rules.slice(0, atMost).map(({ line, pathRegex, verdict, recipients }, at) => (
          <tr key={line} data-verdict={verdict}>
            <td className="num">{at + 1}</td>
            <th scope="row">{pathRegex === '' ? say.everyFile : <code className="mono">{pathRegex}</code>}</th>
            <td><span className="rule-verdict"><Icon name={icons[verdict]} look="icon-sm" />{say.verdict[verdict]}</span></td>
            <td className="num">{recipients}</td>
          </tr>
        ))}
        {rest > 0 ? <tr><td colSpan={4} className="muted">{say.more(rest)}</td></tr> : null}
      </tbody>
    </table></Part>
  );
}

function Facts({ tested }: { readonly tested: RulesTested }) {
  const { rules: say } = useWords();
  const { rulesFile, elsewhere, passedOver, tried, outcome } = tested;
  const fine = outcome === 'matched';
  return (
    <div className="rule-facts">
      <p className="rule-outcome" role="status"><Chip icon={fine ? 'shield-check' : 'triangle-alert'} state={fine ? 'verified' : 'warning'}>{say.outcome[outcome].said}</Chip><span>{say.outcome[outcome].means}</span></p>
      <dl>
        <dt>{say.file}</dt>
        <dd className={rulesFile === '' ? undefined : 'mono'}>{rulesFile === '' ? say.noFile : rulesFile}</dd>
      </dl>
      {rulesFile === '' ? null : <p className="muted small">{say.tried(tried)}</p>}
      {elsewhere === undefined ? null : <p className="rule-note"><Icon name="info" look="icon-sm" /><span>{say.elsewhere(elsewhere.folder, elsewhere.rulesFile)}</span></p>}
      {passedOver === '' ? null : <p className="rule-note"><Icon name="info" look="icon-sm" /><span>{say.passedOver(passedOver)}</span></p>}
    </div>
  );
}

function Destinations({ tested }: { readonly tested: RulesTested }) {
  const { rules: say } = useWords();
  if (tested.destinations.length === 0) return null;
  return (
    <Part title={say.destinations}><table className="rule-table">
      <caption className="hidden-text">{say.destinations}</caption>
      <tbody>{tested.destinations.map(({ line, pathRegex, target, where }) => <tr key={line}><th scope="row">{pathRegex === '' ? say.everyFile : <code className="mono">{pathRegex}</code>}</th><td>{say.destination[target]} <span className="mono">{where}</span></td></tr>)}</tbody>
    </table></Part>
  );
}

export function RulesDialog({ asked, onClose }: { readonly asked: AskedFile; readonly onClose: () => void }) {
  const { rules: say, frame } = useWords();
  const errors = useErrorWords();
  const bridge = useBridge();
  const [answer, setAnswer] = useState<AnswerOf<'sops.testRules'>>();
  useEffect(() => {
    let gone = false;
    void bridge.call('sops.testRules', { file: asked.file }).then((told) => { if (!gone) setAnswer(told); });
    return () => { gone = true; };
  }, [bridge, asked.file]);
  const tested = answer?.ok === true ? answer.value : undefined;
  // WHY first then: the problems are the answer.
  const stopped = tested !== undefined && tested.outcome !== 'matched' && tested.outcome !== 'no-match';
  const wrong = tested?.problemCount ?? 0;
  return (
    <Dialog
      open size="large" title={say.title} text={say.tested(asked.path)} closeName={frame.close} onClose={onClose} aside={wrong === 0 ? undefined : <Chip icon="triangle-alert" state="warning">{say.problems(wrong)}</Chip>}
      foot={<><span className="push" /><Button look="primary" onClick={onClose}>{frame.close}</Button></>}
    >
      {answer === undefined ? <p className="dialog-text muted line" role="status"><Icon name="loader-circle" look="spin" />{say.testing}</p> : null}
      {answer?.ok === false ? <div className="dialog-text"><ErrorPanel {...errors(answer.error)} code={answer.error.code} /></div> : null}
      {tested === undefined ? null : (
        <div className="rules-scroll">
          <Facts tested={tested} />
          {stopped ? <RuleProblems tested={tested} /> : null}
          {tested.rules.length === 0 ? null : <RuleTable tested={tested} />}
          {tested.effective === undefined ? null : <EffectiveRule effective={tested.effective} />}
          <Destinations tested={tested} />
          {stopped ? null : <RuleProblems tested={tested} />}
        </div>
      )}
    </Dialog>
  );
}
