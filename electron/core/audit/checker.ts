// Follows a log line by line and says where it is not as it was written, what that is, and what it cannot know. Must import nothing but Node: it is built into a file that stands alone.
import { checkpointEvent, checkpointHolds, signerOf, tombstoneHolds, type PublicKey, type Tombstone } from './checkpoint.ts';
import { classify, type Behind, type Break, type Damage } from './classify.ts';
import { emptyHead, follow, isIntact, isOfTheLog, look, type Head } from './form.ts';

/** What whoever verifies knows besides the log itself. */
export interface Known {
  /** The keys beside the log, and those of the profile. */
  readonly keys: readonly PublicKey[];
  /** The key that must have signed. */
  readonly fingerprint?: string | undefined;
  /** A state that the log had. */
  readonly head?: Head | undefined;
  /** The last line under a signature then. */
  readonly signed?: number | undefined;
}

/** What stays open: no signature at all · lines behind the last one · nobody said which key it must be · lines cut off behind the last signature · lines that were removed in time. */
export type Unknown = 'unsigned' | 'unprotected-tail' | 'key-unconfirmed' | 'end-unconfirmed' | 'expired';

export interface Verdict {
  /** Lines that were read, and lines that a tombstone stands for. */
  readonly lines: number;
  readonly expired: number;
  readonly whole: boolean;
  readonly damage?: Damage;
  /** The file and the line in it, which counts from 1. */
  readonly file?: string;
  readonly line?: number;
  /** The last line that is as it was written; zeros for an empty log. */
  readonly seq: number;
  readonly head: string;
  /** Signatures that hold, the line that the last of them is, and whose it is. */
  readonly checkpoints: number;
  readonly signed: number;
  readonly fingerprint: string;
  /** Lines in which the log itself says that it was replaced or damaged. */
  readonly reported: number;
  readonly unknown: readonly Unknown[];
}

export interface Checker {
  begin(file: string): void;
  /** `ended`: with its line feed, which is not in the bytes. */
  line(bytes: Buffer, ended: boolean): void;
  gone(tombstone: Tombstone | undefined): void;
  finish(): Verdict;
}

interface Place {
  readonly file: string;
  readonly line: number;
}

export function createChecker(known: Known): Checker {
  const keys = new Map(known.keys.map((key) => [key.fingerprint, key]));
  let [lines, expired, checkpoints, signed, reported, unchecked] = [0, 0, 0, 0, 0, 0];
  let signer = '';
  let head: Head = emptyHead;
  let before: Head = emptyHead;
  let [lastFile, lastLine] = ['', 0];
  let lineInFile = 0;
  let file = '';
  let broken: (Place & { readonly last: Place }) & ({ readonly what: Break } | { readonly damage: Damage }) | undefined;
  let behind: Behind = { next: undefined, expected: false, again: false };
  /** The first signature by another key than the one that must have signed: only the latter's can vouch for it. */
  let foreign: Place | undefined;

  const here = (): Place & { readonly last: Place } => ({ file, line: lineInFile, last: { file: lastFile, line: lastLine } });

  /** A key that is not known is nothing wrong as long as none is. */
  function whose(fingerprint: string | undefined): PublicKey | 'unknown' | Damage {
    if (fingerprint === undefined) return 'forged-checkpoint';
    if (known.fingerprint !== undefined && fingerprint !== known.fingerprint && signer === known.fingerprint) return 'wrong-key';
    return keys.get(fingerprint) ?? (keys.size === 0 && known.fingerprint === undefined ? 'unknown' : 'wrong-key');
  }

  function checkpoint(bytes: Buffer, { seq, timestamp }: { readonly seq: number; readonly timestamp: string }): Damage | undefined {
    const { reason } = JSON.parse(bytes.toString('utf8')) as { readonly reason: string };
    const fingerprint = signerOf(reason);
    const key = whose(fingerprint);
    if (key === 'unknown') {
      unchecked += 1;
      return undefined;
    }
    if (typeof key === 'string') return key;
    if (!checkpointHolds(key, reason, head, timestamp)) return 'forged-checkpoint';
    if (known.fingerprint !== undefined && key.fingerprint !== known.fingerprint) foreign ??= { file, line: lineInFile };
    checkpoints += 1;
    [signed, signer] = [seq, key.fingerprint];
    return undefined;
  }

  function wrong(next: Head, bytes: Buffer): Damage | undefined {
    if (next.seq === known.head?.seq && next.hash !== known.head.hash) return 'rolled-back';
    if (!isOfTheLog(bytes)) return undefined;
    const found = look(bytes);
    if (found?.kind !== 'clear') return undefined;
    if (found.event === checkpointEvent) return checkpoint(bytes, found);
    if (found.event === 'log_replaced' || found.event === 'log_damaged') reported += 1;
    return undefined;
  }

  function afterwards(bytes: Buffer, what: Break): void {
    const found = look(bytes);
    if (found === undefined) return;
    const expected = found.seq === what.head.seq + 1 && found.prev === what.head.hash;
    const again = found.hash === what.found?.hash;
    // WHY asked last: it hashes the line, and most of those behind say nothing new.
    if ((behind.next !== undefined && (behind.expected || !expected) && (behind.again || !again)) || !isIntact(bytes, found)) return;
    behind = { next: behind.next ?? { seq: found.seq, prev: found.prev, hash: found.hash }, expected: behind.expected || expected, again: behind.again || again };
  }

  function damageOf(): (Place & { readonly damage: Damage }) | undefined {
    if (broken === undefined) {
      if (known.head !== undefined && head.seq < known.head.seq) return { file, line: lineInFile + 1, damage: head.seq < (known.signed ?? 0) ? 'rolled-back' : 'truncated' };
      return foreign !== undefined && signer !== known.fingerprint ? { ...foreign, damage: 'wrong-key' } : undefined;
    }
    if ('damage' in broken) return { file: broken.file, line: broken.line, damage: broken.damage };
    const { damage, back } = classify(broken.what, behind);
    return { ...(back === 1 ? broken.last : { file: broken.file, line: broken.line }), damage };
  }

  function unknown(): Unknown[] {
    const open: Unknown[] = [];
    if (checkpoints === 0) open.push('unsigned');
    else if (head.seq > signed) open.push('unprotected-tail');
    if (checkpoints > 0 && known.fingerprint === undefined) open.push('key-unconfirmed');
    if (known.head === undefined) open.push('end-unconfirmed');
    if (expired > 0) open.push('expired');
    return open;
  }

  return {
    begin(name) {
      file = name;
      lineInFile = 0;
    },
    line(bytes, ended) {
      lines += 1;
      lineInFile += 1;
      if (broken !== undefined) {
        if ('what' in broken) afterwards(bytes, broken.what);
        return;
      }
      const next = ended ? follow(bytes, head) : undefined;
      if (next === undefined) {
        const found = look(bytes);
        const whole = found !== undefined && isIntact(bytes, found) ? { seq: found.seq, prev: found.prev, hash: found.hash } : undefined;
        broken = { ...here(), what: { head, before, ended, endEdited: !ended && follow(bytes.subarray(0, -1), head) !== undefined, found: whole } };
        return;
      }
      const damage = wrong(next, bytes);
      if (damage !== undefined) {
        broken = { ...here(), damage };
        return;
      }
      [before, head] = [head, next];
      // WHY no object: once for each of millions of lines.
      lastFile = file;
      lastLine = lineInFile;
    },
    gone(tombstone) {
      if (broken !== undefined) return;
      const key = tombstone === undefined ? 'forged-checkpoint' : whose(tombstone.fingerprint);
      if (tombstone === undefined || typeof key === 'string' && key !== 'unknown') {
        broken = { ...here(), damage: key === 'wrong-key' ? 'wrong-key' : 'forged-checkpoint' };
      } else if (tombstone.first !== head.seq + 1 || tombstone.prev !== head.hash) {
        broken = { ...here(), damage: 'removed' };
      } else if (typeof key !== 'string' && !tombstoneHolds(key, tombstone)) {
        broken = { ...here(), damage: 'forged-checkpoint' };
      } else {
        expired += tombstone.last - tombstone.first + 1;
        [before, head] = [head, { seq: tombstone.last, hash: tombstone.hash }];
      }
    },
    finish() {
      const damage = damageOf();
      return { lines, expired, whole: damage === undefined, ...damage, seq: head.seq, head: head.hash, checkpoints, signed, fingerprint: signer, reported, unknown: unknown() };
    },
  };
}
