// The look in a dialog, over whatever is in view.
import { useMemo, useRef } from 'react';
import { Button, Dialog } from '../../components/index.ts';
import { keyCaps, useNavigation, useWords } from '../../stores/index.ts';
import { useMac, windowKeys } from '../frame/index.ts';
import { AppearanceChoices } from './appearance-choices.tsx';

/** Open while the window says so. */
export function Preferences() {
  const { preferences: say, frame } = useWords();
  const open = useNavigation((state) => state.dialog === 'preferences');
  const show = useNavigation((state) => state.show);
  const rows = useRef<HTMLDivElement>(null);
  /** The first choice in force, once it is drawn: the cross is no place to begin at. */
  const first = useMemo(() => ({ get current() { return rows.current?.querySelector<HTMLElement>('input[type="radio"]:checked') ?? null; } }), []);
  const mac = useMac();
  return (
    <Dialog
      open={open} title={say.title} text={say.text} closeName={frame.close} onClose={() => { show(undefined); }} first={first}
      foot={<><Button look="quiet" keys={keyCaps(windowKeys.shortcuts, mac, say.keys).join(' ')} onClick={() => { show('shortcuts'); }}>{say.shortcuts}</Button><Button look="primary" place="push" onClick={() => { show(undefined); }}>{say.done}</Button></>}
    >
      <div className="choice-rows" ref={rows}><AppearanceChoices /></div>
    </Dialog>
  );
}
