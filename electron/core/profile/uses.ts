// Which files each kept identity opens, and which of them nothing else on this computer does. Compares public halves only: must never open a file or need the private half.
import { searchPlaces, recipientOf } from '../age/index.ts';
import { Refusal } from '../refusal.ts';
import type { Identities } from './identities.ts';

interface EncryptedFile {
  readonly label: string;
  readonly groups: readonly (readonly { readonly recipient: string }[])[];
  readonly threshold: number;
}
export interface UsesDeps {
  /** The encrypted files of the folders that this program knows. */
  readonly files: () => Promise<{ readonly files: readonly EncryptedFile[]; readonly folders: readonly string[]; readonly unread: number; readonly complete: boolean }>;
  /** What lies in the usual places of sops, looked at quietly. */
  readonly elsewhere: () => Promise<Awaited<ReturnType<typeof searchPlaces>>>;
}
/** What was looked through. */
interface Extent {
  readonly folders: string[];
  readonly files: number;
  readonly unread: number;
  readonly complete: boolean;
}
export interface Uses {
  list(): Promise<Extent & { readonly uses: { readonly identity: string; readonly files: number }[] }>;
  /** Refusal: identity-not-found. */
  checkRemoval(identity: string): Promise<Extent & { readonly opens: number; readonly only: number; readonly nobody: number; readonly names: string[] }>;
}

const mostNames = 100;

/** WHY: behind the key of an SSH recipient stands a comment, which is anybody's. */
const bare = (recipient: string): string => (recipient.startsWith('ssh-') ? recipient.split(' ').slice(0, 2).join(' ') : recipient);

/** True if whoever has these private halves can open the file: one of each group that is needed (spec §2.7). */
function opensWith({ groups, threshold }: EncryptedFile, own: ReadonlySet<string>): boolean {
  const opened = groups.filter((group) => group.some(({ recipient }) => own.has(bare(recipient)))).length;
  return opened >= (groups.length > 1 ? Math.max(2, threshold) : 1);
}
const isFor = ({ groups }: EncryptedFile, recipient: string): boolean => groups.some((group) => group.some((one) => bare(one.recipient) === bare(recipient)));

export function createUses({ files, elsewhere }: UsesDeps, identities: Identities): Uses {
  const extent = ({ files: found, folders, unread, complete }: Awaited<ReturnType<UsesDeps['files']>>): Extent => ({ folders: folders.slice(0, mostNames), files: found.length, unread, complete });
  return {
    async list() {
      const kept = await identities.list();
      const found = await files();
      return { ...extent(found), uses: kept.map(({ identity, recipient }) => ({ identity, files: found.files.filter((file) => isFor(file, recipient)).length })) };
    },
    async checkRemoval(identity) {
      const kept = await identities.list();
      const going = kept.find((one) => one.identity === identity);
      if (going === undefined) throw new Refusal('identity-not-found');
      const own = new Set(kept.flatMap((one) => (one === going ? [] : [bare(one.recipient)])));
      for (const place of await elsewhere()) {
        for (const found of place.identities) {
          const recipient = await recipientOf(found);
          if (recipient !== undefined) own.add(bare(recipient));
        }
      }
      const found = await files();
      const opened = found.files.filter((file) => isFor(file, going.recipient));
      const only = opened.filter((file) => !opensWith(file, own) && opensWith(file, new Set([...own, bare(going.recipient)])));
      // WHY told apart: colleagues may give back what they can still open; what is for nobody else is gone.
      const nobody = only.filter(({ groups }) => groups.every((group) => group.every(({ recipient }) => bare(recipient) === bare(going.recipient))));
      return { ...extent(found), opens: opened.length, only: only.length, nobody: nobody.length, names: only.slice(0, mostNames).map(({ label }) => label) };
    },
  };
}
