// The first screen. Every way leads to an open project.
import { useEffect, useState } from 'react';
import { Button, Dial, ErrorPanel, Icon, Mark, useShortcut, type IconName } from '../../components/index.ts';
import { useErrorWords, useProjects, useSession, useWords } from '../../stores/index.ts';
import { Switches } from '../frame/index.ts';
import { Identities } from './identities.tsx';

/** True while something is held over the window. */
function useHovering(): boolean {
  const [hovering, setHovering] = useState(false);
  useEffect(() => {
    const over = (): void => { setHovering(true); };
    const gone = (event: DragEvent): void => { if (event.type === 'drop' || event.relatedTarget === null) setHovering(false); };
    window.addEventListener('dragover', over);
    window.addEventListener('dragleave', gone);
    window.addEventListener('drop', gone);
    return () => {
      window.removeEventListener('dragover', over);
      window.removeEventListener('dragleave', gone);
      window.removeEventListener('drop', gone);
    };
  }, []);
  return hovering;
}

function Point({ icon, children }: { readonly icon: IconName; readonly children: string }) {
  return <li className="promise"><Icon name={icon} look="icon-lg" /><span>{children}</span></li>;
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
  const hovering = useHovering();
  const canDrop = about?.host === 'electron';
  const open = (): void => { void chooseFolder(about?.folderDialog.works ?? false); };
  useShortcut('Ctrl+O', open);
  useEffect(() => {
    document.title = frame.program;
  }, [frame]);
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
            <Button look="primary" keys="Ctrl O" place="push" off={opening} onClick={open}>{start.openFolder}</Button>
          </div>
          <Identities />
          <div className="sample">
            <Icon name="flask-conical" look="icon-lg" />
            <p><span className="item-name">{start.sampleTitle}</span><br /><span className="muted">{start.sampleText}</span></p>
            <Button place="push" off={opening} onClick={() => { void openSample(); }}>{start.openSample}</Button>
          </div>
        </section>
        <section className="start-side" aria-labelledby="start-side-title">
          <Dial />
          <div className="stack start-gap">
            <h2 className="section-title" id="start-side-title">{start.sideTitle}</h2>
            <ul className="promises">
              <Point icon="eye-off">{start.sideShow}</Point>
              <Point icon="pencil-line">{start.sideSave}</Point>
              <Point icon="fingerprint">{start.sideLog}</Point>
            </ul>
          </div>
        </section>
      </main>
      <footer className="door-foot">
        {about?.sandboxed === false ? <span className="line door-warning"><Icon name="shield-alert" />{frame.noSandbox}</span> : <span className="line"><Icon name="shield-check" />{start.promise}</span>}
        <span className="line"><Switches /></span>
      </footer>
    </div>
  );
}
