// Which rule the encrypted file goes by: the one that covers it, or one that is made, with the lines that come into the file of rules.
import { useId } from 'react';
import type { ClearFile, PlannedEncryption } from '../../../bridge/index.ts';
import { Button, Radio } from '../../../components/index.ts';
import { useWords } from '../../../stores/index.ts';
import { ChangedLines } from '../rules/changed-lines.tsx';
import { useAskRules, type AskedFile } from '../rules/rules-context.tsx';

export type RuleWish = 'matched' | 'add' | 'widen' | 'none';
export interface RulePartProps {
  readonly facts: ClearFile;
  readonly target: ClearFile['targets'][number];
  readonly wish: RuleWish;
  readonly planned: PlannedEncryption | undefined;
  readonly asked: AskedFile;
  readonly onWish: (wish: RuleWish) => void;
}

export function RulePart({ facts, target, wish, planned, asked, onWish }: RulePartProps) {
  const { encrypt: say } = useWords();
  const askRules = useAskRules();
  const group = useId();
  const { outcome, ruleLine, there, name, near } = target;
  const ask = <Button look="quiet" onClick={() => { askRules(asked); }}>{say.whichRule}</Button>;
  const file = <span className="mono">{facts.rulesFile}</span>;
  if (there === 'encrypted') return <div className="stack"><p>{say.thereTitle(name)}</p><p className="small muted prose">{say.thereText}</p></div>;
  if (outcome === 'matched') return <div className="stack"><p>{say.ruleOf} {file} {say.ruleMatched(ruleLine)}</p><div>{ask}</div></div>;
  if (outcome === 'refused' || outcome === 'unknown') return <div className="stack"><p>{say.rulesRefuse}</p><div>{ask}</div></div>;
  return (
    <div className="stack">
      {outcome === 'no-file' ? <p>{say.noRules}</p> : outcome === 'ignored' ? <p>{file} {say.rulesIgnored}</p> : <p>{say.noRuleOf} {file} {say.ruleNone}</p>}
      {outcome === 'no-file' ? (
        <div>
          <Radio group={group} label={say.makeRules} hint={say.makeRulesHint} checked={wish === 'add'} onChoose={() => { onWish('add'); }} />
          <Radio group={group} label={say.withoutRule} hint={say.withoutRuleHint} checked={wish === 'none'} onChoose={() => { onWish('none'); }} />
        </div>
      ) : near === undefined ? <p className="small muted">{say.addRule}, {say.addRuleHint(facts.rules)}</p> : (
        <div>
          <Radio group={group} label={say.addRule} hint={say.addRuleHint(facts.rules)} checked={wish === 'add'} onChoose={() => { onWish('add'); }} />
          <Radio group={group} label={say.widenRule(near.rule, near.covers.join(', '))} hint={say.widenRuleHint(near.groups.reduce((sum, { key }) => sum + key.length, 0))} checked={wish === 'widen'} onChoose={() => { onWish('widen'); }} />
        </div>
      )}
      {wish !== 'none' && planned !== undefined && planned.preview.length > 0 ? <ChangedLines file={planned.rulesFile} lines={planned.preview} /> : null}
    </div>
  );
}
