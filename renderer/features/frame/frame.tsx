// The window around a room: rail, title bar, status bar.
import { useEffect, type ReactNode } from 'react';
import { Icon, tipped, type IconName } from '../../components/index.ts';
import { useErrorWords, useSession, useSignedIn, useWords } from '../../stores/index.ts';
import { Rail } from './rail.tsx';
import { TitleBar } from './title-bar.tsx';
import { useLocksIn } from './use-locks-in.ts';
import { useLogStanding, type LogStanding } from './use-log-standing.ts';

/** One count of the room, for the status bar. */
export interface Fact {
  readonly icon: IconName;
  readonly text: string;
  /** Colours it; see styles/frame.css. */
  readonly state?: 'clear-text' | 'no-key' | 'pending';
}
export interface FrameProps {
  /** From the project down to the thing in view. */
  readonly crumb: readonly string[];
  /** Where the identity was found that opened the file in view. */
  readonly openedWith: string | undefined;
  readonly facts: readonly Fact[];
  /** The connection in view is marked: the first of the crumb is its name. */
  readonly guard?: 'staging' | 'production' | undefined;
  readonly children: ReactNode;
}

/** Red until the log is whole again: what is read meanwhile, nobody can look up later. */
function Unlogged({ standing: { fault, readsAnyway, unlogged } }: { readonly standing: LogStanding }) {
  const { frame } = useWords();
  const told = useErrorWords();
  const { why, next } = told({ code: 'audit-unavailable', data: fault === undefined ? {} : { fault } });
  const means = readsAnyway ? why : `${why} ${next}`;
  return <span role="alert" data-state="down" {...tipped(means)}><Icon name="shield-x" />{unlogged === 0 ? frame.logBroken : frame.unlogged(unlogged)}<span className="hidden-text">. {means}</span></span>;
}

function StatusBar({ openedWith, facts }: Pick<FrameProps, 'openedWith' | 'facts'>) {
  const { frame } = useWords();
  const sandboxed = useSession(({ about }) => about?.sandboxed ?? true);
  const locksIn = useLocksIn();
  const standing = useLogStanding();
  const vaults = useSignedIn(true);
  const reach = vaults.length === 0 ? frame.offline : frame.speaksTo(vaults.map(({ name }) => name).join(', '));
  return (
    <footer className="statusbar" aria-label={frame.status}>
      <span className="clip statusbar-offline" {...tipped(reach, true)}><Icon name={vaults.length === 0 ? 'shield-check' : 'vault'} /><span className="clip">{reach}</span></span>
      {sandboxed ? null : <span data-state="down" {...tipped(frame.noSandbox)}><Icon name="shield-alert" />{frame.noSandboxShort}<span className="hidden-text">: {frame.noSandbox}</span></span>}
      {standing === undefined ? null : <Unlogged standing={standing} />}
      {facts.map(({ icon, text, state }) => <span key={icon} className="statusbar-fact" data-state={state}><Icon name={icon} />{text}</span>)}
      {openedWith === undefined ? null : <span className="clip statusbar-right" {...tipped(openedWith, true)}><Icon name="fingerprint" /><span className="clip">{frame.openedWith} <span className="mono">{openedWith}</span></span></span>}
      {locksIn === undefined ? null : <span className="statusbar-fact statusbar-right" {...tipped(frame.locksInMeans, true)}><Icon name="timer" />{frame.locksIn(locksIn)}</span>}
    </footer>
  );
}

export function Frame({ crumb, openedWith, facts, guard, children }: FrameProps) {
  const { frame } = useWords();
  const here = crumb.at(-1);
  useEffect(() => {
    document.title = here === undefined ? frame.program : `${here} · ${frame.program}`;
  }, [here, frame]);
  return (
    <div className="window">
      <Rail />
      <TitleBar crumb={crumb} guard={guard} />
      <main className="room" id="room" tabIndex={-1}>{children}</main>
      <StatusBar openedWith={openedWith} facts={facts} />
    </div>
  );
}
