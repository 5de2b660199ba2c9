// A hidden value: a short graduation, the same for every value, so that nothing about the value shows. And the maker's mark.

/** The graduation, for what draws without React. */
export const maskStrokes = Array.from({ length: 16 }, (_, tick) => `M${(2 + tick * 5.6).toFixed(1)} ${tick % 5 === 0 ? '0' : '4'}V12`).join('');

/** `label` is what a screen reader says: “hidden value” in the person's language. */
export function Mask({ label }: { readonly label: string }) {
  return (
    <svg className="secret-mask" viewBox="0 0 88 12" role="img" aria-label={label}>
      <path d={maskStrokes} />
    </svg>
  );
}

/** One turn of a dial as strokes from `inner` to `outer`, longer ones every `major`th. */
export function dialStrokes(centre: number, count: number, major: number, inner: { readonly long: number; readonly short: number }, outer: { readonly long: number; readonly short: number }): string {
  return Array.from({ length: count }, (_, tick) => {
    const angle = (tick / count) * 2 * Math.PI;
    const long = tick % major === 0;
    const at = (radius: number): string => `${(centre + radius * Math.sin(angle)).toFixed(1)} ${(centre - radius * Math.cos(angle)).toFixed(1)}`;
    return `M${at(long ? inner.long : inner.short)}L${at(long ? outer.long : outer.short)}`;
  }).join('');
}

const markTicks = dialStrokes(14, 24, 2, { long: 9.6, short: 11 }, { long: 12.6, short: 12.6 });

/** The mark of Coffre: a dial with its pointer up. Decoration. */
export function Mark() {
  return (
    <svg viewBox="0 0 28 28" aria-hidden="true" fill="none" stroke="currentColor" strokeLinecap="round">
      <path strokeWidth="1.1" d={markTicks} />
      <circle cx="14" cy="14" r="6.6" strokeWidth="1.6" />
      <path strokeWidth="1.9" d="M14 14V7.4" />
    </svg>
  );
}

const dialTicks = dialStrokes(310, 120, 10, { long: 268, short: 290 }, { long: 304, short: 304 });

const mostBad = 5;

/** The large dial behind the first screen; `bad` of its strokes, up to five, stand out. Decoration. */
export function Dial({ bad = 0 }: { readonly bad?: number }) {
  return (
    <svg className="start-dial" viewBox="0 0 620 620" aria-hidden="true">
      <path strokeWidth="1.25" d={dialTicks} />
      {Array.from({ length: Math.min(bad, mostBad) }, (_, at) => <path key={at} className="bad" d="M310 28V10" transform={`rotate(${String(306 + 3 * at)} 310 310)`} />)}
    </svg>
  );
}
