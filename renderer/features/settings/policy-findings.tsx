// What is wrong with a policy, by place, with what was probably meant.
import type { PolicyFinding } from '../../bridge/index.ts';
import { Icon } from '../../components/index.ts';
import { useWords } from '../../stores/index.ts';

export function PolicyFindings({ findings }: { readonly findings: readonly PolicyFinding[] }) {
  const { policy: say } = useWords();
  return (
    <ul className="policy-findings">
      {findings.slice(0, 50).map((finding) => (
        <li key={`${finding.code} ${String(finding.line)} ${String(finding.column)}`}>
          <Icon name="triangle-alert" look="icon-sm" />
          <span><span className="muted">{say.findingAt(finding.line, finding.column)}</span> {say.finding[finding.code](finding)}{finding.suggestion === '' ? null : ` ${say.meant(finding.suggestion)}`}</span>
        </li>
      ))}
    </ul>
  );
}
