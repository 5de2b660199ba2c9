// The window around a room: rail, title bar, status bar.
import { useEffect, type ReactNode } from 'react';
import { Icon, Mark } from '../../components/index.ts';
import { useSession, useWords } from '../../stores/index.ts';
import { Switches } from './switches.tsx';

export interface FrameProps {
  /** From the project down to the thing in view. */
  readonly crumb: readonly string[];
  /** Where the identity was found that opened the file in view. */
  readonly openedWith: string | undefined;
  readonly children: ReactNode;
}

function Rail() {
  const { frame } = useWords();
  return (
    <nav className="rail" aria-label={frame.rooms}>
      <div className="rail-mark"><Mark /></div>
      <ul>
        <li>
          <a className="rail-item" href="#room" aria-current="page" onClick={(event) => { event.preventDefault(); document.getElementById('room')?.focus(); }}>
            <Icon name="folder-open" /><span>{frame.filesRoom}</span>
          </a>
        </li>
      </ul>
    </nav>
  );
}

function StatusBar({ openedWith }: { readonly openedWith: string | undefined }) {
  const { frame } = useWords();
  const sandboxed = useSession(({ about }) => about?.sandboxed ?? true);
  return (
    <footer className="statusbar" aria-label={frame.status}>
      <span className="clip"><Icon name="shield-check" /><span className="clip">{frame.offline}</span></span>
      {sandboxed ? null : <span data-state="down" title={frame.noSandbox}><Icon name="shield-alert" />{frame.noSandboxShort}<span className="hidden-text">: {frame.noSandbox}</span></span>}
      {openedWith === undefined ? <span className="push" /> : <span className="push clip" title={openedWith}><Icon name="fingerprint" /><span className="clip">{frame.openedWith} <span className="mono">{openedWith}</span></span></span>}
      <span className="statusbar-switches"><Switches short /></span>
    </footer>
  );
}

export function Frame({ crumb, openedWith, children }: FrameProps) {
  const { frame } = useWords();
  const here = crumb.at(-1);
  useEffect(() => {
    document.title = here === undefined ? frame.program : `${here} · ${frame.program}`;
  }, [here, frame]);
  return (
    <div className="window">
      <Rail />
      <header className="titlebar">
        <nav className="crumb" aria-label={frame.whereYouAre}>
          <ol>
            {crumb.map((part, depth) => (
              // WHY the depth is the key: two folders of one path may have the same name.
              <li key={depth}>{depth === 0 ? null : <Icon name="chevron-right" />}<span className="clip">{part}</span></li>
            ))}
          </ol>
        </nav>
      </header>
      <main className="room" id="room" tabIndex={-1}>{children}</main>
      <StatusBar openedWith={openedWith} />
    </div>
  );
}
