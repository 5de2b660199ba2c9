// What a recipient can be, and where its name was found: words that several calls share.
import * as v from 'valibot';

/** As sops calls them in encrypted files. */
export const keyKind = v.picklist(['kms', 'gcp_kms', 'hckms', 'azure_kv', 'hc_vault', 'pgp', 'age']);
export type KeyKind = v.InferOutput<typeof keyKind>;
/** Where a name was found. */
export const namedBy = v.picklist(['people', 'rules', 'key', 'nobody']);
export type NamedBy = v.InferOutput<typeof namedBy>;
