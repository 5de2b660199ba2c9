// What the keychain answered instead of a key: what that means, and what to do next. Each state is a screen of its own.
import { useState } from 'react';
import type { Told } from '../../bridge/index.ts';
import { Button, dialStrokes, iconPaths, type IconName } from '../../components/index.ts';
import { useErrorWords, useWords } from '../../stores/index.ts';
import { RestoreDialog } from '../setup/index.ts';
import { DoorFoot } from './door.tsx';
import type { Way } from './locked.tsx';

const minor = dialStrokes(56, 60, 60, { long: 46, short: 46 }, { long: 52, short: 52 });
const major = dialStrokes(56, 12, 1, { long: 43, short: 43 }, { long: 52, short: 52 });
const notch = 'M56 25l3 -7h-6z';
/** Where the dial would give way: five strokes beyond its rim, after its second hour. */
const bad = Array.from({ length: 5 }, (_, at) => `rotate(${String(60 + 6 * at)} 56 56)`);
const few = dialStrokes(56, 12, 1, { long: 44, short: 44 }, { long: 52, short: 52 });
const glyphs: Readonly<Record<string, IconName>> = { 'keychain-locked': 'lock', 'keychain-missing': 'circle-dashed', 'keychain-insecure': 'lock-open', 'keychain-changed': 'arrow-right-left', 'protector-damaged': 'shield-x' };

export interface KeychainFaultProps {
  readonly told: Told;
  readonly opens: (way: Way) => boolean;
  readonly onAsk: (ask: boolean) => void;
  /** `moving`: the keychain that answers now shall have the key, once the profile is open. */
  readonly onLeave: (way: Way, moving?: boolean) => void;
}

export function KeychainFault({ told, opens, onAsk, onLeave }: KeychainFaultProps) {
  const { lock: say, setup } = useWords();
  const [restoring, setRestoring] = useState(false);
  const { title, why, next } = useErrorWords()(told);
  const { code } = told;
  const locked = code === 'keychain-locked';
  const changed = code === 'keychain-changed';
  const other: Way | undefined = opens('passphrase') ? 'passphrase' : opens('recovery-key') ? 'recovery-key' : undefined;
  const again = locked ? say.unlockKeychain : code === 'keychain-missing' || code === 'keychain-insecure' ? say.lookAgain : say.tryAgain;
  const otherWords = changed ? (other === 'passphrase' ? say.passphraseAndMove : say.recoveryAndMove) : other === 'passphrase' ? say.usePassphrase : say.useRecovery;
  const ask = <Button {...(locked || other === undefined ? { look: 'primary' } : { look: 'quiet', icon: 'rotate-cw' })} onClick={() => { onAsk(true); }}>{again}</Button>;
  const leave = other === undefined ? null : <Button {...(locked ? { look: 'quiet', icon: other === 'passphrase' ? 'text-cursor-input' : 'life-buoy' } : { look: 'primary' })} onClick={() => { onLeave(other, changed); }}>{otherWords}</Button>;
  return (
    <div className="door">
      <main className="door-main">
        <div className="door-pane">
          <svg className="fault" data-state={code} viewBox="0 0 112 112" aria-hidden="true">
            <path d={code === 'keychain-missing' ? few : minor} className="faint" />
            {code === 'keychain-missing' ? null : <path d={major} />}
            {code === 'keychain-insecure' ? bad.map((turn) => <path key={turn} className="bad" d="M56 13V0" transform={turn} />) : null}
            {changed ? <path className="was" d={notch} /> : null}
            {code === 'keychain-missing' ? null : <path className="notch" d={notch} transform={changed ? 'rotate(72 56 56)' : undefined} />}
            <path className="glyph" transform="translate(44 44)" d={iconPaths[glyphs[code] ?? 'hard-drive']} />
          </svg>
          <div className="door-words" role="alert">
            <h1 className="section-title">{title}</h1>
            <p>{why}</p>
            <p className="muted">{other === undefined ? say.onlyKeychain : next}</p>
            <div className="line wrap">{locked ? <>{ask}{leave}</> : <>{leave}{ask}</>}{other === undefined ? <Button look="quiet" icon="archive-restore" onClick={() => { setRestoring(true); }}>{setup.restore}</Button> : null}</div>
          </div>
        </div>
      </main>
      <DoorFoot />
      {restoring ? <RestoreDialog onClose={() => { setRestoring(false); }} /> : null}
    </div>
  );
}
