// Bars on a canvas, by uPlot: what was answered, and on top what was refused, hatched. Loaded late. Colours come from the sheets, through elements that wear them.
import { useEffect, useRef } from 'react';
import uPlot from 'uplot';
import { tipped } from '../../components/index.ts';

export interface PlotProps {
  /** The whole of it in one sentence. */
  readonly name: string;
  readonly labels: readonly string[];
  readonly answered: readonly number[];
  readonly refused: readonly number[];
  /** What each place says to whoever points at it; the table says the same to everybody. */
  readonly tips: readonly string[];
}

const inks = ['bar', 'bad', 'axis', 'grid', 'ground'] as const;
type Inks = Readonly<Record<(typeof inks)[number], string>>;

const inksIn = (box: HTMLElement): Inks => Object.fromEntries(inks.map((ink) => {
  const worn = box.querySelector(`.audit-ink-${ink}`);
  return [ink, worn === null ? '' : getComputedStyle(worn).color];
})) as Inks;

/** Slanted lines in the colour of the ground, over that of what failed. */
function hatched({ bad, ground }: Inks): CanvasPattern | string {
  const size = Math.round(6 * devicePixelRatio);
  const tile = new OffscreenCanvas(size, size);
  const pen = tile.getContext('2d');
  if (pen === null) return bad;
  pen.fillStyle = bad;
  pen.fillRect(0, 0, size, size);
  pen.strokeStyle = ground;
  pen.lineWidth = size / 3.5;
  for (const shift of [-size, 0, size]) {
    pen.beginPath();
    pen.moveTo(shift - size / 6, size + size / 6);
    pen.lineTo(shift + size + size / 6, -size / 6);
    pen.stroke();
  }
  return pen.createPattern(tile, 'repeat') ?? bad;
}

/** Calls back when colours may be others. */
function watchLook(changed: () => void): () => void {
  const observer = new MutationObserver(changed);
  observer.observe(document.documentElement, { attributes: true, attributeFilter: ['data-theme'] });
  const queries = ['(prefers-color-scheme: dark)', '(forced-colors: active)', '(prefers-contrast: more)'].map((query) => matchMedia(query));
  for (const query of queries) query.addEventListener('change', changed);
  return () => {
    observer.disconnect();
    for (const query of queries) query.removeEventListener('change', changed);
  };
}

/** The places that get a word: as many as fit. */
const wordsAt = (count: number, width: number): number[] => {
  const step = Math.max(1, Math.ceil(count / Math.max(2, Math.floor(width / 90))));
  return Array.from({ length: Math.ceil(count / step) }, (_, index) => index * step);
};

export function Plot({ name, labels, answered, refused, tips }: PlotProps) {
  const box = useRef<HTMLDivElement>(null);
  useEffect(() => {
    const place = box.current;
    if (place === null) return undefined;
    let ink = inksIn(place);
    const { fontFamily } = getComputedStyle(place);
    const bars = uPlot.paths.bars?.({ size: [0.62, 40], align: 0 });
    const series = (fill: () => CanvasPattern | string): uPlot.Series => ({ fill, stroke: () => 'transparent', width: 0, points: { show: false }, ...(bars === undefined ? {} : { paths: bars }) });
    const axis = { stroke: () => ink.axis, font: `11px ${fontFamily}`, ticks: { show: false } } satisfies uPlot.Axis;
    const plot = new uPlot({
      width: Math.max(50, place.clientWidth), height: Math.max(40, place.clientHeight), padding: [6, 0, 0, 0], legend: { show: false }, cursor: { show: false }, select: { show: false, left: 0, top: 0, width: 0, height: 0 },
      scales: { x: { time: false, range: [-0.5, labels.length - 0.5] }, y: { range: (_plot, _least, most) => [0, Math.max(1, most)] } },
      series: [{}, series(() => hatched(ink)), series(() => ink.bar)],
      axes: [
        { ...axis, size: 18, gap: 3, grid: { show: false }, splits: ({ width }) => wordsAt(labels.length, width), values: (_plot, places) => places.map((at) => labels[at] ?? ''), border: { show: true, stroke: () => ink.axis, width: 1 } },
        { ...axis, size: 36, gap: 6, space: 18, incrs: [1, 2, 5].flatMap((step) => Array.from({ length: 8 }, (_, power) => step * 10 ** power)).toSorted((a, b) => a - b), grid: { stroke: () => ink.grid, width: 1 } },
      ],
    }, [labels.map((_, index) => index), answered.map((count, index) => count + (refused[index] ?? 0)), [...answered]], place);
    const sizes = new ResizeObserver(() => { plot.setSize({ width: Math.max(50, place.clientWidth), height: Math.max(40, place.clientHeight) }); });
    sizes.observe(place);
    const stop = watchLook(() => {
      ink = inksIn(place);
      plot.redraw(false, false);
    });
    return () => {
      stop();
      sizes.disconnect();
      plot.destroy();
    };
  }, [labels, answered, refused]);
  return <div ref={box} className="audit-plot" role="img" aria-label={name}>{inks.map((ink) => <span key={ink} hidden className={`audit-ink-${ink}`} />)}<div className="audit-hits" aria-hidden="true">{tips.map((tip, index) => <span key={`${String(index)} ${tip}`} {...tipped(tip)} />)}</div></div>;
}
