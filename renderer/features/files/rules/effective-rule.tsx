// What follows from the rule that applies: whom sops would encrypt for, in which groups, and which values. Public keys only.
import type { RulesTested } from '../../../bridge/index.ts';
import { Icon } from '../../../components/index.ts';
import { useWords } from '../../../stores/index.ts';
import { Part } from './part.tsx';

type Effective = NonNullable<RulesTested['effective']>;
const atMost = 100;

function Recipients({ group }: { readonly group: Effective['groups'][number] }) {
  const { rules: say } = useWords();
  const rest = group.key.length - atMost;
  return (
    <ul className="rule-recipients">
      {group.key.slice(0, atMost).map((key, at) => {
        const kind = group.kind[at] ?? 'age';
        const name = group.name[at] ?? '';
        return (
          <li key={`${kind} ${key === '' ? String(at) : key}`}>
            <Icon name={kind === 'age' ? 'user-round' : 'key-round'} look="icon-sm" />
            <span className={name === '' ? 'rule-name muted' : 'rule-name'}>{name === '' ? say.unnamed : name}</span>
            <span className="muted small">{say.kind[kind]}</span>
            {key === '' ? <span className="muted">{say.notShown}</span> : <code className="mono rule-key">{key}</code>}
          </li>
        );
      })}
      {rest > 0 ? <li className="muted">{say.more(rest)}</li> : null}
    </ul>
  );
}

export function EffectiveRule({ effective }: { readonly effective: Effective }) {
  const { rules: say } = useWords();
  const { groups, threshold, selector, macOnlyEncrypted, indent, rule } = effective;
  const count = groups.reduce((sum, { key }) => sum + key.length, 0);
  const chosen = say.selectors[selector.field as keyof typeof say.selectors];
  return (
    <Part title={say.effective(rule + 1)}>
      <p>{say.recipients(count)}{groups.length < 2 ? null : `. ${say.threshold(threshold, groups.length)}`}</p>
      {groups.map((group, at) => (
        <div key={group.key.join(' ')} className="rule-group">
          {groups.length < 2 ? null : <h4 className="muted small">{say.group(at + 1)}</h4>}
          <Recipients group={group} />
        </div>
      ))}
      <p><span className="muted">{say.selector}</span> {chosen(selector.text)}. {macOnlyEncrypted ? say.macOnly : null} {indent === undefined ? null : say.indent(indent)}</p>
    </Part>
  );
}
