// The second factor as one sealed record: the secret of the authenticator app, the step that was used last, and what is left of the recovery codes. Must never hold a code in clear.
import * as v from 'valibot';
import { sealedJson } from '../sealed-json.ts';
import type { SecretBytes } from '../secret/index.ts';

/** What the profile seals, as far as it is needed here. */
export interface Records {
  read(name: string): Promise<SecretBytes | undefined>;
  change(name: string, change: (before: Buffer | undefined) => Promise<Buffer | undefined> | Buffer | undefined): Promise<void>;
}

export const record = 'second-factor';
const cost = v.strictObject({ N: v.number(), r: v.number(), p: v.number() });
const keptCodes = v.strictObject({ salt: v.string(), scrypt: cost, hashes: v.array(v.string()) });
const stored = v.strictObject({
  version: v.literal(1),
  /** In base64. */
  secret: v.string(),
  /** RFC 3339. */
  made: v.string(),
  /** The newest step of thirty seconds whose code was taken. */
  lastStep: v.number(),
  codes: keptCodes,
});
export type KeptCodes = v.InferOutput<typeof keptCodes>;
/** Before the first ones were given out. */
export const noCodes: KeptCodes = { salt: '', scrypt: { N: 2, r: 1, p: 1 }, hashes: [] };
export type Enrolment = Omit<v.InferOutput<typeof stored>, 'version'>;

// SECURITY(factor-fails-closed): it was sealed whole, so a newer program of ours wrote what cannot be understood: that is no reason to let somebody in.
const sealed = sealedJson(record, (json): Enrolment => v.parse(stored, json));
/** Undefined where none is enrolled. Refusal: record-damaged. */
export const { parse } = sealed;

export const write = (enrolment: Enrolment): Buffer => Buffer.from(JSON.stringify({ version: 1, ...enrolment } satisfies v.InferOutput<typeof stored>));

/** Undefined where none is enrolled. Refusal: record-damaged. */
export const readEnrolment = (records: Records): Promise<Enrolment | undefined> => sealed.read(records);
