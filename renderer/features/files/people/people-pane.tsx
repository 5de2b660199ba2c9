// The left side: everybody who is named in the project, or its encrypted files; one of them is in view.
import { useMemo, useRef, useState, type KeyboardEvent } from 'react';
import { Empty, FindField, Icon, IconButton, Menu, Segmented, Tree, type MenuItem, type TreeRow } from '../../../components/index.ts';
import { useWords } from '../../../stores/index.ts';
import { shortKey } from '../../../../shared/text/index.ts';
import { personsLike, type Person } from './persons.ts';
import type { ProjectAccess } from './use-project-access.ts';
import { Working } from './working.tsx';

export type Shown = { readonly by: 'person'; readonly id: string } | { readonly by: 'file'; readonly path: string };
export interface PeoplePaneProps {
  readonly read: ProjectAccess | undefined;
  readonly persons: readonly Person[];
  readonly reading: boolean;
  readonly look: Shown['by'];
  readonly shown: Shown | undefined;
  readonly menu: readonly MenuItem[];
  readonly onLook: (look: Shown['by']) => void;
  readonly onShow: (shown: Shown) => void;
  readonly onAdd: () => void;
  readonly onStop: () => void;
  readonly onBack: () => void;
}

function PersonList({ persons, all, shown, onShow }: { readonly persons: readonly Person[]; readonly all: number; readonly shown: Shown | undefined; readonly onShow: (shown: Shown) => void }) {
  const { people: say } = useWords();
  const list = useRef<HTMLDivElement>(null);
  const selected = persons.findIndex(({ id }) => shown?.by === 'person' && id === shown.id);
  const stop = Math.max(0, selected);
  const onKeyDown = (event: KeyboardEvent): void => {
    const to = { ArrowDown: stop + 1, ArrowUp: stop - 1, Home: 0, End: persons.length - 1 }[event.key];
    if (to === undefined || event.altKey || event.ctrlKey || event.metaKey) return;
    event.preventDefault();
    const next = persons[Math.max(0, Math.min(persons.length - 1, to))];
    if (next === undefined) return;
    onShow({ by: 'person', id: next.id });
    list.current?.querySelectorAll<HTMLElement>('[role="option"]')[persons.indexOf(next)]?.focus();
  };
  return (
    <div ref={list} role="listbox" aria-label={say.list} onKeyDown={onKeyDown}>
      {persons.map((person, at) => (
        <div key={person.id} className="item people-item" role="option" aria-selected={at === selected} tabIndex={at === stop ? 0 : -1} onClick={() => { onShow({ by: 'person', id: person.id }); }}>
          <Icon name={person.name === '' ? 'key-square' : 'user-round'} />
          <span className="item-words"><span className={person.name === '' ? 'muted' : 'item-name'}>{person.name === '' ? say.unnamed : person.name}</span><span className="item-facts mono">{person.keys.map(({ key }) => shortKey(key)).join(', ')}</span></span>
          <span className="people-side"><span className="small">{say.opens(person.files.length)}</span><span className="item-facts">{person.you ? say.you : person.name === '' ? say.whoIsThis : person.files.length === 0 ? say.onlyInRule : say.of(all)}</span></span>
        </div>
      ))}
    </div>
  );
}

export function PeoplePane({ read, persons, reading, look, shown, menu, onLook, onShow, onAdd, onStop, onBack }: PeoplePaneProps) {
  const { people: say, recipients } = useWords();
  const [filter, setFilter] = useState('');
  const [active, setActive] = useState<string>();
  const found = useMemo(() => personsLike(persons, filter), [persons, filter]);
  const files = useMemo(() => {
    const wanted = filter.trim().toLowerCase();
    return (read?.files ?? []).filter(({ path }) => path.toLowerCase().includes(wanted));
  }, [read, filter]);
  const rows = useMemo(() => files.map(({ path, state, who }, at): TreeRow => {
    const word = say.state[state];
    return { id: path, level: 1, label: path, icon: state === 'differ' ? 'users' : state === 'no-rule' ? 'circle-slash' : 'lock', position: at + 1, siblings: files.length, said: `${say.recipients(who.length)}${word === '' ? '' : `, ${word}`}`, ...(word === '' ? { word: String(who.length) } : { word, state: state === 'no-rule' ? 'no-rule' : 'recipients-differ' }) };
  }), [files, say]);
  const problems = read?.people?.problems ?? [];
  return (
    <section className="pane" aria-label={say.title}>
      <div className="pane-head">
        <IconButton row name={say.back} icon="arrow-left" onClick={onBack} />
        <h2 className="pane-title">{say.title}</h2><span className="tally">{read === undefined ? '' : persons.length}</span><span className="push" />
        <IconButton row name={say.addPerson} icon="user-plus" onClick={onAdd} />
        <Menu row name={say.more} items={menu} />
      </div>
      <div className="pane-tools">
        <Segmented name={say.look} value={look} onChange={onLook} options={[{ value: 'person', label: say.title, icon: 'user-round' }, { value: 'file', label: say.files, icon: 'lock' }]} />
        <FindField label={say.filter} value={filter} onValue={setFilter} clearName={say.clearFilter} />
        {reading ? <Working phases={['reading']} name={say.reading} onStop={onStop} /> : null}
      </div>
      {read === undefined ? <div className="pane-body" /> : look === 'file' ? (
        <Tree name={say.fileList} rows={rows} selected={shown?.by === 'file' ? shown.path : undefined} active={active ?? (shown?.by === 'file' ? shown.path : undefined)} onActive={setActive} onOpen={({ id }) => { onShow({ by: 'file', path: id }); }} onFold={() => undefined} />
      ) : persons.length === 0 ? <div className="pane-body"><Empty icon="users" title={say.emptyTitle} text={say.emptyText} /></div> : (
        <div className="pane-body"><PersonList persons={found} all={read.files.length} shown={shown} onShow={onShow} /></div>
      )}
      {read !== undefined && (look === 'file' ? rows : found).length === 0 && filter !== '' ? <p className="pane-foot" role="status">{say.noMatch}</p> : null}
      <div className="pane-foot">
        {problems.length === 0 ? null : <details className="people-problems"><summary>{say.problems(problems.length)}</summary><ul>{problems.slice(0, 20).map(({ code, line }) => <li key={`${code} ${String(line)}`}>{say.problemAt(line, recipients.problem[code])}</li>)}</ul></details>}
        {read === undefined || read.access.differ === 0 ? null : <span>{say.differs(read.access.differ)}</span>}
        <span>{say.namesFrom}</span>
      </div>
    </section>
  );
}
