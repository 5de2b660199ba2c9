// The first screen. Every way leads to an open project.
import { lazy, Suspense, useEffect, useRef, useState, type RefObject } from 'react';
import type { RecentProject } from '../../bridge/index.ts';
import { Button, Dial, ErrorPanel, Icon, Mark, useShortcut, type IconName } from '../../components/index.ts';
import { useAppearance, useErrorWords, useProfile, useProjects, useSession, useWords } from '../../stores/index.ts';
import { Switches, useChoose } from '../frame/index.ts';
import { useHovering } from '../open-folder/index.ts';
import { Identities } from './identities.tsx';
import { RecentList } from './recent-list.tsx';

// WHY late: whoever has a profile, or wants none, never sees it.
const SetUp = lazy(async () => ({ default: (await import('../setup/index.ts')).SetUp }));

function Point({ icon, children }: { readonly icon: IconName; readonly children: string }) {
  return <li className="promise"><Icon name={icon} look="icon-lg" /><span>{children}</span></li>;
}

/** What somebody sees who was here before, what somebody is offered who has no profile, and what somebody should know who wants none. */
function Side({ recent, openButton }: { readonly recent: readonly RecentProject[]; readonly openButton: RefObject<HTMLButtonElement | null> }) {
  const { start, setup } = useWords();
  const offered = useProfile(({ known }) => known?.state === 'none');
  const later = useAppearance((state) => state.profileLater);
  const choose = useChoose();
  const [asked, setAsked] = useState(false);
  const [busy, setBusy] = useState(false);
  const onLater = (): void => {
    setAsked(false);
    choose({ profileLater: true });
  };
  // WHY busy: once it is made nothing is offered any more, but its recovery key is still to be shown.
  if (busy || (offered && (asked || (!later && recent.length === 0)))) {
    return (
      <section className="start-side start-side-form" aria-labelledby="start-side-title">
        <Dial />
        <Suspense fallback={null}><SetUp onLater={onLater} onBusy={setBusy} /></Suspense>
      </section>
    );
  }
  const offer = offered ? (
    <div className="sample">
      <Icon name="lock" look="icon-lg" />
      <p className="muted">{setup.offerText}</p>
      <Button place="push" onClick={() => { setAsked(true); }}>{setup.offer}</Button>
    </div>
  ) : null;
  if (recent.length > 0) {
    return (
      <section className="start-side" aria-labelledby="recent-title">
        <Dial />
        <RecentList recent={recent} fallback={openButton} />
        {later ? null : offer}
      </section>
    );
  }
  return (
    <section className="start-side" aria-labelledby="start-side-title">
      <Dial />
      <div className="stack start-gap">
        <h2 className="section-title" id="start-side-title">{start.sideTitle}</h2>
        <ul className="promises">
          <Point icon="eye-off">{start.sideShow}</Point>
          <Point icon="pencil-line">{start.sideSave}</Point>
          <Point icon="fingerprint">{start.sideLog}</Point>
        </ul>
        {offer}
      </div>
    </section>
  );
}

export function StartScreen() {
  const { start, frame } = useWords();
  const errors = useErrorWords();
  const about = useSession((state) => state.about);
  const opening = useProjects((state) => state.opening);
  const browsing = useProjects((state) => state.browsing);
  const refusal = useProjects((state) => state.refusal);
  const chooseFolder = useProjects((state) => state.chooseFolder);
  const openSample = useProjects((state) => state.openSample);
  const recent = useProjects((state) => state.recent);
  const loadRecent = useProjects((state) => state.loadRecent);
  const hovering = useHovering();
  const openButton = useRef<HTMLButtonElement>(null);
  const canDrop = about?.host === 'electron';
  const open = (): void => { void chooseFolder(about?.folderDialog.works ?? false); };
  useShortcut('Ctrl+O', open);
  useEffect(() => {
    document.title = frame.program;
  }, [frame]);
  useEffect(() => {
    void loadRecent();
  }, [loadRecent]);
  return (
    <div className="door">
      <main className="start">
        <section className="start-side" aria-labelledby="start-title">
          <div className="start-brand"><Mark />{frame.program}</div>
          <div className="stack">
            <h1 className="door-title" id="start-title">{start.title}</h1>
            <p className="muted prose">{start.lead}</p>
          </div>
          {refusal === undefined || browsing ? null : <ErrorPanel {...errors(refusal)} code={refusal.code} />}
          <div className="drop" data-over={hovering && canDrop ? true : undefined}>
            <Icon name="folder-plus" look="icon-lg" />
            <span className="drop-text">{canDrop ? (hovering ? start.dropNow : start.dropHere) : start.dropNotHere}</span>
            <Button ref={openButton} look="primary" keys="Ctrl O" place="push" off={opening} onClick={open}>{start.openFolder}</Button>
          </div>
          <Identities />
          <div className="sample">
            <Icon name="flask-conical" look="icon-lg" />
            <p><span className="item-name">{start.sampleTitle}</span><br /><span className="muted">{start.sampleText}</span></p>
            <Button place="push" off={opening} onClick={() => { void openSample(); }}>{start.openSample}</Button>
          </div>
        </section>
        <Side recent={recent} openButton={openButton} />
      </main>
      <footer className="door-foot">
        {about?.sandboxed === false ? <span className="line door-warning"><Icon name="shield-alert" />{frame.noSandbox}</span> : <span className="line"><Icon name="shield-check" />{start.promise}</span>}
        <span className="line"><Switches /></span>
      </footer>
    </div>
  );
}
