// Paths as people and their enemies write them, for tests of what becomes of them.
import fc from 'fast-check';

const odd = ['.', '..', '', ' ', '%', '%2F', '%2e%2e', '..%2f', '#', '?', 'a?list=true', '+', '&', '\\', '"', '{{x}}', '~', '*', 'a..b', 'dot.', '...', 'keys', 'data', 'metadata', 'é', 'e\u0301', '🔑', '👩‍💻', '\u0000', '\n', '\t', '\u007f', '\u00a0', '\u200b', '\ud800', '\ufeff', '名', '__proto__', 'x'.repeat(600)];
const name = fc.oneof({ arbitrary: fc.constantFrom(...odd), weight: 2 }, { arbitrary: fc.string({ unit: 'binary', maxLength: 12 }), weight: 2 }, { arbitrary: fc.string({ unit: 'grapheme', minLength: 1, maxLength: 12 }), weight: 3 }, { arbitrary: fc.string({ minLength: 1, maxLength: 20 }), weight: 3 });

/** A slash in a name makes two of it, as it does for a person. */
export const anyPath = fc.array(name, { minLength: 1, maxLength: 4 }).map((names) => names.join('/'));
