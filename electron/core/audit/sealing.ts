// Lines that only the profile can read: each writer wraps a fresh key for it with age, and seals each line under a key that the next one cannot be turned back into. Must never keep a key that sealed a line.
import { createCipheriv, createDecipheriv, hkdfSync, randomBytes } from 'node:crypto';
import { decryptWith, encryptFor } from '../age/index.ts';
import type { SecretText } from '../secret/index.ts';
import type { LineSealer } from './appender.ts';
import { linked, type Look } from './form.ts';
import { writeBody, type Opener } from './line.ts';

const keyBytes = 32;
const tagBytes = 16;
/** WHY so few: whoever reads one line derives all before it, from the start of its key. */
export const linesPerKey = 256;
/** WHY one nonce: each key seals exactly one line. */
const nonce = Buffer.alloc(12);

// SECURITY(audit-ratchet): what is in memory opens no line that was written before.
function step(key: Buffer): { readonly next: Buffer; readonly line: Buffer } {
  const both = Buffer.from(hkdfSync('sha256', key, Buffer.alloc(0), 'coffre/audit/line/1', 2 * keyBytes));
  return { next: both.subarray(0, keyBytes), line: both.subarray(keyBytes) };
}

const boundTo = (key: number, at: number): Buffer => Buffer.from(`coffre/audit/sealed/1/${String(key)}/${String(at)}`);

interface Chain {
  key: Buffer;
  readonly wrapped: string;
  /** The line that brings the key; undefined until it is written. */
  line: number | undefined;
  step: number;
}

export interface SealerDeps {
  /** Whether lines are to be sealed now. */
  readonly sealed: () => Promise<boolean>;
  /** To whom; '' if nobody knows. */
  readonly recipient: () => Promise<string>;
}

/** No profile was ever open here. */
export class NobodyToSealFor extends Error {}

/** Rejects where lines are to be sealed and nobody knows to whom: a profile must have been open once. */
export function createSealer({ sealed, recipient }: SealerDeps): LineSealer {
  let chain: Chain | undefined;
  let spare: Chain[] = [];

  async function fresh(to: string): Promise<Chain> {
    const key = randomBytes(keyBytes);
    return { key, wrapped: (await encryptFor(key, [to])).toString('base64url'), line: undefined, step: 0 };
  }
  function drop(one: Chain | undefined): void {
    one?.key.fill(0);
  }
  function take(): Chain {
    if (chain !== undefined && chain.step < linesPerKey) return chain;
    drop(chain);
    chain = spare.shift();
    if (chain === undefined) throw new Error('no key was made ready');
    return chain;
  }

  return {
    async ready(lines) {
      if (!await sealed()) return false;
      const to = await recipient();
      if (to === '') throw new NobodyToSealFor('nobody to seal lines for');
      const left = chain === undefined ? 0 : linesPerKey - chain.step;
      while (left + spare.length * linesPerKey < lines) spare.push(await fresh(to));
      return true;
    },
    write(facts, at, head) {
      const { text: before, head: start, chain: now } = begin(take(), head);
      const { next, line } = step(now.key);
      now.key.fill(0);
      now.key = next;
      const cipher = createCipheriv('aes-256-gcm', line, nonce);
      cipher.setAAD(boundTo(now.line ?? 0, now.step));
      const body = Buffer.concat([cipher.update(writeBody(facts, at)), cipher.final(), cipher.getAuthTag()]);
      line.fill(0);
      const written = linked(`{"sealed":"${body.toString('base64url')}","key":${String(now.line)},"step":${String(now.step)}`, start);
      now.step += 1;
      return { text: before + written.text, head: { ...written.head, timestamp: at.toISOString() } };
    },
    reset() {
      drop(chain);
      for (const one of spare) drop(one);
      chain = undefined;
      spare = [];
    },
  };

  function begin(one: Chain, head: Parameters<LineSealer['write']>[2]): { readonly text: string; readonly head: typeof head; readonly chain: Chain } {
    if (one.line !== undefined) return { text: '', head, chain: one };
    const written = linked(`{"wrapped":"${one.wrapped}"`, head);
    one.line = written.head.seq;
    return { text: written.text, head: { ...written.head, timestamp: head.timestamp }, chain: one };
  }
}

/** Opens sealed lines whose keys it has learnt. */
export interface Reader {
  readonly open: Opener;
  /** Resolves once the key of that line is known, or was found to be for somebody else. */
  learn(line: Look & { readonly kind: 'wrapped' }): Promise<void>;
  wipe(): void;
}

export function createReader(identity: SecretText): Reader {
  const roots = new Map<number, Buffer>();
  /** The keys of the lines of one chain, so far as they were derived. */
  const derived = new Map<number, { next: Buffer; readonly lines: Buffer[] }>();

  function keyAt(key: number, at: number): Buffer | undefined {
    const root = roots.get(key);
    if (root === undefined || at >= linesPerKey) return undefined;
    const known = derived.get(key) ?? { next: root, lines: [] };
    derived.set(key, known);
    while (known.lines.length <= at) {
      const { next, line } = step(known.next);
      known.next = next;
      known.lines.push(line);
    }
    if (derived.size > 8) derived.delete(derived.keys().next().value ?? key);
    return known.lines[at];
  }

  return {
    open({ sealed, key, step: at }) {
      const line = keyAt(key, at);
      if (line === undefined) return undefined;
      const bytes = Buffer.from(sealed, 'base64url');
      if (bytes.length < tagBytes) return undefined;
      const decipher = createDecipheriv('aes-256-gcm', line, nonce, { authTagLength: tagBytes });
      decipher.setAAD(boundTo(key, at));
      decipher.setAuthTag(bytes.subarray(-tagBytes));
      try {
        return Buffer.concat([decipher.update(bytes.subarray(0, -tagBytes)), decipher.final()]).toString('utf8');
      } catch {
        // Not what was sealed: the verifier names it.
        return undefined;
      }
    },
    async learn({ wrapped, seq }) {
      if (roots.has(seq)) return;
      const opened = await decryptWith(Buffer.from(wrapped, 'base64url'), [identity]);
      if (opened.kind === 'opened' && opened.payload.length === keyBytes) roots.set(seq, Buffer.from(opened.payload));
    },
    wipe() {
      for (const root of roots.values()) root.fill(0);
      roots.clear();
      derived.clear();
    },
  };
}
