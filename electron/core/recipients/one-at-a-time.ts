// One thing of a kind: a list that is paged by its ref until the next one comes, and work that nobody may do twice at once.
import { randomBytes } from 'node:crypto';
import { Refusal } from '../refusal.ts';

export interface HeldOne<T> {
  /** Takes the place of the one before; answers its ref. */
  put(value: T): string;
  /** The refusal is the one that was given to `holdOne`. */
  get(ref: string): T;
  drop(): void;
}

export function holdOne<T>(missing: 'plan-not-found' | 'list-not-found' | 'access-not-found'): HeldOne<T> {
  let held: { readonly ref: string; readonly value: T } | undefined;
  return {
    put(value) {
      held = { ref: randomBytes(16).toString('base64url'), value };
      return held.ref;
    },
    get(ref) {
      if (held?.ref !== ref) throw new Refusal(missing);
      return held.value;
    },
    drop() { held = undefined; },
  };
}

export interface OneWork {
  /** Refusal: `work-under-way`. */
  alone<T>(run: (signal: AbortSignal) => Promise<T>): Promise<T>;
  /** In place of what is under way, which ends first. */
  instead<T>(run: (signal: AbortSignal) => Promise<T>): Promise<T>;
  /** Ends what is under way, if anything is. */
  cancel(): void;
  /** Ends it, and waits for that. */
  end(): Promise<void>;
}

export function createWork(): OneWork {
  let work: { readonly controller: AbortController; readonly ended: Promise<unknown> } | undefined;
  function begin<T>(run: (signal: AbortSignal) => Promise<T>): Promise<T> {
    const controller = new AbortController();
    const running = run(controller.signal);
    const over = (): void => { work = undefined; };
    work = { controller, ended: running.then(over, over) };
    return running;
  }
  async function end(): Promise<void> {
    while (work !== undefined) {
      work.controller.abort();
      await work.ended;
    }
  }
  return {
    async alone(run) {
      if (work !== undefined) throw new Refusal('work-under-way');
      return begin(run);
    },
    async instead(run) {
      // WHY asked again: somebody else may have waited for the same end.
      while (work !== undefined) await end();
      return begin(run);
    },
    cancel() { work?.controller.abort(); },
    end,
  };
}
