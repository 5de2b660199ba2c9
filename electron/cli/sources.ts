// Where the core may read bytes in bulk: standard input. Minted for one command and taken once, so that a whole file never stands in a request.
import { randomBytes } from 'node:crypto';
import type { Source, Sources } from '../core/ports.ts';
import { Refusal } from '../core/refusal.ts';

export interface SourceBook extends Sources {
  /** The ref to hand to the core; it is good for one use. */
  mint(source: Source): string;
}

export function createSources(): SourceBook {
  const minted = new Map<string, Source>();
  return {
    mint(source) {
      const ref = randomBytes(16).toString('base64url');
      minted.set(ref, source);
      return ref;
    },
    take(ref) {
      const source = minted.get(ref);
      minted.delete(ref);
      return source;
    },
  };
}

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
