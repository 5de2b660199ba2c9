// Door of the generator: new values made in the core. Must never use anything but node:crypto for chance, nor print or keep what it made.
import { wordlist } from '@scure/bip39/wordlists/english.js';
import { randomBytes, randomInt, randomUUID } from 'node:crypto';
import type { Recipe } from '../../../shared/ipc/sops.ts';
import { SecretBytes } from '../secret/index.ts';

type Characters = Extract<Recipe, { readonly kind: 'characters' }>;

const upper = 'ABCDEFGHIJKLMNOPQRSTUVWXYZ';
const lower = 'abcdefghijklmnopqrstuvwxyz';
const digits = '0123456789';
// WHY these: none of them means anything to a POSIX shell, cmd or PowerShell in the middle of a word, to any dotenv reader, or between `//` and `@` of a URL.
const symbols = '-_.~+';
// WHY without them: I l i 1, O o 0, S 5, Z 2 and B 8 are mistaken for each other when somebody reads them out; of the last three pairs the digit stays.
const readable = (characters: string): string => [...characters].filter((c) => !'Iil1Oo0SZB'.includes(c)).join('');

/** The classes of an alphabet; a value holds at least one character of each. */
const alphabets: Readonly<Record<Characters['alphabet'], readonly string[]>> = {
  'letters-digits': [upper, lower, digits],
  'letters-digits-symbols': [upper, lower, digits, symbols],
  readable: [readable(upper), readable(lower), readable(digits)],
  digits: [digits],
};

/** Draws the whole value again until every class is in it: any other way would make some values likelier than others. */
function characters({ length, alphabet }: Characters): Buffer {
  const classes = alphabets[alphabet].map((text) => Buffer.from(text, 'latin1'));
  const all = Buffer.concat(classes);
  const made = Buffer.alloc(length);
  // WHY no symbol at either end: a leading hyphen is read as an option, a leading tilde as a home folder, and a last full stop gets lost in a sentence.
  const isInner = (byte: number | undefined): boolean => symbols.includes(String.fromCharCode(byte ?? 0));
  do for (let at = 0; at < length; at += 1) made[at] = all[randomInt(all.length)] ?? 0;
  while (isInner(made[0]) || isInner(made.at(-1)) || !classes.every((group) => made.some((byte) => group.includes(byte))));
  return made;
}

function encoded(count: number, encoding: 'hex' | 'base64' | 'base64url'): Buffer {
  const bytes = randomBytes(count);
  const made = Buffer.from(bytes.toString(encoding), 'latin1');
  bytes.fill(0);
  return made;
}

/**
 * A new value. The caller owns and wipes it. Bits of entropy:
 * `characters`: a little under `length` × 5.95 (letters-digits), 6.06 (letters-digits-symbols), 5.70 (readable), 3.32 (digits) · `words`: 11 a word ·
 * `uuid`: 122 (RFC 9562, version 4) · `hex`, `base64`: 8 a byte. `base64` is padded unless it is `urlSafe` (RFC 4648, sections 4 and 5).
 */
export function generate(recipe: Recipe): SecretBytes {
  switch (recipe.kind) {
    case 'characters': return new SecretBytes(characters(recipe));
    case 'words': return new SecretBytes(Buffer.from(Array.from({ length: recipe.words }, () => wordlist[randomInt(wordlist.length)] ?? '').join(recipe.separator), 'latin1'));
    // WHY without the cache: it would keep the bytes of this one and of the next hundred.
    case 'uuid': return new SecretBytes(Buffer.from(randomUUID({ disableEntropyCache: true }), 'latin1'));
    case 'hex': return new SecretBytes(encoded(recipe.bytes, 'hex'));
    case 'base64': return new SecretBytes(encoded(recipe.bytes, recipe.urlSafe ? 'base64url' : 'base64'));
  }
}
