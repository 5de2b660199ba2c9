// Job keys: what lets a program that runs unattended read or set a few named secrets, while the profile stays locked. A key goes into a file or the keychain, and is never part of an answer.
import * as v from 'valibot';
import { call } from './define.ts';
import { codeErrors } from './factor-errors.ts';
import { openErrors } from './sops-errors.ts';
import { count, entryPath, fileRef, nothing } from './values.ts';

export const jobAction = v.picklist(['get', 'set', 'decrypt', 'verify']);
export type JobAction = v.InferOutput<typeof jobAction>;

const jobName = v.pipe(v.string(), v.regex(/^[A-Za-z0-9][A-Za-z0-9._-]{0,63}$/));
const absolutePath = v.pipe(v.string(), v.minLength(1), v.maxLength(4096));
const names = v.pipe(v.array(v.pipe(entryPath, v.regex(/^[^\u0000-\u001f\u007f]+$/, 'way'))), v.maxLength(1000));
const actions = v.pipe(v.array(jobAction), v.minLength(1), v.maxLength(4));
const job = v.strictObject({
  name: jobName,
  /** RFC 3339. */
  made: v.string(),
  expires: v.string(),
  state: v.picklist(['valid', 'expired', 'missing']),
  place: v.picklist(['file', 'keychain']),
  actions,
  /** As the person would write them. */
  files: v.pipe(v.array(v.string()), v.maxLength(1000)),
  /** Which values of them; all if there is none. */
  keys: names,
  /** How often it ran, and when last; '' if it never did. */
  uses: count,
  lastUsed: v.string(),
});
export type Job = v.InferOutput<typeof job>;

const writeErrors = ['disk-full', 'write-failed', 'file-busy'] as const;
const keychainErrors = ['keychain-locked', 'keychain-missing', 'keychain-insecure', 'keychain-slow', 'keychain-dismissed', 'keychain-failed'] as const;

export const jobs = {
  list: call({ input: nothing, output: v.strictObject({ jobs: v.pipe(v.array(job), v.maxLength(1000)) }), errors: ['record-damaged'], exposes: 'metadata' }),
  /** Enrols a job: opens each file of `paths` once, and gives its data key, not an identity, to the job. `path` takes the key of the job, absent for the keychain. */
  add: call({
    input: v.strictObject({ name: jobName, paths: v.pipe(v.array(absolutePath), v.minLength(1), v.maxLength(1000)), keys: names, actions, days: v.pipe(count, v.minValue(1), v.maxValue(366)), path: v.optional(absolutePath) }),
    output: job, errors: ['job-exists', 'entry-not-found', 'record-damaged', 'file-exists', 'folder-not-found', ...codeErrors, ...keychainErrors, ...openErrors, 'folder-not-writable', ...writeErrors], exposes: 'metadata', roles: ['cli'], audited: true,
  }),
  /** The same from the window: the person agrees in a dialog of the system, and chooses in one where the key goes. `paths` and `keyFile` are what a line for cron names; `keyFile` is '' for the keychain. */
  enrol: call({
    input: v.strictObject({ name: jobName, files: v.pipe(v.array(fileRef), v.minLength(1), v.maxLength(1000)), keys: names, actions, days: v.pipe(count, v.minValue(1), v.maxValue(366)), place: job.entries.place }),
    output: v.strictObject({ job, paths: v.array(v.string()), keyFile: v.string() }), errors: ['job-exists', 'entry-not-found', 'record-damaged', 'file-exists', 'no-file-dialog', 'dialog-busy', 'not-confirmed', ...codeErrors, ...keychainErrors, ...openErrors, ...writeErrors], exposes: 'metadata', roles: ['window'], audited: true,
  }),
  /** From now on it opens nothing, whoever has its key. */
  revoke: call({ input: v.strictObject({ name: jobName }), output: nothing, errors: ['job-not-found', 'record-damaged', ...writeErrors], exposes: 'nothing', audited: true }),
  /** From now on this program does what the job may, and nothing else. */
  use: call({
    input: v.strictObject({ /** The file of the key. */ path: v.optional(absolutePath), /** Without a file: the job whose key is in the keychain. */ name: v.optional(jobName) }),
    output: v.strictObject({ name: jobName, expires: v.string() }), errors: ['job-key-not-found', 'job-key-exposed', 'job-key-damaged', 'job-revoked', 'job-expired', 'cancelled', ...keychainErrors, ...writeErrors], exposes: 'metadata', roles: ['cli'], audited: true, whileLocked: true,
  }),
};
