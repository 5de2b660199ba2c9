// What is wrong with a file of rules: each problem with its place, what sops does about it, and what was probably meant.
import type { RulesTested } from '../../../bridge/index.ts';
import { Icon } from '../../../components/index.ts';
import { useWords } from '../../../stores/index.ts';
import { Part } from './part.tsx';

const atMost = 100;

export function RuleProblems({ tested }: { readonly tested: RulesTested }) {
  const { rules: say } = useWords();
  const { problems, problemCount, rulesFile } = tested;
  if (rulesFile === '') return null;
  if (problems.length === 0) return <p className="rule-fine"><Icon name="check" look="icon-sm" />{say.noProblems}</p>;
  const rest = problemCount - Math.min(problems.length, atMost);
  return (
    <Part title={say.problems(problemCount)}>
      <ul className="rule-problems">
        {problems.slice(0, atMost).map((problem) => (
          <li key={`${problem.code} ${String(problem.line)} ${String(problem.column)} ${problem.field}`} data-stops={problem.stops}>
            <Icon name={problem.stops === 'nothing' ? 'triangle-alert' : 'circle-x'} look="icon-sm" />
            <span className="rule-problem">
              <span>{say.problem[problem.code](problem)}{problem.suggestion === '' ? null : <strong> {say.meant(problem.suggestion)}</strong>}</span>
              <span className="muted small">{say.place(problem.line, problem.column)} · {say.stops[problem.stops]}</span>
            </span>
          </li>
        ))}
        {rest > 0 ? <li className="muted">{say.more(rest)}</li> : null}
      </ul>
    </Part>
  );
}
