// Reads the answers of `git cat-file --batch` as they arrive, in the order in which they were asked for. What is larger than allowed passes by without being kept.

/** `bytes` is a view that counts until the call returns. `passed`: too large, or no content of a file. */
export interface VisitObject {
  (id: string, bytes: Buffer | 'missing' | 'passed'): void;
}

const lineFeed = 10;
const maxHeader = 256;

/** Throws for what git never prints. */
export function createObjectReader(maxBytes: number, visit: VisitObject): { push(chunk: Buffer): void } {
  let head = '';
  /** Of the content under way: its id, what is still to come with the line feed behind it, and its pieces if it is kept. */
  let body: { readonly id: string; left: number; readonly pieces: Buffer[] | undefined } | undefined;

  function begin(line: string): void {
    const [id = '', type = '', size = ''] = line.split(' ');
    if (type === 'missing' || type === 'ambiguous') {
      visit(id, 'missing');
      return;
    }
    const bytes = Number(size);
    if (!Number.isSafeInteger(bytes)) throw new Error('git printed something else');
    body = { id, left: bytes + 1, pieces: type === 'blob' && bytes <= maxBytes ? [] : undefined };
  }
  function end({ id, pieces }: NonNullable<typeof body>): void {
    body = undefined;
    if (pieces === undefined) {
      visit(id, 'passed');
      return;
    }
    const [only] = pieces;
    const whole = pieces.length === 1 && only !== undefined ? only : Buffer.concat(pieces);
    visit(id, whole.subarray(0, -1));
    if (whole !== only) for (const bytes of [whole, ...pieces]) bytes.fill(0);
  }

  return {
    push(chunk) {
      let at = 0;
      while (at < chunk.length) {
        if (body === undefined) {
          const found = chunk.indexOf(lineFeed, at);
          const stop = found === -1 ? chunk.length : found;
          head += chunk.toString('latin1', at, stop);
          if (head.length > maxHeader) throw new Error('git printed something else');
          at = stop + 1;
          if (found === -1) return;
          begin(head);
          head = '';
          continue;
        }
        const piece = chunk.subarray(at, at + body.left);
        // WHY a copy of what goes on in the next chunk: this one is overwritten when it was read.
        body.pieces?.push(piece.length === body.left && body.pieces.length === 0 ? piece : Buffer.from(piece));
        body.left -= piece.length;
        at += piece.length;
        if (body.left === 0) end(body);
      }
    },
  };
}
