// Every part of the program and its licence: a list that can be searched, and the text of the one that is chosen.
import { useRef } from 'react';
import { Button, Dialog, Icon, useRowHeight, useRows } from '../../components/index.ts';
import { useKept, useWords } from '../../stores/index.ts';
import { shippedLicences } from './shipped-licences.ts';

type Licence = (typeof shippedLicences)[number];
const keyOf = ({ name, version }: Licence): string => `${name} ${version}`;

interface PartListProps {
  readonly parts: readonly Licence[];
  readonly chosen: string;
  readonly onChoose: (part: string) => void;
}

function PartList({ parts, chosen, onChoose }: PartListProps) {
  const { about: say } = useWords();
  const at = parts.findIndex((part) => keyOf(part) === chosen);
  const rowHeight = useRowHeight('--row-tall');
  const { scroller, items, totalSize, onKeyDown } = useRows({
    count: parts.length, active: Math.max(0, at), keep: [], rowHeight, headHeight: 0, keyAt: (index) => { const part = parts[index]; return part === undefined ? index : keyOf(part); }, labelAt: (index) => parts[index]?.name ?? '',
    onMove: (index) => { const part = parts[index]; if (part !== undefined) onChoose(keyOf(part)); },
  });
  return (
    <div className="licence-list" ref={scroller}>
      <div role="listbox" tabIndex={-1} aria-label={say.list} className="virtual-list" style={{ height: totalSize }} onKeyDown={onKeyDown}>
        {items.map(({ index, key, start }) => {
          const part = parts[index];
          return part === undefined ? null : (
            <div
              key={key} data-index={index} className="licence-row virtual-row" role="option" aria-selected={index === at} aria-posinset={index + 1} aria-setsize={parts.length} tabIndex={index === Math.max(0, at) ? 0 : -1}
              style={{ transform: `translateY(${String(start)}px)` }} onClick={() => { onChoose(keyOf(part)); }}
            >
              <span className="item-name clip">{part.name} <span className="muted small">{part.version}</span></span>
              <span className="muted small clip">{part.id}{part.kind === 'package' ? '' : `, ${say.kinds[part.kind]}`}</span>
            </div>
          );
        })}
      </div>
    </div>
  );
}

function LicenceText({ part }: { readonly part: Licence }) {
  const { about: say } = useWords();
  return (
    <div className="licence-side">
      <h3 className="section-title">{say.licenceOf(part.name)}</h3>
      {part.kind === 'runtime' ? <p className="muted small">{say.runtime}</p> : null}
      {part.borrowed === '' ? null : <p className="muted small">{say.borrowed(part.borrowed)}</p>}
      <textarea key={keyOf(part)} className="licence-text" aria-label={say.licenceOf(part.name)} readOnly spellCheck={false} value={part.text} />
    </div>
  );
}

export interface LicencesDialogProps {
  /** Begins with that of the program itself. */
  readonly ownFirst: boolean;
  readonly onClose: () => void;
}

export function LicencesDialog({ ownFirst, onClose }: LicencesDialogProps) {
  const { about: say, frame } = useWords();
  const [sought, setSought] = useKept<string>('about.sought', '');
  const [own] = shippedLicences;
  const [chosen, setChosen] = useKept<string>('about.part', ownFirst && own !== undefined ? keyOf(own) : '');
  const field = useRef<HTMLInputElement>(null);
  const list = useRef<HTMLDivElement>(null);
  const wanted = sought.trim().toLowerCase();
  const parts = shippedLicences.filter(({ name, id, kind }) => [name, id, say.kinds[kind]].some((text) => text.toLowerCase().includes(wanted)));
  const part = shippedLicences.find((one) => keyOf(one) === chosen);
  return (
    <Dialog open size="large" title={say.title} text={say.text} closeName={frame.close} onClose={onClose} first={field} foot={<><span className="muted small" role="status">{say.found(parts.length)}</span><Button look="primary" place="push" onClick={onClose}>{say.done}</Button></>}>
      <div className="licences" ref={list}>
        <div className="licence-parts">
          <label className="field" data-quiet>
            <Icon name="search" look="icon-sm" /><span className="hidden-text">{say.find}</span>
            <input
              ref={field} type="text" value={sought} placeholder={say.find} autoComplete="off" spellCheck={false} onChange={(event) => { setSought(event.target.value); }}
              onKeyDown={(event) => {
                const [first] = parts;
                if (first === undefined || (event.key !== 'ArrowDown' && event.key !== 'Enter')) return;
                event.preventDefault();
                if (!parts.some((one) => keyOf(one) === chosen)) setChosen(keyOf(first));
                list.current?.querySelector<HTMLElement>('[role="option"][tabindex="0"]')?.focus();
              }}
            />
          </label>
          {parts.length === 0 ? <p className="muted small">{say.none}</p> : <PartList parts={parts} chosen={chosen} onChoose={setChosen} />}
        </div>
        {part === undefined ? <p className="muted licence-side">{say.choose}</p> : <LicenceText part={part} />}
      </div>
    </Dialog>
  );
}
