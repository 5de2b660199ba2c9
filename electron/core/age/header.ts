// Which kinds of keys an age file is for, without opening it: most identities need not be tried, and the library not be loaded. Says nothing that nobody checked: a header is not authenticated until it is opened.
import { readArmor } from './native-x25519.ts';

const maxHeaderBytes = 64 * 1024;

/** True for what a passphrase opens and no identity: its only stanza is scrypt's. */
export function isPassphraseFile(bytes: Buffer): boolean {
  const text = bytes.subarray(0, maxHeaderBytes).toString('latin1').trimStart();
  const head = text.startsWith('-----BEGIN AGE') ? Buffer.from(text.split(/\r?\n/).slice(1, 9).join(''), 'base64').toString('latin1') : text;
  return head.startsWith('age-encryption.org/v1\n-> scrypt ');
}

/** The first words of its stanzas; undefined for what is no armored age file. */
export function stanzaTypes(armored: string): ReadonlySet<string> | undefined {
  const bytes = readArmor(armored);
  if (bytes?.subarray(0, 22).toString('latin1') !== 'age-encryption.org/v1\n') return undefined;
  const head = bytes.subarray(0, maxHeaderBytes).toString('latin1');
  const end = head.indexOf('\n---');
  return end === -1 ? undefined : new Set([...head.slice(0, end).matchAll(/\n-> (\S+)/g)].map(([, type = '']) => type));
}
