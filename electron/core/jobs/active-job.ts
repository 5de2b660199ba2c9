// The job that this program runs as, once it does: what it may, and the data keys that it brings. There is no way back: a process that began as a job ends as one.
import { realpath } from 'node:fs/promises';
import type { JobAction } from '../../../shared/ipc/jobs.ts';
import { Refusal } from '../refusal.ts';
import type { JobContent } from './job-file.ts';

type Input = Readonly<Record<string, unknown>>;
type Run = (input: never, context: never) => unknown;
type Guarded = { subject(input: never): unknown; allowed?: Run; run: Run };
type Table = Readonly<Record<string, Readonly<Record<string, Run | Guarded>>>>;

/** What each call needs, besides a file that the job names. Whatever is not here, a job may not call. */
const needs: Readonly<Record<string, JobAction | 'any'>> = {
  'projects.refFile': 'any', 'sops.openFile': 'any', 'sops.closeFile': 'any', 'sops.printEntry': 'get', 'sops.decryptFile': 'decrypt', 'sops.getCoverage': 'verify',
  'sops.listEntries': 'set', 'sops.setEntry': 'set', 'sops.replaceContent': 'set', 'sops.saveFile': 'set',
};

export interface ActiveJob {
  /** The name of the job, or undefined while this is a program like any other. */
  name(): string | undefined;
  /** Data keys that the caller must not change or keep; undefined while there is no job. */
  held(): readonly Buffer[] | undefined;
  begin(job: JobContent): void;
  /** The same handlers, of which a job gets only what it may. Refusal: job-not-allowed (data: job). */
  restrict<T extends Table>(handlers: T): T;
  dispose(): void;
}

/** `entryAt`: the entry of an open document at a path. */
export function createActiveJob(entryAt: (document: string, path: string) => number | undefined): ActiveJob {
  let job: { readonly content: Omit<JobContent, 'files'>; readonly paths: ReadonlySet<string>; readonly keys: readonly Buffer[] } | undefined;

  /** Undefined while there is no job. Refusal: job-not-allowed. */
  async function check(name: string, input: Input): Promise<void> {
    if (job === undefined) return;
    const { content, paths } = job;
    const refused = new Refusal('job-not-allowed', { job: content.name });
    const need = Object.hasOwn(needs, name) ? needs[name] : undefined;
    // SECURITY(job-allows-only): a job gets the actions, files and values that it names; everything else is refused and written into the audit log.
    if (need === undefined || (need !== 'any' && !content.actions.includes(need))) throw refused;
    if (name === 'projects.refFile' && !paths.has(await realpath(String(input['path'])).catch(() => ''))) throw refused;
    const { keys } = content;
    if (keys.length === 0) return;
    // WHY both: a whole file is more than some of its values.
    if (name === 'sops.decryptFile' || name === 'sops.replaceContent' || (name === 'sops.printEntry' && !keys.includes(String(input['path'])))) throw refused;
    if (name === 'sops.setEntry' && !keys.some((key) => entryAt(String(input['document']), key) === input['entry'])) throw refused;
  }

  function restricted(name: string, handler: Run | Guarded): Run | Guarded {
    const asRun = (run: Run): Run => (input, context) => (job === undefined ? run(input, context) : check(name, input).then(() => run(input, context)));
    if (typeof handler === 'function') return asRun(handler);
    return { subject: (input) => handler.subject(input), allowed: asRun((input, context) => handler.allowed?.(input, context)), run: asRun((input, context) => handler.run(input, context)) };
  }

  return {
    name: () => job?.content.name,
    held: () => job?.keys,
    begin({ files, ...content }) {
      // WHY refused: two jobs in one process would each have what the other may.
      if (job !== undefined) throw new Refusal('job-not-allowed', { job: job.content.name });
      job = { content, paths: new Set(files.map(({ path }) => path)), keys: files.map(({ dataKey }) => Buffer.from(dataKey, 'base64')) };
    },
    restrict: (handlers) => Object.fromEntries(Object.entries(handlers).map(([room, calls]) => [room, Object.fromEntries(Object.entries(calls).map(([call, handler]) => [call, restricted(`${room}.${call}`, handler)]))])) as typeof handlers,
    dispose() {
      for (const key of job?.keys ?? []) key.fill(0);
    },
  };
}
