// What a job is on disk: its key, one line that goes into a file or the keychain, and what the key opens, sealed in the profile folder. Neither is worth anything without the other.
import { hkdfSync, randomBytes } from 'node:crypto';
import * as v from 'valibot';
import { jobAction } from '../../../shared/ipc/jobs.ts';
import { openRecord, sealRecord } from '../profile/index.ts';

const bytes32 = 32;
const line = /^coffre-job-key-1:(?<id>[A-Za-z0-9_-]{22}):(?<secret>[A-Za-z0-9_-]{43})\n?$/;

export interface JobKey {
  readonly id: string;
  /** The caller wipes it. */
  readonly secret: Buffer;
}
export const newJobKey = (): JobKey => ({ id: randomBytes(16).toString('base64url'), secret: randomBytes(bytes32) });
/** The caller wipes it. */
export const spellJobKey = ({ id, secret }: JobKey): Buffer => Buffer.from(`coffre-job-key-1:${id}:${secret.toString('base64url')}\n`);

/** Undefined for anything that is not exactly one key. */
export function readJobKey(bytes: Buffer): JobKey | undefined {
  const found = line.exec(bytes.toString('latin1'))?.groups;
  const secret = Buffer.from(found?.['secret'] ?? '', 'base64url');
  return found?.['id'] === undefined || secret.length !== bytes32 ? undefined : { id: found['id'], secret };
}

const content = v.strictObject({
  version: v.literal(1),
  name: v.string(), expires: v.string(),
  actions: v.array(jobAction),
  /** Seals the count of its uses; the profile knows it too. */
  countKey: v.string(),
  /** Paths of values, as `file get` takes them; none means all. */
  keys: v.array(v.string()),
  files: v.array(v.strictObject({ path: v.string(), dataKey: v.string() })),
});
export type JobContent = v.InferOutput<typeof content>;

const recordOf = (id: string): string => `job/${id}`;
const sealFor = ({ id, secret }: JobKey) => ({ key: Buffer.from(hkdfSync('sha256', secret, Buffer.from(id, 'base64url'), 'coffre/job/1', bytes32)), profile: id });

export function sealJob(key: JobKey, job: JobContent): Buffer {
  const seal = sealFor(key);
  const plain = Buffer.from(JSON.stringify(job));
  try {
    return sealRecord(seal, recordOf(key.id), 1, plain);
  } finally {
    plain.fill(0);
    seal.key.fill(0);
  }
}

// SECURITY(job-sealed): what a job may, and until when, is authenticated with its data keys: nobody widens it by editing a file.
/** Undefined for what was not sealed under this key. */
export function openJob(key: JobKey, sealed: Buffer): JobContent | undefined {
  const seal = sealFor(key);
  const opened = openRecord(seal, recordOf(key.id), sealed);
  seal.key.fill(0);
  if (opened === undefined) return undefined;
  try {
    const read = v.safeParse(content, JSON.parse(opened.plain.toString('utf8')));
    return read.success ? read.output : undefined;
  } catch {
    // Sealed whole, and yet no job: another version of this program wrote it.
    return undefined;
  } finally {
    opened.plain.fill(0);
  }
}
