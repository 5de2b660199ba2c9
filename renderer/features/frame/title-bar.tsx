// The title bar: the way back and forward, where you are, and the search for everything.
import { splitPath } from '../../../shared/text/index.ts';
import { Button, Icon, IconButton } from '../../components/index.ts';
import { ariaKeys, keyCaps, useNavigation, useWords, type Place } from '../../stores/index.ts';
import { useMac } from './use-keys.ts';
import { useLock } from './use-lock.ts';
import { stepKeys, windowKeys } from './window-keys.ts';

function Steps() {
  const { frame, audit, preferences } = useWords();
  const mac = useMac();
  const keys = stepKeys(mac);
  const before = useNavigation(({ places, at, covered }) => places[covered ? at : at - 1]);
  const canBack = useNavigation(({ at, covered }) => covered || at > 0);
  const after = useNavigation(({ places, at }) => places[at + 1]);
  const go = useNavigation((state) => state.go);
  const nameOf = (place: Place | undefined): string => (place === undefined ? '' : place.room === 'audit' ? audit.title : place.room === 'vault' ? place.name : splitPath(place.path).name);
  const said = (wanted: string): string => keyCaps(wanted, mac, preferences.keys).join(' ');
  return (
    <div className="line titlebar-steps">
      <IconButton row name={frame.back(nameOf(before))} icon="arrow-left" keys={said(keys.back)} offBecause={canBack ? undefined : frame.backOff} onClick={() => { void go(-1); }} />
      <IconButton row name={frame.forward(nameOf(after))} icon="arrow-right" keys={said(keys.forward)} offBecause={after === undefined ? frame.forwardOff : undefined} onClick={() => { void go(1); }} />
    </div>
  );
}

export function TitleBar({ crumb, guard }: { readonly crumb: readonly string[]; readonly guard: 'staging' | 'production' | undefined }) {
  const { frame, preferences, lock: say } = useWords();
  const mac = useMac();
  const { can, lock } = useLock();
  const show = useNavigation((state) => state.show);
  return (
    <header className="titlebar" data-guard={guard}>
      <div className="line titlebar-start">
        <Steps />
        <nav className="crumb" aria-label={frame.whereYouAre}>
          <ol>
            {crumb.map((part, depth) => (
              // WHY the depth is the key: two folders of one path may have the same name.
              <li key={depth} className={guard !== undefined && depth === 0 ? 'guard-name' : undefined}>{depth === 0 ? (guard === undefined ? null : <Icon name="shield-alert" />) : <Icon name="chevron-right" />}<span className="clip">{part}</span>{guard !== undefined && depth === 0 ? <span className="hidden-text">, {frame.guards[guard]}</span> : null}</li>
            ))}
          </ol>
        </nav>
      </div>
      <button type="button" className="search-open" aria-haspopup="dialog" aria-keyshortcuts={ariaKeys(windowKeys.palette, mac)} onClick={() => { show('palette'); }}>
        <Icon name="search" look="icon-sm" /><span className="clip">{frame.search}</span>
        <span className="kbd push" aria-hidden="true">{keyCaps(windowKeys.palette, mac, preferences.keys).join(' ')}</span>
      </button>
      <div className="titlebar-end">{can ? <Button look="quiet" icon="lock" keys={keyCaps(windowKeys.lock, mac, preferences.keys).join(' ')} onClick={lock}>{say.lockNow}</Button> : null}</div>
    </header>
  );
}
