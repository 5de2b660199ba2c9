// The Settings room in its frame: a table of contents on the left, every section below the other on the right.
import { useEffect, useRef, useState } from 'react';
import { Icon, type IconName } from '../../components/index.ts';
import { useKept, useNavigation, useProfile, useShortcuts, useWords } from '../../stores/index.ts';
import { Frame, Panes } from '../frame/index.ts';
import { AppearanceChoices } from '../preferences/index.ts';
import { SetUp } from '../setup/index.ts';
import { About } from './about.tsx';
import { Backup } from './backup.tsx';
import { Factor } from './factor.tsx';
import { findSetting, SettingFinder, useSettingNames, type SectionId } from './find-setting.tsx';
import { Identities } from './identities.tsx';
import { Jobs } from './jobs.tsx';
import { Policy } from './policy.tsx';
import { Protectors } from './protectors.tsx';
import { Section } from './section.tsx';
import { Sessions } from './sessions.tsx';
import { Times } from './times.tsx';

const sections = [
  { id: 'identities', icon: 'fingerprint' },
  { id: 'protectors', icon: 'lock' },
  { id: 'factor', icon: 'key-square' },
  { id: 'sessions', icon: 'list-tree' },
  { id: 'backup', icon: 'archive-restore' },
  { id: 'jobs', icon: 'square-terminal' },
  { id: 'policy', icon: 'shield-check' },
  { id: 'times', icon: 'timer' },
  { id: 'appearance', icon: 'settings' },
  { id: 'about', icon: 'info' },
] as const satisfies readonly { readonly id: SectionId; readonly icon: IconName }[];

const idOf = (section: SectionId): string => `settings-${section}`;

export function SettingsScreen() {
  const { settings: say } = useWords();
  const state = useProfile(({ known }) => known?.state ?? 'none');
  const enter = useNavigation((navigation) => navigation.enter);
  const actOn = useShortcuts((shortcuts) => shortcuts.actOn);
  const [here, setHere] = useKept<SectionId>('settings.section', 'identities');
  const [making, setMaking] = useState(false);
  const [count, setCount] = useState<number>();
  const opening = useProfile(({ known }) => known?.protectors.filter((one) => one.state === 'whole').length ?? 0);
  const folder = useProfile((profile) => profile.open?.folder);
  const room = useRef<HTMLHeadingElement>(null);
  const [begin] = useState(here);
  useEffect(() => {
    const target = begin === 'identities' ? room.current : document.getElementById(idOf(begin));
    target?.scrollIntoView({ block: 'start' });
    target?.focus();
  }, [begin]);
  const open = state === 'unlocked' && !making;
  const go = (section: SectionId): void => {
    setHere(section);
    const target = document.getElementById(idOf(section));
    target?.scrollIntoView({ block: 'start' });
    target?.focus();
  };
  const [sought, setSought] = useState('');
  const names = useSettingNames();
  const found = sections.flatMap((section) => {
    const by = findSetting(sought, say.sections[section.id], names[section.id]);
    return by === undefined ? [] : [{ ...section, by: by === '' ? undefined : by }];
  });
  const list = (
    <nav className="pane" aria-label={say.title}>
      <div className="pane-head"><h2 className="pane-title">{say.title}</h2></div>
      <SettingFinder value={sought} onValue={setSought} onEnter={() => { const [first] = found; if (first !== undefined) go(first.id); }} />
      <div className="pane-body">
        <div className="pane-nav">
          {found.length === 0 ? <p className="muted small" role="status">{say.noSetting}</p> : null}
          {found.map(({ id, icon, by }) => (
            <a
              key={id} className="pane-link" href={`#${idOf(id)}`} aria-current={here === id ? 'true' : undefined}
              onClick={(event) => {
                event.preventDefault();
                go(id);
              }}
            >
              <Icon name={icon} /><span className="clip">{say.sections[id]}{by === undefined ? null : <span className="muted small"> {by}</span>}</span>
            </a>
          ))}
        </div>
      </div>
      <div className="pane-foot"><span>{say.noSecret}</span><button type="button" className="btn-text" onClick={() => { void enter('files').then((left) => { if (left) actOn('Ctrl+1'); }); }}>{say.backToFiles}</button></div>
    </nav>
  );
  const none = (
    <Section id={idOf('identities')} title={say.sections.identities} hint="">
      {making || state === 'none' ? <div className="settings-setup"><SetUp onBusy={setMaking} onLater={() => { void enter('files'); }} /></div> : <p className="muted prose settings-text">{say.closed}</p>}
    </Section>
  );
  const detail = (
    <div className="detail">
      <div className="detail-head"><div className="detail-name"><h1 className="detail-title" ref={room} tabIndex={-1}>{open ? say.profile : say.noProfile}</h1><div className="detail-facts">{open ? <><span>{count === undefined ? say.profileText : say.profileFacts(count, opening)}</span>{folder === undefined ? null : <span className="mono">{folder}</span>}</> : <span>{say.noProfileText}</span>}</div></div></div>
      <div className="detail-body">
        {open ? <><Identities id={idOf('identities')} onCount={setCount} /><Protectors id={idOf('protectors')} /><Factor id={idOf('factor')} /><Sessions id={idOf('sessions')} /><Backup id={idOf('backup')} /><Jobs id={idOf('jobs')} /><Policy id={idOf('policy')} /><Times id={idOf('times')} /></> : <>{none}{state === 'none' && !making ? <Policy id={idOf('policy')} /> : null}</>}
        <Section id={idOf('appearance')} title={say.sections.appearance} hint=""><div className="choice-rows settings-choices"><AppearanceChoices /></div></Section>
        <About id={idOf('about')} />
      </div>
    </div>
  );
  return <Frame crumb={[say.title]} openedWith={undefined} facts={[]}><Panes list={list} detail={detail} /></Frame>;
}
