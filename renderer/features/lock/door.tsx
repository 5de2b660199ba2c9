// The ground of every locked screen: the dial with its tries and its wait, a face in the middle, and the promise below.
import type { ReactNode } from 'react';
import { dialStrokes, Icon } from '../../components/index.ts';
import { useSession, useWords } from '../../stores/index.ts';

const centre = 310;
const minor = dialStrokes(centre, 120, 5, { long: 288, short: 292 }, { long: 302, short: 302 });
const major = dialStrokes(centre, 12, 1, { long: 278, short: 278 }, { long: 302, short: 302 });

/** Where the marks of the tries stand: at the foot of the dial, five degrees apart. */
function tryStroke(index: number, count: number): string {
  const angle = Math.PI + ((count - 1) / 2 - index) * (Math.PI / 36);
  const at = (radius: number): string => `${(centre + radius * Math.sin(angle)).toFixed(1)} ${(centre - radius * Math.cos(angle)).toFixed(1)}`;
  return `M${at(254)}L${at(266)}`;
}

export interface DoorProps {
  readonly tries?: { readonly used: number; readonly allowed: number } | undefined;
  /** How much of a wait is left, 1 down to 0. */
  readonly rest?: number | undefined;
  readonly children: ReactNode;
}

export function DoorFoot() {
  const { lock: say, frame } = useWords();
  const version = useSession(({ about }) => about?.version ?? '');
  const sandboxed = useSession(({ about }) => about?.sandboxed ?? true);
  return (
    <footer className="door-foot">
      {sandboxed ? <span className="line"><Icon name="lock" />{say.promise}</span> : <span className="line door-warning"><Icon name="shield-alert" />{frame.noSandbox}</span>}
      <span>{frame.program} {version}</span>
    </footer>
  );
}

export function Door({ tries, rest, children }: DoorProps) {
  return (
    <div className="door">
      <main className="door-main">
        <svg className="door-dial" viewBox="0 0 620 620" aria-hidden="true">
          <path strokeWidth="1" d={minor} />
          <path className="major" strokeWidth="1.5" d={major} />
          {tries === undefined ? null : Array.from({ length: tries.allowed }, (_, index) => <path key={index} className={index < tries.used ? 'tried' : 'major'} strokeWidth={index < tries.used ? 4 : 2} d={tryStroke(index, tries.allowed)} />)}
          {rest === undefined ? null : <circle className="door-rest" cx={centre} cy={centre} r="307" pathLength="100" strokeDasharray={`${(rest * 100).toFixed(1)} 100`} transform={`rotate(-90 ${String(centre)} ${String(centre)})`} />}
          <path className="notch" d="M310 32l6 -13h-12z" />
        </svg>
        <div className="door-face">{children}</div>
      </main>
      <DoorFoot />
    </div>
  );
}
