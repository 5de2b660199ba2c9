// Where the core may read bytes in bulk: standard input. A ref names it, so that a whole file never stands in a request.
import type { Source } from '../core/ports.ts';
import { Refusal } from '../core/refusal.ts';

/** Everything on standard input. WHY nothing is refused: a producer that failed before the pipe leaves nothing. */
export function inputSource(input: AsyncIterable<Buffer> = process.stdin as AsyncIterable<Buffer>): Source {
  return {
    async read(maxBytes) {
      const chunks: Buffer[] = [];
      let size = 0;
      try {
        for await (const chunk of input) {
          chunks.push(chunk);
          size += chunk.length;
          if (size > maxBytes) throw new Refusal('file-too-large', { limitBytes: maxBytes });
        }
        if (size === 0) throw new Refusal('empty-file');
        return Buffer.concat(chunks);
      } finally {
        for (const chunk of chunks) chunk.fill(0);
      }
    },
  };
}
