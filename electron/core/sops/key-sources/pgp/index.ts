// Door of the PGP key source: data keys wrapped for PGP keys, through the gpg that is installed and its agent (spec §3.5). Never started while a folder is only looked at; what it complains of is thrown away.
import { isAbsolute } from 'node:path';
import { findProgram } from '../../../age/index.ts';
import type { Clock, Ports } from '../../../ports.ts';
import type { WrappedKey } from '../../metadata.ts';
import { stamp } from '../../write-metadata.ts';
import type { KeySource } from '../key-source.ts';

export type PgpPorts = Pick<Ports, 'environment' | 'programs'> & { readonly clock: Pick<Clock, 'now'> };

/** A person may have to type a passphrase or to touch a card. */
const limitMs = 180_000;
const maxBytes = 4 * 1024 * 1024;
const hex = /^[0-9A-F]{8,64}$/;

/** As gpg lists it: no `0x`, no blanks, capital letters. */
const fingerprint = (recipient: string): string => recipient.replace(/^0x/i, '').replaceAll(' ', '').toUpperCase();

/** `quiet` starts no program: what only gpg would open stays shut. */
export function createPgpKeySource({ environment, programs, clock }: PgpPorts, manner: 'asking' | 'quiet' = 'asking'): KeySource & Required<Pick<KeySource, 'entry'>> {
  async function run(args: readonly string[], input: Uint8Array, signal?: AbortSignal): Promise<Buffer | 'missing' | 'failed'> {
    const named = environment['SOPS_GPG_EXEC'] ?? '';
    const program = isAbsolute(named) ? named : await findProgram(named === '' ? 'gpg' : named, environment);
    if (programs === undefined || program === undefined) return 'missing';
    const chunks: Buffer[] = [];
    try {
      const talk = programs.start(program, ['--batch', '--quiet', ...args], { env: environment, timeoutMs: limitMs, maxBytes, signal });
      const written = talk.write(input).then(() => { talk.end(); });
      for await (const chunk of talk.output) chunks.push(chunk);
      await written;
      return (await talk.ended) === 0 ? Buffer.concat(chunks) : 'failed';
    } catch {
      // WHY no detail: what a foreign program says may repeat what it read.
      return 'failed';
    } finally {
      for (const chunk of chunks) chunk.fill(0);
    }
  }

  /** Fingerprints and ids of the keys whose private half is here, subkeys too. */
  async function ownKeys(): Promise<readonly string[]> {
    const listed = await run(['--list-secret-keys', '--with-colons', '--fixed-list-mode'], Buffer.alloc(0));
    if (typeof listed === 'string') return [];
    return listed.toString('latin1').split('\n').flatMap((line) => (line.startsWith('fpr:') ? [line.split(':')[9] ?? ''] : []));
  }

  return {
    kind: 'pgp',
    async open(keys, _extra, payloadBytes, signal) {
      const pgp = keys.filter(({ kind, enc }) => kind === 'pgp' && enc !== '');
      const locked = new Set<string>();
      let tried = 0;
      let damaged = 0;
      // SECURITY(quiet-look-runs-nothing): gpg may ask for a passphrase or a card, so it is for files that somebody opens.
      if (manner === 'quiet' || pgp.length === 0) return { tried, unusable: [], damaged };
      const own = await ownKeys();
      // WHY only those: a file for a hundred people must not start gpg a hundred times.
      const mine = (key: WrappedKey): boolean => {
        const wanted = fingerprint(key.recipient);
        return own.length > 0 && (!hex.test(wanted) || own.some((known) => known.endsWith(wanted)));
      };
      for (const key of pgp.filter(mine)) {
        tried += 1;
        const opened = await run(['--decrypt'], Buffer.from(key.enc, 'latin1'), signal);
        if (typeof opened === 'string') locked.add('gpg');
        else if (opened.length === payloadBytes) return { dataKey: opened, openedWith: `gpg ${fingerprint(key.recipient)}` };
        else {
          opened.fill(0);
          damaged += 1;
        }
      }
      return { tried, unusable: [], locked: [...locked], damaged };
    },
    /** As sops does it: for this key alone, whatever the configuration of gpg adds. */
    async wrap(dataKey, recipient) {
      const wanted = fingerprint(recipient);
      // SECURITY(gpg-recipient-is-none-of-its-options): what stands in a file of rules is an argument of gpg.
      if (!hex.test(wanted)) throw new Error('not a fingerprint');
      const wrapped = await run(['--no-default-recipient', '--yes', '--encrypt', '--armor', '--recipient', wanted, '--trusted-key', wanted.slice(-16), '--no-encrypt-to', '--no-tty'], dataKey);
      if (typeof wrapped === 'string') throw new Error('gpg did not encrypt');
      return wrapped.toString('latin1');
    },
    entry: (enc, recipient) => ({ created_at: stamp(clock.now()), enc, fp: recipient }),
  };
}
