// Which leaves are encrypted (spec §2.3). Regular expressions are Go RE2: JavaScript's differ in syntax and in time. A pattern comes with a file from anywhere: what it may cost is bounded.
import { performance } from 'node:perf_hooks';
import { Refusal } from '../refusal.ts';
import type { RuleSource } from './metadata.ts';
import { expandedSize } from './pattern-size.ts';
import type { Leaf } from './tree.ts';

/** `path`: names of the enclosing keys; `comments`: texts of the active comments, a comment's own last. */
export type Rule = (path: readonly string[], comments: readonly string[], isComment: boolean) => boolean;
/** The same for all leaves of a file in document order. `text` is a comment's own: as it is stored when a file is read, in clear when one is written. */
export type RuleWalk = (leaf: Pick<Leaf, 'id' | 'comment' | 'path' | 'above'>, text: string) => boolean;

export interface CompiledRule {
  readonly encrypts: Rule;
  /** A new walk, for one file. */
  walk(): RuleWalk;
  /** True if sops would take this stored text of a comment for one that leaves values readable, and so never open what it wrote. */
  clashes(stored: string): boolean;
}

/** Instructions that a pattern may compile to, about; the engine takes 3 ms for a thousand. */
const maxSize = 16_384;
/** One look may take so many steps of the slow kind, and all looks of a file so long. */
const maxSteps = 50_000_000;
const maxLooksMs = 3000;
const maxKnown = 50_000;

/** Milliseconds that this thread worked. WHY not the clock, where Node can tell: the same file must not be refused because the computer is busy. */
function worked(): number {
  if (typeof process.threadCpuUsage !== 'function') return performance.now();
  const { user, system } = process.threadCpuUsage();
  return (user + system) / 1000;
}

/** Refusal: `bad-metadata` (field) for a pattern that is no RE2 or costs too much. */
async function compile({ kind, pattern }: RuleSource): Promise<(text: string) => boolean> {
  const bad = (): Refusal => new Refusal('bad-metadata', { field: kind });
  // SECURITY(bounded-patterns): a hostile pattern is refused before it is compiled, or after it took its time.
  if (expandedSize(pattern) > maxSize) throw bad();
  // WHY late: most files have a suffix rule, and the expression engine is large.
  const { RE2JS } = await import('re2js');
  let expression: { programSize(): number; matcher(text: string): { find(): boolean } };
  try {
    expression = RE2JS.compile(pattern);
  } catch {
    // The engine's message repeats the pattern: it stays here.
    throw bad();
  }
  const size = expression.programSize();
  const known = new Map<string, boolean>();
  let spent = 0;
  return (text) => {
    const found = known.get(text);
    if (found !== undefined) return found;
    if (spent > maxLooksMs || text.length * size > maxSteps) throw bad();
    const started = worked();
    const answer = expression.matcher(text).find();
    spent += worked() - started;
    // WHY no comments: they may be secrets, and nobody could overwrite what is kept here.
    if (!kind.includes('comment') && known.size < maxKnown && text.length < 256) known.set(text, answer);
    return answer;
  };
}

/** A rule that looks at names only. */
const byPath = (encrypts: (path: readonly string[]) => boolean): CompiledRule => ({ encrypts, walk: () => ({ path }) => encrypts(path), clashes: () => false });

/** A rule that looks at comments. `below` is what becomes of what stands below a comment that matches; the line that carries an encrypting mark stays readable itself. */
function byComments(matches: (text: string) => boolean, below: 'encrypted' | 'readable'): CompiledRule {
  const encrypts = below === 'encrypted';
  return {
    encrypts: (_path, comments, isComment) => (encrypts && isComment ? comments.slice(0, -1) : comments).some(matches) === encrypts,
    walk() {
      // WHY by id and summed up: a file of comments only has each of them above all the others.
      const seen = new Map<number, boolean>();
      return ({ id, comment, above }, text) => {
        const marked = above !== undefined && seen.get(above) === true;
        if (!comment) return marked === encrypts;
        const withOwn = marked || matches(text);
        seen.set(id, withOwn);
        return (encrypts ? marked : withOwn) === encrypts;
      };
    },
    clashes: (stored) => !encrypts && matches(stored),
  };
}

/** Refusal: `bad-metadata` (field) for a pattern that is no RE2 or costs too much. */
export async function compileRule(source: RuleSource): Promise<CompiledRule> {
  const { kind, pattern } = source;
  if (kind === 'unencrypted_suffix') return byPath((path) => !path.some((key) => key.endsWith(pattern)));
  if (kind === 'encrypted_suffix') return byPath((path) => path.some((key) => key.endsWith(pattern)));
  const matches = await compile(source);
  switch (kind) {
    case 'unencrypted_regex': return byPath((path) => !path.some(matches));
    case 'encrypted_regex': return byPath((path) => path.some(matches));
    case 'unencrypted_comment_regex': return byComments(matches, 'readable');
    case 'encrypted_comment_regex': return byComments(matches, 'encrypted');
  }
}
