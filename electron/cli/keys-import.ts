// `coffre keys import [KEYS]`: takes identities into the profile. Must never print a line of what it read, nor change the file.
import { open } from 'node:fs/promises';
import { basename } from 'node:path';
import { readInto } from '../core/read-again.ts';
import type { Answer, Invocation } from './answer.ts';
import { failure } from './failure.ts';
import { withKeychain } from './keychain-wait.ts';
import { printable } from './printable.ts';
import { openProfile } from './profile-open.ts';
import { readValue, valueOf } from './stdin.ts';

const maxBytes = 1024 * 1024;
const ageHead = 'age-encryption.org/';

/** Throws Failure: path-not-found, value-too-large, value-not-text, no-value-given. */
async function readKeys(path: string): Promise<string> {
  const handle = await open(path, 'r').catch(() => { throw failure('path-not-found'); });
  const bytes = Buffer.alloc(maxBytes + 1);
  try {
    const bytesRead = await readInto(handle, bytes, 0, 0).catch(() => { throw failure('path-not-found'); });
    if (bytesRead > maxBytes) throw failure('value-too-large', { limit: maxBytes });
    const read = bytes.subarray(0, bytesRead);
    // WHY Latin-1: an encrypted file of identities need not be text.
    return read.toString('latin1', 0, ageHead.length) === ageHead ? read.toString('latin1') : valueOf(read);
  } finally {
    bytes.fill(0);
    await handle.close();
  }
}

const recipientsOf = ({ added }: { readonly added: readonly { readonly recipient: string }[] }): string => added.map(({ recipient }) => `${recipient}\n`).join('');

export async function keysImport(invocation: Invocation): Promise<Answer> {
  const [file] = invocation.arguments;
  const session = await openProfile(invocation);
  const service = invocation.options['keychain'];
  if (service !== undefined) {
    const taken = await withKeychain(invocation, session, () => session.call('profile.importFromKeychain', { name: service }, service));
    return { json: taken, text: () => recipientsOf(taken), note: ({ cli }) => `${cli.profile.imported(taken.added.length, taken.known)}${taken.skipped === 0 ? '' : ` ${cli.profile.passedOver(taken.skipped)}`}` };
  }
  const value = file === undefined ? await readValue(invocation.terminal, async () => {
    const { cliWords } = await import('../../shared/words/index.ts');
    return cliWords(invocation.language()).prompt('AGE-SECRET-KEY');
  }) : await readKeys(file);
  const name = invocation.options['name'] ?? (file === undefined ? 'age' : basename(file));
  const { added, known } = await session.call('profile.importIdentities', { value, name }, file ?? '');
  return {
    json: { added, known },
    text: () => recipientsOf({ added }),
    note: ({ cli }) => printable(cli.profile.imported(added.length, known)),
  };
}
