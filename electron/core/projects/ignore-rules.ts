// The plain part of .gitignore, for folders only and for speed only: what is not understood is looked at.
// Must stay linear in the length of a pattern, because a cloned folder writes them.
const maxPatterns = 1000;

interface Pattern {
  readonly negated: boolean;
  /** True if it is matched against the way from the folder of its .gitignore, not the bare name. */
  readonly anchored: boolean;
  readonly text: string;
}
/** The patterns of one .gitignore, and those of the folders above it. */
export interface IgnoreRules {
  /** The way from the root of the project to the folder of this .gitignore, with `/`; '' for the root. */
  readonly folder: string;
  readonly patterns: readonly Pattern[];
  readonly above: IgnoreRules | undefined;
}

/** `*` and `?` within one part of a path; goes back to the last star only, so it cannot be made to explode. */
function matches(pattern: string, text: string): boolean {
  let p = 0;
  let t = 0;
  let star = -1;
  let mark = 0;
  while (t < text.length) {
    if (pattern[p] === '*') {
      star = p;
      mark = t;
      p += 1;
    } else if (p < pattern.length && (pattern[p] === text[t] || (pattern[p] === '?' && text[t] !== '/'))) {
      p += 1;
      t += 1;
    } else if (star !== -1 && text[mark] !== '/') {
      p = star + 1;
      mark += 1;
      t = mark;
    } else return false;
  }
  while (pattern[p] === '*') p += 1;
  return p === pattern.length;
}

function readPattern(line: string): Pattern | undefined {
  let text = line.replace(/\r$/, '').replace(/ +$/, '');
  if (text === '' || text.startsWith('#') || /[[\]\\]|\*\*/.test(text)) return undefined;
  const negated = text.startsWith('!');
  if (negated) text = text.slice(1);
  text = text.replace(/\/$/, '');
  const anchored = text.includes('/');
  text = text.replace(/^\//, '');
  return text === '' ? undefined : { negated, anchored, text };
}

export function readIgnoreRules(text: string, folder: string, above: IgnoreRules | undefined): IgnoreRules {
  const patterns = text.split('\n', maxPatterns).map(readPattern).filter((pattern) => pattern !== undefined);
  return { folder, patterns, above };
}

/** True if git would not look into this folder: the last pattern that fits decides, the nearest .gitignore first. */
export function ignoresFolder(rules: IgnoreRules | undefined, path: string): boolean {
  const name = path.slice(path.lastIndexOf('/') + 1);
  for (let at = rules; at !== undefined; at = at.above) {
    const way = at.folder === '' ? path : path.slice(at.folder.length + 1);
    const decisive = at.patterns.findLast((pattern) => matches(pattern.text, pattern.anchored ? way : name));
    if (decisive !== undefined) return !decisive.negated;
  }
  return false;
}
