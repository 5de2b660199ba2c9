// The parts of one secret of the Vault room, in English: kinds of values. Spread into vault.ts.
export const vaultSecret = {
  kinds: { text: 'text', number: 'a number', boolean: 'true or false', null: 'null', list: 'a list', object: 'an object', value: '' },
  kindIs: (kind: string) => `holds ${kind}`,
  notJsonYet: 'This is no JSON yet.',
  numberBends: 'The server would change a number: it keeps about 16 digits, and its own spelling.',
  keepAsText: 'Keep it as text',
};
