// Identities outside of the profile, and whole files of age. Private halves and content never cross: files come from a source and go into a sink.
import * as v from 'valibot';
import { call } from './define.ts';
import { codeErrors } from './factor-errors.ts';
import { openErrors } from './sops-errors.ts';
import { sourceRef } from './sops-files.ts';
import { count, fileRef, newValue, nothing, sinkRef } from './values.ts';

/** Whether what was found opens the file that was asked about: `perhaps` where only trying would tell, because a program or a passphrase is in between. */
export const fit = v.picklist(['opens', 'no', 'perhaps', '']);
export type Fit = v.InferOutput<typeof fit>;
const foundPlace = v.strictObject({
  /** A variable's name, a path, or the name in the profile: how the person would find it again. */
  place: v.string(),
  state: v.picklist(['usable', 'locked', 'absent', 'unusable', 'not-supported']),
  count,
  /** Public halves, where they can be told without a passphrase or a program; at most ten. */
  recipients: v.pipe(v.array(v.string()), v.maxLength(10)),
  fits: fit,
});
export type FoundPlace = v.InferOutput<typeof foundPlace>;

const recipient = v.pipe(v.string(), v.regex(/^(?:age1|ssh-)[\x21-\x7e](?:[\x20-\x7e]{0,8000}[\x21-\x7e])?$/, 'recipient'));
const sourceErrors = ['source-closed', 'file-unreadable', 'not-a-file', 'empty-file', 'file-too-large'] as const;
const sinkErrors = ['sink-closed', 'file-exists', 'disk-full', 'write-failed'] as const;

export const age = {
  /** Every place where an identity is looked for, and what was found. Asks nobody and starts nothing. */
  listPlaces: call({ input: v.strictObject({ file: v.optional(fileRef) }), output: v.strictObject({ places: v.array(foundPlace), /** Recipients of the file that no place has. */ others: count }), errors: openErrors, exposes: 'metadata' }),
  /** For recipients, or for a passphrase and nobody else. What comes out is ciphertext; nothing is disclosed. */
  encryptFile: call({
    input: v.strictObject({ source: sourceRef, sink: sinkRef, recipients: v.pipe(v.array(recipient), v.maxLength(1000)), value: v.optional(newValue), armored: v.boolean() }),
    output: nothing, errors: [...sourceErrors, ...sinkErrors, 'no-recipients', 'recipient-not-supported'], exposes: 'nothing', roles: ['cli'], audited: true,
  }),
  /** A new identity into a file, as age-keygen writes it: for who keeps it where sops looks, and not in the profile. `name` is its first line, a comment. */
  writeIdentity: call({
    input: v.strictObject({ sink: sinkRef, name: v.pipe(v.string(), v.minLength(1), v.maxLength(100)), kind: v.picklist(['x25519', 'post-quantum']) }),
    output: v.strictObject({ recipient: v.string() }), errors: [...sinkErrors], exposes: 'metadata', discloses: ['file'], roles: ['cli'],
  }),
  /** With any identity of this computer, or with a passphrase that the person is asked for. `name`: how the person calls the file. */
  decryptFile: call({
    input: v.strictObject({ source: sourceRef, sink: sinkRef, name: v.pipe(v.string(), v.maxLength(4096)) }), output: v.strictObject({ bytes: count }),
    errors: [...sourceErrors, ...sinkErrors, 'no-matching-key', 'identity-locked', 'identity-unusable', 'not-an-age-file', ...codeErrors], exposes: 'nothing', discloses: ['stdout', 'file'], roles: ['cli'],
  }),
};
