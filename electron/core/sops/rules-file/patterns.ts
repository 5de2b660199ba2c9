// Regular expressions of a rules file, in Go's syntax and bounded: however one is written, compiling it and trying it on a path takes a moment.
import type { RE2JS } from 're2js';

export type Pattern = { readonly kind: 'all' } | { readonly kind: 'bad' } | { readonly kind: 'heavy' } | { readonly kind: 'expression'; readonly expression: RE2JS; readonly size: number };

/** Letters times repetitions: about what the compiled program weighs. */
const maxWeight = 50_000;
/** Steps of one attempt, some tens of milliseconds at worst. */
const maxSteps = 40_000_000;

function isHeavy(text: string): boolean {
  let repeats = 1;
  for (const [, low = '0', high = '0'] of text.matchAll(/\{(\d{1,6})(?:,(\d{0,6}))?\}/g)) repeats += Math.max(Number(low), Number(high));
  return text.length * repeats > maxWeight;
}

/** '' is meant for everything, as in sops. */
export async function compilePattern(text: string): Promise<Pattern> {
  if (text === '') return { kind: 'all' };
  if (isHeavy(text)) return { kind: 'heavy' };
  const { RE2JS: engine } = await import('re2js');
  try {
    const expression = engine.compile(text);
    return { kind: 'expression', expression, size: expression.programSize() };
  } catch {
    // The engine's message repeats the expression: it stays here.
    return { kind: 'bad' };
  }
}

/** `unknown` where trying it would take too long. */
export function tryPattern(pattern: Pattern, path: string): 'yes' | 'no' | 'bad' | 'unknown' {
  if (pattern.kind === 'all') return 'yes';
  if (pattern.kind === 'bad') return 'bad';
  if (pattern.kind === 'heavy' || pattern.size * path.length > maxSteps) return 'unknown';
  return pattern.expression.matcher(path).find() ? 'yes' : 'no';
}
