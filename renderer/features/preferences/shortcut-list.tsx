// All shortcuts at a glance, grouped by where they count.
import { Fragment } from 'react';
import { Button, Dialog, Icon } from '../../components/index.ts';
import { keyCaps, useNavigation, useWords } from '../../stores/index.ts';
import { useMac } from '../frame/index.ts';
import { shortcutTable } from './shortcut-table.ts';

/** Open while the window says so. */
export function ShortcutList() {
  const { preferences: say, frame } = useWords();
  const { list } = say;
  const open = useNavigation((state) => state.dialog === 'shortcuts');
  const show = useNavigation((state) => state.show);
  const mac = useMac();
  const close = (): void => { show(undefined); };
  const caps = (keys: string): readonly string[] => (keys === 'Letters' ? [say.keys.letters] : keyCaps(keys, mac, say.keys));
  return (
    <Dialog open={open} size="large" title={list.title} text={list.text} closeName={frame.close} onClose={close} foot={<Button look="primary" place="push" onClick={close}>{say.done}</Button>}>
      <div className="keys-columns">
        {shortcutTable(mac).map(({ name, rows }) => (
          // WHY details: a long list must be reachable with the keyboard to be scrolled, and a group can be put out of the way.
          <details key={name} className="keys-group" open>
            <summary><Icon name="chevron-right" look="icon-sm" /><h3 className="section-title">{list.groups[name]}</h3></summary>
            <dl className="keys-list">
              {rows.map(({ does, keys }) => (
                <div key={does} className="keys-row">
                  <dt>{list.does[does]}</dt>
                  <dd>
                    {keys.map((one, index) => (
                      <Fragment key={one}>
                        {index === 0 ? null : <span className="muted"> {say.or} </span>}
                        {caps(one).map((cap) => <kbd key={cap} className="kbd">{cap}</kbd>)}
                      </Fragment>
                    ))}
                  </dd>
                </div>
              ))}
            </dl>
          </details>
        ))}
      </div>
    </Dialog>
  );
}
