// What the command line asks and says about keys and identities, in English. Must never take in a passphrase.

export const keysArgumentsEn = { ANY: 'any file; - for standard input' };
export const keysOptionsEn = { 'post-quantum': 'one that a quantum computer would not open either; its recipient is long', 'identity-output': 'into this new file instead of the profile', passphrase: 'for a passphrase instead of recipients', armor: 'as text of letters and digits' };
export const keysCommandsEn = {
  'keys places': { summary: 'list the places where identities are looked for, and what is there', more: 'With a file also whether what is there opens it. Asks nothing and starts no program.' },
  'age encrypt': { summary: 'encrypt any file as age does', more: 'For recipients (--age, several times), or for a passphrase that is asked for, or read from standard input where that is no terminal. To standard output without -o; there always as text on a terminal.' },
  'age decrypt': { summary: 'decrypt a file of age', more: 'With any identity of this computer, or with a passphrase that you are asked for.' },
};

export const cliKeysEn = {
  places: {
    identities: (count: number): string => (count === 0 ? '' : count === 1 ? '1 identity' : `${String(count)} identities`),
    others: (count: number): string => (count === 0 ? 'Every age recipient of the file is at hand.' : count === 1 ? '1 age recipient of the file is not at hand.' : `${String(count)} age recipients of the file are not at hand.`),
  },
  filePassphrase: 'Passphrase of the file (not shown): ',
  asking: {
    /** `place` is what the passphrase opens. */
    passphrase: (what: 'identity-file' | 'ssh-key' | 'plugin' | 'second-factor' | 'vault-code' | 'vault-name', place: string, text: string, again: boolean): string => `${again ? 'That was not it. ' : ''}${what === 'second-factor' ? `${place === '' ? '' : `${place}: `}Code of your authenticator app, or a recovery code` : what === 'vault-name' ? `${place} is guarded as production. Type its name to change ${text === '' ? 'its guard' : text}` : what === 'vault-code' ? `${place}: code of your authenticator app (${text})` : what === 'plugin' ? `${place}: ${text}` : what === 'ssh-key' ? `Passphrase of the SSH key ${place}` : `Passphrase of the identities in ${place}`} (not shown): `,
    'plugin-first-use': (path: string, name: string): string => `This takes the age plugin ${name}, a program that Coffre has not run before: ${path}\nRun it, now and later? Type yes or no: `,
    'plugin-question': (name: string, text: string): string => `${name}: ${text} Type yes or no: `,
  },
};
