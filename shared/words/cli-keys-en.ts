// What the command line asks and says about keys and identities, in English. Must never take in a passphrase.

export const cliKeysEn = {
  asking: {
    /** `place` is what the passphrase opens. */
    passphrase: (what: 'identity-file' | 'ssh-key' | 'plugin', place: string, text: string, again: boolean): string => `${again ? 'That was not it. ' : ''}${what === 'plugin' ? `${place}: ${text}` : what === 'ssh-key' ? `Passphrase of the SSH key ${place}` : `Passphrase of the identities in ${place}`} (not shown): `,
    'plugin-first-use': (path: string, name: string): string => `This takes the age plugin ${name}, a program that Coffre has not run before: ${path}\nRun it, now and later? Type yes or no: `,
    'plugin-question': (name: string, text: string): string => `${name}: ${text} Type yes or no: `,
  },
};
