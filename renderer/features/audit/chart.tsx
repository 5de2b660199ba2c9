// The charts of the room: sums of what fits the filters, drawn, or as a table that says the same.
import { lazy, Suspense, useEffect, useId, useMemo, useState } from 'react';
import { useBridge, type AuditFilter } from '../../bridge/index.ts';
import { Segmented, Select } from '../../components/index.ts';
import { useKept, useWords } from '../../stores/index.ts';
import { askFor, chartKinds, chartOf, peakOf, sumOf, type ChartKind, type Sums } from './chart-data.ts';

// WHY late: the list must not wait for what draws.
const Plot = lazy(async () => ({ default: (await import('./plot.tsx')).Plot }));

/** How long a filter stays the same before sums are asked for: the list goes first. */
const restMs = 150;

export interface ChartProps {
  readonly filter: AuditFilter;
  /** Changes with the log; undefined as long as the core still reads it. */
  readonly lines: number | undefined;
}

interface Made {
  readonly kind: ChartKind;
  readonly sums: Sums;
}

function useSums(kind: ChartKind | 'none', filter: AuditFilter, lines: number | undefined): Made | undefined {
  const bridge = useBridge();
  const [made, setMade] = useState<Made>();
  useEffect(() => {
    if (kind === 'none' || lines === undefined) return undefined;
    let over = false;
    const timer = setTimeout(() => {
      const now = Date.now();
      void bridge.call('audit.sumUp', askFor(kind, filter, now)).then((answer) => {
        if (!over && answer.ok) setMade({ kind, sums: chartOf(kind, answer.value, now, new Date(now).getTimezoneOffset()) });
      });
    }, restMs);
    return () => {
      over = true;
      clearTimeout(timer);
    };
  }, [bridge, kind, filter, lines]);
  return made?.kind === kind ? made : undefined;
}

/** Secrets have names too long for an axis: each is a row with its bar. */
function Rows({ head, labels, sums: { answered, refused }, bars }: { readonly head: string; readonly labels: readonly string[]; readonly sums: Sums; readonly bars: boolean }) {
  const { audit: say } = useWords();
  const hatch = useId();
  const most = Math.max(1, ...answered.map((count, index) => count + (refused[index] ?? 0)));
  const share = (count: number): string => `${String((100 * count) / most)}%`;
  return (
    // WHY a stop: what scrolls must scroll by keys.
    <div className="audit-table" role="group" aria-label={head} ref={(box) => { if (box !== null) box.tabIndex = 0; }}>
      {bars ? <svg className="audit-defs" aria-hidden="true"><pattern id={hatch} width="6" height="6" patternUnits="userSpaceOnUse"><path className="chart-hatch" d="M-1 7L7 -1M-1 1L1 -1M5 7L7 5" /></pattern></svg> : null}
      <table>
        <thead><tr><th scope="col">{head}</th><th scope="col" className="num">{say.result.answered}</th><th scope="col" className="num">{say.result.refused}</th>{bars ? <th scope="col">{say.inAll}</th> : null}</tr></thead>
        <tbody>
          {labels.map((label, index) => {
            const [good, bad] = [answered[index] ?? 0, refused[index] ?? 0];
            return (
              <tr key={label}>
                <th scope="row" className={bars ? 'mono' : undefined}>{label}</th><td className="num">{say.number(good)}</td><td className="num">{say.number(bad)}</td>
                {bars ? <td><svg className="audit-bar" aria-hidden="true"><rect className="chart-bar" width={share(good)} height="100%" /><rect className="chart-bar-bad" x={share(good)} width={share(bad)} height="100%" /><rect fill={`url(#${hatch})`} x={share(good)} width={share(bad)} height="100%" /></svg>{say.number(good + bad)}</td> : null}
              </tr>
            );
          })}
        </tbody>
      </table>
    </div>
  );
}

function Legend({ sums }: { readonly sums: Sums }) {
  const { audit: say } = useWords();
  return (
    <span className="legend">
      <span><svg viewBox="0 0 10 10" aria-hidden="true"><rect className="chart-bar" width="10" height="10" /></svg>{say.answeredCount(sumOf(sums.answered))}</span>
      <span><svg viewBox="0 0 10 10" aria-hidden="true"><rect className="chart-bar-bad" width="10" height="10" /><path className="chart-hatch" d="M-1 7L7 -1M3 13L13 3" /></svg>{say.refusedCount(sumOf(sums.refused))}</span>
    </span>
  );
}

export function Chart({ filter, lines }: ChartProps) {
  const { audit: say } = useWords();
  const [kind, setKind] = useKept<ChartKind | 'none'>('audit.chart', 'recent');
  const [look, setLook] = useKept<'drawn' | 'table'>('audit.chart-look', 'drawn');
  const made = useSums(kind, filter, lines);
  const sums = made?.sums;
  const labels = useMemo(() => (sums === undefined ? [] : kind === 'recent' ? sums.label.map(say.hour) : kind === 'days' ? sums.label.map((label) => say.day(`${label.slice(0, 10)}T12:00:00`)) : sums.label), [sums, kind, say]);
  const tips = useMemo(() => labels.map((label, index) => say.chartBar(label, sums?.answered[index] ?? 0, sums?.refused[index] ?? 0)), [labels, sums, say]);
  const title = kind === 'none' ? say.chart : say.chartTitle[kind];
  const peak = sums === undefined ? -1 : peakOf(sums);
  return (
    <section className="section-chart" aria-labelledby="audit-chart-title">
      <div className="section-head">
        <h2 className="section-title" id="audit-chart-title">{title}</h2>
        <span className="push" />
        {sums === undefined ? null : <Legend sums={sums} />}
        {kind === 'none' || kind === 'secrets' ? null : <Segmented name={say.chartLook} value={look} options={[{ value: 'drawn', label: say.chartLooks.drawn }, { value: 'table', label: say.chartLooks.table }]} onChange={setLook} />}
        <Select hideLabel label={say.chart} value={kind} options={[...chartKinds, 'none' as const].map((value) => ({ value, label: say.charts[value] }))} onChange={setKind} />
      </div>
      {kind === 'none' ? null : sums === undefined ? <div className="audit-plot" /> : peak === -1 ? <p className="muted small audit-plot">{say.chartEmpty}</p>
        : kind === 'secrets' || look === 'table' ? <Rows head={say.tableHead[kind]} labels={labels} sums={sums} bars={kind === 'secrets'} />
        : <Suspense fallback={<div className="audit-plot" />}><Plot name={say.chartSaid(title, labels[peak] ?? '', sums.answered[peak] ?? 0, sums.refused[peak] ?? 0)} labels={labels} answered={sums.answered} refused={sums.refused} tips={tips} /></Suspense>}
    </section>
  );
}
