// A folder of encrypted files with rules, and what the tests of recipients ask about it.
import { mkdirSync, readFileSync, readdirSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { encryptDotenv } from '../../../electron/core/sops/index.ts';
import type { Ports } from '../../../electron/core/ports.ts';
import type { RecipientChange } from '../../../shared/ipc/recipients.ts';
import { identities, recipients } from '../../fakes/fixtures.ts';
import { openCore, type OpenCore } from '../../fakes/open-core.ts';
import { realSops, sopsPath } from '../../fakes/real-sops.ts';

export const [anna, bob] = recipients;
export const [annas, bobs] = identities;
export const now = new Date('2026-11-27T08:00:00Z');

export interface Tree {
  readonly at: OpenCore;
  write(name: string, content: string | Uint8Array): string;
  /** An encrypted dotenv file for these recipients, with a canary in it. */
  secret(name: string, own?: readonly string[]): Promise<string>;
  project(): Promise<string>;
  ref(name: string): Promise<string>;
  /** Plans; the rows that are worth showing come along. */
  plan(change: RecipientChange, evenIfLockedOut?: boolean): Promise<{ readonly plan: string; readonly counts: readonly [changes: number, same: number, stays: number]; readonly rows: Awaited<ReturnType<typeof rowsOf>> }>;
  apply(plan: string): Promise<{ readonly written: number }>;
  /** Names of those who can open a file, as it says itself. */
  who(name: string): readonly string[];
  /** Every file by its way, with its bytes. */
  snapshot(): ReadonlyMap<string, string>;
  end(): Promise<void>;
}

const rowsOf = async (at: OpenCore, plan: string) => (await at.done('recipients.listPlan', { plan, offset: 0 })).files;

export function filesBelow(folder: string, way = ''): readonly string[] {
  return readdirSync(join(folder, way), { withFileTypes: true }).flatMap((entry) => (entry.isDirectory() ? filesBelow(folder, join(way, entry.name)) : [join(way, entry.name)])).toSorted();
}
export const whoOpens = (bytes: string): readonly string[] => [...bytes.matchAll(/age1[02-9ac-hj-np-z]{58}/g)].map(([key]) => (key === anna ? 'anna' : key === bob ? 'bob' : key)).toSorted();

/** `more`: ports beside the environment, such as those that git needs. */
export function tree(own: readonly string[] = [annas], { environment, ...more }: Partial<Ports> = {}): Tree {
  const at = openCore({ ...more, environment: { ...environment, SOPS_AGE_KEY: own.join(' ') } });
  const write = (name: string, content: string | Uint8Array): string => {
    const path = join(at.folder, name);
    mkdirSync(dirname(path), { recursive: true });
    writeFileSync(path, content);
    return path;
  };
  let opened: string | undefined;
  return {
    at, write,
    secret: async (name, readers = [anna]) => write(name, await encryptDotenv([['NAME', name], ['TOKEN', `canary-${name}`]], [...readers], now)),
    async project() {
      opened ??= (await at.done('projects.openPath', { path: at.folder })).project.project;
      return opened;
    },
    ref: async (name) => (await at.done('projects.refFile', { path: join(at.folder, name) })).file,
    async plan(change, evenIfLockedOut = false) {
      const { plan, changes, same, stays } = await at.done('recipients.planChange', { change, evenIfLockedOut });
      return { plan, counts: [changes, same, stays], rows: await rowsOf(at, plan) };
    },
    apply: (plan) => at.done('recipients.applyPlan', { plan }),
    who: (name) => whoOpens(readFileSync(join(at.folder, name), 'utf8')),
    snapshot: () => new Map(filesBelow(at.folder).map((way) => [way, readFileSync(join(at.folder, way), 'latin1')])),
    end: () => at.close(),
  };
}

/** What sops makes of a dotenv file with one identity; undefined where it cannot, or where there is no sops. */
export function sopsReads(path: string, identity: string): string | undefined {
  if (sopsPath === undefined) return undefined;
  const { status, stdout } = realSops(['decrypt', '--input-type', 'dotenv', '--output-type', 'dotenv', path], identity);
  return status === 0 ? stdout.toString('utf8') : undefined;
}
/** What `sops updatekeys` says, under the rules of the folder. */
export function updatekeysSays(folder: string, path: string, identity: string): string {
  const { stdout, stderr } = realSops(['--config', join(folder, '.sops.yaml'), 'updatekeys', '--input-type', 'dotenv', '-y', path], identity);
  return `${stdout.toString('utf8')}${stderr}`;
}
