// Which leaves are encrypted (spec §2.3). Regular expressions are Go RE2: JavaScript's differ in syntax and in time.
import { Refusal } from '../refusal.ts';
import type { RuleSource } from './metadata.ts';

/** `path`: names of the enclosing keys; `comments`: plaintext of the active comments, a comment's own last. */
export type Rule = (path: readonly string[], comments: readonly string[], isComment: boolean) => boolean;

/** Compiles a rule. `needsComments` tells whether it looks at comments at all. Refusal: `bad-metadata` (field) for a pattern that is no RE2. */
export async function compileRule(source: RuleSource): Promise<{ readonly encrypts: Rule; readonly needsComments: boolean }> {
  const { kind, pattern } = source;
  if (kind === 'unencrypted_suffix') return { encrypts: (path) => !path.some((key) => key.endsWith(pattern)), needsComments: false };
  if (kind === 'encrypted_suffix') return { encrypts: (path) => path.some((key) => key.endsWith(pattern)), needsComments: false };
  // WHY late: most files have a suffix rule, and the expression engine is large.
  const { RE2JS } = await import('re2js');
  let expression: { matcher(text: string): { find(): boolean } };
  try {
    expression = RE2JS.compile(pattern);
  } catch {
    // The engine's message repeats the pattern: it stays here.
    throw new Refusal('bad-metadata', { field: kind });
  }
  const matches = (text: string): boolean => expression.matcher(text).find();
  switch (kind) {
    case 'unencrypted_regex': return { encrypts: (path) => !path.some(matches), needsComments: false };
    case 'encrypted_regex': return { encrypts: (path) => path.some(matches), needsComments: false };
    case 'unencrypted_comment_regex': return { encrypts: (_path, comments) => !comments.some(matches), needsComments: true };
    // The line that carries the mark stays readable: for a comment only earlier ones count.
    case 'encrypted_comment_regex': return { encrypts: (_path, comments, isComment) => (isComment ? comments.slice(0, -1) : comments).some(matches), needsComments: true };
  }
}
