// What may stand on a command line as a recipient: the shape of a public key, before the core looks at it.
/** Of any kind: a fingerprint of PGP, an address of a key service. */
export const looksLikeKey = /^(?:(?:age1|ssh-)[\x21-\x7e]|(?:0x)?[0-9A-Fa-f]{16}|arn:|projects\/|https?:\/\/|[a-z0-9-]+:[0-9a-f-]{36}$)[\x20-\x7e]{0,8000}$/;
export const looksLikeRecipient = /^(?:age1|ssh-)[\x21-\x7e](?:[\x20-\x7e]{0,8000}[\x21-\x7e])?$/;
