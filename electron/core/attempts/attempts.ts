// Vain accesses to one secret by one client, and the wait that follows too many of them, shared by every program. Must never keep a name.
import { createHash } from 'node:crypto';
import type { Subject } from '../../../shared/ipc/define.ts';
import { withLock } from '../lock-file/index.ts';
import type { Boot, Clock } from '../ports.ts';
import { Refusal } from '../refusal.ts';
import { barred, readKept, writeKept, type Kept } from './attempts-file.ts';
import { standingOf, tryNow, type Try, type TryLimits } from './counting.ts';

/** Who asks for what. `client`: `window`, `cli`, or a job by its name. */
export interface Access {
  readonly client: string;
  readonly subject: Subject;
}
export interface Attempts {
  /** Refusal: access-locked (data: waitMs, until, RFC 3339). */
  check(access: Access): Promise<void>;
  /** It was refused for want of a right. Answers whether it is barred from now on. Never rejects. */
  refused(access: Access): Promise<boolean>;
  /** It was given out: the vain ones are forgotten. Never rejects. */
  given(access: Access): Promise<void>;
  /** The person has proven who they are: what was refused to them counts no more; jobs wait on. Never rejects. */
  proven(): Promise<void>;
}
export interface AttemptsDeps {
  readonly file: string;
  /** Path of the lock of that file. */
  readonly lock: string;
  readonly boot: Boot;
  readonly clock: Pick<Clock, 'now'>;
  readonly limits: () => Promise<TryLimits>;
  readonly log: (line: string) => void;
}

const job = 'j';
/** Of a job begins with `j`, of a person with anything else. */
function digestOf({ client, subject }: Access): string {
  const digest = createHash('sha256').update(JSON.stringify([client, subject.backend, subject.secretKey])).digest('base64url').slice(0, 21);
  return `${client.startsWith('job ') ? job : 'p'}${digest}`;
}

export function createAttempts({ file, lock, boot, clock, limits, log }: AttemptsDeps): Attempts {
  /** What could not be written: it counts in this program all the same. */
  const unwritten = new Map<string, readonly Try[]>();

  /** Changes the file while no other program does. Never rejects. */
  async function change(next: (kept: Kept, rules: TryLimits) => Kept | undefined): Promise<boolean> {
    try {
      await withLock(lock, async () => {
        const rules = await limits();
        const read = await readKept(file);
        const kept = read === 'damaged' ? barred(rules, boot) : read;
        const after = next(kept, rules) ?? (read === 'damaged' ? kept : undefined);
        if (after !== undefined) await writeKept(file, after, rules, boot);
      });
      return true;
    } catch (error) {
      log(`attempts could not be written: ${error instanceof Refusal ? error.code : error instanceof Error ? error.name : 'an unknown failure'}`);
      return false;
    }
  }

  async function now(): Promise<Kept> {
    const read = await readKept(file);
    if (read !== 'damaged') return read;
    await change(() => undefined);
    const again = await readKept(file);
    return again === 'damaged' ? barred(await limits(), boot) : again;
  }

  const triesFor = (kept: Kept, digest: string): readonly Try[] => [...(kept.accesses[digest] ?? []), ...(unwritten.get(digest) ?? [])];
  async function waitFor(digest: string): Promise<number> {
    const kept = await now();
    const tries = triesFor(kept, digest);
    // WHY first: hardly anything was ever refused, and the policy need not be read for that.
    if (tries.length === 0 && kept.everything.length === 0) return 0;
    const rules = await limits();
    return Math.max(standingOf(tries, rules, boot).waitMs, standingOf(kept.everything, rules, boot).waitMs);
  }

  return {
    async check(access) {
      const waitMs = await waitFor(digestOf(access));
      // SECURITY(access-attempts): whoever was refused a secret too often is not let to try again and again, over restarts and changes of the clock.
      if (waitMs > 0) throw new Refusal('access-locked', { waitMs, until: new Date(clock.now().getTime() + waitMs).toISOString() });
    },
    async refused(access) {
      const digest = digestOf(access);
      const one = tryNow(boot);
      const written = await change((kept, rules) => {
        const { [digest]: before = [], ...others } = kept.accesses;
        return { ...kept, accesses: { ...others, [digest]: [...standingOf(before, rules, boot).tries, one] } };
      });
      if (!written) unwritten.set(digest, [...(unwritten.get(digest) ?? []), one]);
      return (await waitFor(digest)) > 0;
    },
    async given(access) {
      const digest = digestOf(access);
      unwritten.delete(digest);
      if (triesFor(await now(), digest).length === 0) return;
      await change(({ accesses: { [digest]: _gone, ...others }, ...kept }) => ({ ...kept, accesses: others }));
    },
    async proven() {
      const mine = (digest: string): boolean => !digest.startsWith(job);
      for (const digest of unwritten.keys()) if (mine(digest)) unwritten.delete(digest);
      const { everything, accesses } = await now();
      if (everything.length === 0 && !Object.keys(accesses).some(mine)) return;
      await change((kept) => ({ ...kept, everything: [], accesses: Object.fromEntries(Object.entries(kept.accesses).filter(([digest]) => !mine(digest))) }));
    },
  };
}
