// What may stand on a command line as a recipient: the shape of a public key, before the core looks at it.
export const looksLikeRecipient = /^(?:age1|ssh-)[\x21-\x7e](?:[\x20-\x7e]{0,8000}[\x21-\x7e])?$/;
