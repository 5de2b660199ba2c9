// One person: their keys, what they can open, and what can be done about it.
import { Button, Chip, Menu, type MenuItem } from '../../../components/index.ts';
import { useKept, useWords } from '../../../stores/index.ts';
import { shortKey } from '../../../../shared/text/index.ts';
import { ChooseDialog } from './choose-dialog.tsx';
import { canBeLetIn, type AccessFile, type Person } from './persons.ts';
import type { WantedChange } from './use-change.ts';

export interface PersonDetailProps {
  readonly project: string;
  readonly person: Person;
  readonly alone: boolean;
  readonly files: readonly AccessFile[];
  /** The ref of a listed file by its way; '' if it is not listed. */
  readonly refOf: (path: string) => string;
  readonly onChange: (wanted: WantedChange) => void;
  readonly onName: () => void;
  /** What else can be done; no menu where that is nothing. */
  readonly more: readonly MenuItem[];
  readonly onFile: (path: string) => void;
}

/** Rows of files that are drawn; more stand in the list of files. */
const atMost = 300;

export function PersonDetail({ project, person, alone, files, refOf, onChange, onName, more, onFile }: PersonDetailProps) {
  const { people: say, recipients } = useWords();
  const [choosing, setChoosing] = useKept<boolean>('people.choosing', false);
  const { name, keys, since, you, files: own } = person;
  const called = name === '' ? shortKey(keys[0]?.key ?? '') : name;
  const opened = new Set(own.map(({ path }) => path));
  const others = files.filter(({ path, state }) => !opened.has(path) && state !== 'unreadable' && refOf(path) !== '');
  const leaving = keys.map(({ key }) => key);
  const entering = keys.filter(({ kind }) => canBeLetIn(kind)).map(({ key }) => key);
  return (
    <section className="detail people-detail" aria-labelledby="person-name">
      <div className="detail-head">
        <div className="detail-name">
          <h1 className="detail-title" id="person-name">{name === '' ? say.unnamed : name}</h1>
          <div className="detail-facts">
            {you ? <Chip icon="user-round" state="encrypted">{say.you}</Chip> : null}
            <span>{say.canOpen(own.length, files.length)}</span>
            {since === '' ? null : <span>{say.sinceFact(since)}</span>}
            {recipients.namedBy[person.namedBy] === '' ? null : <span>{recipients.namedBy[person.namedBy]}</span>}
          </div>
        </div>
        <div className="detail-actions">
          {person.namedBy === 'people' || entering.length === 0 ? null : <Button look="quiet" icon="pencil" onClick={onName}>{say.namePerson}</Button>}
          <Button look="quiet" icon="user-plus" off={others.length === 0} offBecause={entering.length === 0 ? say.cannotLetIn : undefined} onClick={() => { setChoosing(true); }}>{say.letIn}</Button>
          <Button look="danger-quiet" icon="user-minus" offBecause={alone ? say.removeAlone : undefined} onClick={() => { onChange({ title: 'leave', who: called, change: { what: 'leave', project, recipients: [...leaving] } }); }}>{say.remove}</Button>
          {more.length === 0 ? null : <Menu name={say.moreFor(called)} items={more} />}
        </div>
      </div>
      <div className="detail-body">
        <ul className="people-keys">{keys.map(({ kind, key }) => <li key={key} className="small"><span className="muted">{recipients.kind[kind]}</span> <span className="mono people-key">{key}</span></li>)}</ul>
        {own.length === 0 ? <p className="section muted">{say.nothingYet}</p> : (
          <>
            <h2 className="grid-group"><strong>{say.fileList}</strong> <span className="tally">{own.length}</span></h2>
            <ul className="people-files">
              {own.slice(0, atMost).map(({ path, state, threshold }) => (
                <li key={path}>
                  <button type="button" className="people-file" onClick={() => { onFile(path); }}>
                    <span className="mono small clip">{path}</span>
                    <span className="small muted">{threshold > 1 ? say.groupsNeeded(threshold) : say.state[state]}</span>
                  </button>
                </li>
              ))}
            </ul>
            {own.length > atMost ? <p className="section small muted">{say.more100(own.length - atMost)}</p> : null}
          </>
        )}
      </div>
      {choosing ? (
        <ChooseDialog
          title={say.filesTitle(called)} text={say.filesText} filterName={say.filterFiles} ruled={false} onClose={() => { setChoosing(false); }}
          choices={others.map(({ path, state }) => ({ id: path, label: path, name: <span className="mono small">{path}</span>, fact: say.state[state] }))}
          onChosen={(paths) => {
            setChoosing(false);
            onChange({ title: 'add', who: called, change: { what: 'add', files: paths.map(refOf).filter((ref) => ref !== '').slice(0, 1000), recipients: entering } });
          }}
        />
      ) : null}
    </section>
  );
}
