// Text put together piece by piece, and the line breaks between the pieces.
import { isBreak } from './characters.ts';

/** So many pieces become one string. */
const perChunk = 4096;

/** WHY not one list: five million pieces of a character each are hundreds of megabytes until they are joined. */
export class Pieces {
  readonly #chunks: string[] = [];
  #pieces: string[] = [];

  add(text: string): void {
    if (text === '') return;
    if (this.#pieces.push(text) < perChunk) return;
    this.#chunks.push(this.#pieces.join(''));
    this.#pieces = [];
  }

  take(): string {
    if (this.#chunks.length === 0) return this.#pieces.length === 1 ? (this.#pieces[0] ?? '') : this.#pieces.join('');
    return [...this.#chunks, ...this.#pieces].join('');
  }
}

const isSeparator = (code: number): boolean => code === 0x2028 || code === 0x2029;

/** What the breaks of a stretch of blanks and breaks come to, after so many of them: the Unicode separators stay what they are, others are line feeds. */
function spelled(text: string, from: number, to: number, skip: number): string {
  const out = new Pieces();
  let count = 0;
  for (let at = from; at < to; at += 1) {
    const code = text.charCodeAt(at);
    if (!isBreak(code)) continue;
    if (code === 13 && text.charCodeAt(at + 1) === 10) at += 1;
    if (count >= skip) out.add(isSeparator(code) ? String.fromCharCode(code) : '\n');
    count += 1;
  }
  return out.take();
}

/** Line breaks that were passed and not written yet: their place and number, since ten million of them may be for nothing. */
export class Breaks {
  #from = 0;
  #to = 0;
  #count = 0;
  #separators = false;
  #first = 0;

  get count(): number {
    return this.#count;
  }

  clear(): void {
    this.#count = 0;
    this.#separators = false;
  }

  /** The break at a place; `end` is behind it. */
  add(code: number, at: number, end: number): void {
    if (this.#count === 0) {
      this.#from = at;
      this.#first = code;
    }
    this.#to = end;
    this.#count += 1;
    this.#separators ||= isSeparator(code);
  }

  /** All of them. */
  all(text: string): string {
    return this.#separators ? spelled(text, this.#from, this.#to, 0) : this.#count === 1 ? '\n' : '\n'.repeat(this.#count);
  }

  first(): string {
    return this.#count === 0 ? '' : isSeparator(this.#first) ? String.fromCharCode(this.#first) : '\n';
  }

  /** True if the first one is what folding takes away. */
  get folds(): boolean {
    return this.#count > 0 && !isSeparator(this.#first);
  }

  /** All but the first one. */
  rest(text: string): string {
    return this.#separators ? spelled(text, this.#from, this.#to, 1) : '\n'.repeat(Math.max(0, this.#count - 1));
  }

  /** Between two lines: a single break is a blank, of more the first is left out; a separator stays in any case. */
  folded(text: string): string {
    if (this.#count === 0) return '';
    if (!this.folds) return this.all(text);
    return this.#count === 1 ? ' ' : this.rest(text);
  }
}
