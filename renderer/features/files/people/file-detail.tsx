// One encrypted file: who can open it by name and group, whether its rule says the same, and letting somebody in or taking somebody out.
import { useEffect, useState } from 'react';
import { useBridge, type AnswerOf, type ListedRecipients } from '../../../bridge/index.ts';
import { Button, Chip, ErrorPanel, Icon, IconButton } from '../../../components/index.ts';
import { useErrorWords, useKept, useWords } from '../../../stores/index.ts';
import { bareKey, shortKey, splitPath } from '../../../../shared/text/index.ts';
import { ChooseDialog, type Where } from './choose-dialog.tsx';
import { canBeLetIn, type Person } from './persons.ts';
import type { WantedChange } from './use-change.ts';

export interface FileDetailProps {
  readonly path: string;
  readonly file: string;
  readonly persons: readonly Person[];
  /** Goes up whenever the project was read anew. */
  readonly read: object | undefined;
  readonly onChange: (wanted: WantedChange) => void;
}

type Group = ListedRecipients['groups'][number];
type TakingOut = {
  readonly kind: Group['kind'][number];
  readonly key: string;
  readonly name: string;
};

function GroupList({ group, number, ruled, onTakeOut }: { readonly group: Group; readonly number: number | undefined; readonly ruled: boolean; readonly onTakeOut: (one: TakingOut) => void }) {
  const { people: say, recipients } = useWords();
  return (
    <>
      {number === undefined ? null : <h3 className="grid-group"><strong>{say.group(number)}</strong></h3>}
      <ul className="people-files">
        {group.key.map((key, at) => {
          const [kind, name] = [group.kind[at] ?? 'age', group.name[at] ?? ''];
          return (
            <li key={`${kind} ${key}`} className="people-recipient">
              <Icon name={kind === 'age' ? 'user-round' : 'key-round'} look="icon-sm" />
              <span className={name === '' ? 'muted clip' : 'clip'}>{name === '' ? say.unnamed : name} <span className="muted small mono">{shortKey(key)}</span></span>
              <span className="small muted">{kind === 'age' ? '' : recipients.kind[kind]}{ruled && group.ruled[at] !== true ? ` ${say.notRuled}` : ''}</span>
              <IconButton row icon="user-minus" name={say.takeOutName(name === '' ? shortKey(key) : name)} onClick={() => { onTakeOut({ kind, key, name }); }} />
            </li>
          );
        })}
      </ul>
    </>
  );
}

export function FileDetail({ path, file, persons, read, onChange }: FileDetailProps) {
  const { people: say, states } = useWords();
  const errors = useErrorWords();
  const bridge = useBridge();
  const [answer, setAnswer] = useState<AnswerOf<'recipients.listRecipients'>>();
  const [choosing, setChoosing] = useKept<'in' | TakingOut | undefined>('people.choosing', undefined);
  useEffect(() => {
    let gone = false;
    void bridge.call('recipients.listRecipients', { file }).then((told) => { if (!gone) setAnswer(told); });
    return () => { gone = true; };
  }, [bridge, file, read]);
  const listed = answer?.ok === true ? answer.value : undefined;
  const { folder, name } = splitPath(path);
  const ruled = listed?.outcome === 'matched';
  const here = new Set((listed?.groups ?? []).flatMap(({ key }) => key.map(bareKey)));
  const others = persons.filter(({ keys }) => keys.some(({ kind, key }) => canBeLetIn(kind) && !here.has(bareKey(key))));
  const nameOf = ({ name: called, key }: { readonly name: string; readonly key: string }): string => (called === '' ? shortKey(key) : called);

  const letIn = (ids: readonly string[], where: Where): void => {
    setChoosing(undefined);
    const chosen = others.filter(({ id }) => ids.includes(id));
    const fresh = chosen.flatMap((person) => person.keys.filter(({ kind, key }) => canBeLetIn(kind) && !here.has(bareKey(key))).map(({ key }) => ({ key, name: person.name.slice(0, 80).replaceAll(/[/\\]/g, ' ') })));
    const names = chosen.map((person) => nameOf({ name: person.name, key: person.id })).join(', ');
    onChange({ title: 'add', who: names, change: where === 'rule' ? { what: 'rule', rules: file, add: fresh, remove: [], keepKey: true } : { what: 'add', files: [file], recipients: fresh.map(({ key }) => key) } });
  };
  const takeOut = (one: TakingOut, where: Where): void => {
    setChoosing(undefined);
    onChange({ title: 'remove', who: nameOf(one), change: where === 'rule' ? { what: 'rule', rules: file, add: [], remove: [one.key], keepKey: false } : { what: 'remove', files: [file], recipients: [one.key], keepKey: false } });
  };
  const count = listed?.groups.reduce((sum, { key }) => sum + key.length, 0) ?? 0;
  return (
    <section className="detail people-detail" aria-labelledby="file-recipients">
      <div className="detail-head">
        <div className="detail-name">
          <h1 className="detail-title mono clip" id="file-recipients" title={path}>{name}</h1>
          <div className="detail-facts">
            {folder === '' ? null : <span className="mono">{folder}</span>}
            {listed === undefined ? null : <span>{say.recipients(count)}</span>}
            {listed?.state === 'differ' ? <Chip icon="users" state="warning" means={states.verdict['recipients-differ'].means}>{states.verdict['recipients-differ'].said}</Chip> : null}
            {listed === undefined ? null : <span>{ruled ? say.rule(listed.rulesFile, listed.ruleLine) : say.noRule}</span>}
            {listed !== undefined && listed.threshold > 1 ? <span>{say.groupsNeeded(listed.threshold)}</span> : null}
          </div>
        </div>
        <div className="detail-actions">
          <Button look="quiet" icon="rotate-cw" off={listed === undefined} onClick={() => { onChange({ title: 'rotate', who: '', change: { what: 'rotate', files: [file] } }); }}>{say.rotate}</Button>
          <Button look="quiet" icon="user-plus" off={listed === undefined} offBecause={listed !== undefined && others.length === 0 ? say.everybodyIn : undefined} onClick={() => { setChoosing('in'); }}>{say.letSomebodyIn}</Button>
        </div>
      </div>
      <div className="detail-body">
        {answer?.ok === false ? <div className="section"><ErrorPanel {...errors(answer.error)} code={answer.error.code} /></div> : null}
        {listed?.groups.map((group, at) => <GroupList key={group.key.join(' ')} group={group} number={listed.groups.length < 2 ? undefined : at + 1} ruled={ruled} onTakeOut={(one) => { if (ruled && canBeLetIn(one.kind)) setChoosing(one); else takeOut(one, 'file'); }} />)}
        {listed === undefined || listed.missingCount === 0 ? null : (
          <>
            <h2 className="grid-group"><strong>{say.missing}</strong> <span className="tally">{listed.missingCount}</span></h2>
            <ul className="people-files">{listed.missing.slice(0, 100).map((one) => <li key={one.key} className="people-recipient"><Icon name="circle-dashed" look="icon-sm" /><span className="clip">{one.name === '' ? say.unnamed : one.name} <span className="muted small mono">{shortKey(one.key)}</span></span></li>)}</ul>
          </>
        )}
      </div>
      {choosing === 'in' ? (
        <ChooseDialog
          title={say.whoTitle} text={say.whoText(name)} filterName={say.filter} ruled={ruled} onClose={() => { setChoosing(undefined); }} onChosen={letIn}
          choices={others.map((person) => ({ id: person.id, label: `${person.name} ${person.id}`, name: person.name === '' ? <span className="muted">{say.unnamed}</span> : person.name, detail: shortKey(person.keys.find(({ kind, key }) => canBeLetIn(kind) && !here.has(bareKey(key)))?.key ?? person.id), fact: say.opens(person.files.length) }))}
        />
      ) : choosing === undefined ? null : (
        <ChooseDialog
          title={say.takeOutName(nameOf(choosing))} text={say.notForgotten} filterName={say.filter} ruled onClose={() => { setChoosing(undefined); }} onChosen={(_, where) => { takeOut(choosing, where); }}
          ticked={[choosing.key]} choices={[{ id: choosing.key, label: choosing.key, name: nameOf(choosing), detail: shortKey(choosing.key) }]}
        />
      )}
    </section>
  );
}
