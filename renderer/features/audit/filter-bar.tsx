// What shall be seen of the log: a field for all columns, the time, the result, and a field for each column behind a button.
import { useRef, useState } from 'react';
import { Button, Field, FindField, Icon, IconButton, Segmented, Select } from '../../components/index.ts';
import { useKept, useWords, type AuditLook } from '../../stores/index.ts';
import type { Looking } from './use-look.ts';

const columns = ['who', 'what', 'secret', 'backend'] as const;
const spans = ['hour', 'day', 'week', 'month', 'year'] as const;
type Time = 'all' | 'between' | (typeof spans)[number];

/** The local day that begins with this time. */
function dayOf(time: string | undefined): string {
  if (time === undefined) return '';
  const date = new Date(time);
  return new Date(date.getTime() - date.getTimezoneOffset() * 60_000).toISOString().slice(0, 10);
}

/** A day as somebody types it; only a whole one is taken. */
function DayField({ label, time, onTime }: { readonly label: string; readonly time: string | undefined; readonly onTime: (time: string | undefined) => void }) {
  const { audit: say } = useWords();
  const [typed, setTyped] = useState(dayOf(time));
  const begins = (text: string): number => (/^\d{4}-\d\d-\d\d$/.test(text) ? new Date(`${text}T00:00:00`).getTime() : Number.NaN);
  const change = (next: string): void => {
    setTyped(next);
    if (next === '') onTime(undefined);
    else if (!Number.isNaN(begins(next))) onTime(new Date(begins(next)).toISOString());
  };
  return <Field label={label} value={typed} placeholder="2026-11-27" {...(typed !== '' && Number.isNaN(begins(typed)) ? { error: say.noDay } : {})} onChange={change} />;
}

export interface FilterBarProps extends Pick<Looking, 'look' | 'change'> {
  /** Puts the focus into the list. */
  readonly onLeave: () => void;
}

export function FilterBar({ look, change, onLeave }: FilterBarProps) {
  const { audit: say } = useWords();
  const { filter, span } = look;
  const [more, setMore] = useKept<boolean>('audit.more', false);
  const field = useRef<HTMLInputElement>(null);
  const put = (part: AuditLook['filter']): void => { change({ filter: { ...filter, ...part }, span }); };
  const between = filter.since !== undefined || filter.until !== undefined;
  const [dated, setDated] = useState(between);
  const time: Time = span ?? (between || dated ? 'between' : 'all');
  const setTime = (next: Time): void => {
    setDated(next === 'between');
    if (next === 'between') setMore(true);
    change({ filter: { ...filter, since: undefined, until: undefined }, span: next === 'all' || next === 'between' ? undefined : next });
  };
  const set = columns.filter((column) => filter[column] !== undefined).length;
  const labels = { who: say.who, what: say.what, secret: say.secret, backend: say.source } as const;
  return (
    <>
      <div className="toolbar audit-tools" role="group" aria-label={say.filters}>
        <FindField label={say.filter} hint={say.filterHint} value={filter.text ?? ''} onValue={(text) => { put({ text }); }} clearName={say.clearFilter} keys={{ Escape: onLeave, ArrowDown: onLeave, Enter: onLeave }} field={field} />
        <Select hideLabel label={say.time} value={time} options={[{ value: 'all', label: say.times.all }, ...spans.map((value) => ({ value, label: say.times[value] })), { value: 'between', label: say.between }]} onChange={setTime} />
        <button className="btn btn-quiet" type="button" aria-expanded={more} onClick={() => { setMore(!more); }}>{set > 0 && !more ? say.moreOn(set) : say.more}<Icon name={more ? 'chevron-up' : 'chevron-down'} look="icon-sm" /></button>
        <span className="push" />
        <Segmented name={say.resultName} value={filter.result ?? 'all'} options={(['all', 'answered', 'refused'] as const).map((value) => ({ value, label: say.results[value] }))} onChange={(value) => { put({ result: value === 'all' ? undefined : value }); }} />
      </div>
      {filter.subject === undefined ? null : (
        <div className="line audit-subject">
          <Icon name="history" look="icon-sm" /><span className="clip">{say.historyOf(filter.subject)}</span>
          <IconButton row name={say.everySecret} icon="x" onClick={() => { put({ subject: '' }); field.current?.focus(); }} />
        </div>
      )}
      {!more ? null : (
        <div className="audit-more">
          {columns.map((column) => <Field key={column} label={labels[column]} value={filter[column] ?? ''} onChange={(value) => { put({ [column]: value }); }} />)}
          {time === 'between' ? <><DayField label={say.since} time={filter.since} onTime={(since) => { put({ since }); }} /><DayField label={say.until} time={filter.until} onTime={(until) => { put({ until }); }} /></> : null}
          <div className="line audit-more-foot"><span className="hint">{say.anywhere}</span><Button look="quiet" onClick={() => { setDated(false); change({ filter: {} }); }}>{say.clearAll}</Button></div>
        </div>
      )}
    </>
  );
}
