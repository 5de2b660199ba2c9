// Asks the person before something is changed on a Vault that is guarded, or for good. Must never take the page's word for it, nor go on where nobody can be asked.
import type { Asking, Dialogs, VaultWish } from '../ports.ts';
import { Refusal } from '../refusal.ts';

export interface Askers {
  readonly dialogs: Pick<Dialogs, 'agree'>;
  /** Absent where nobody can be asked. */
  readonly asking?: Pick<Asking, 'passphrase'>;
}

/**
 * `guarded`: the name of the connection is to be typed first, so that nobody changes production who believes to be elsewhere; again until it is right.
 * Refusal: not-confirmed.
 */
export async function agreed({ dialogs, asking }: Askers, wish: VaultWish, guarded: boolean): Promise<void> {
  for (let again = false; guarded; again = true) {
    const typed = await asking?.passphrase({ what: 'vault-name', place: wish.vault, text: wish.secret, again });
    if (typed === undefined) throw new Refusal('not-confirmed');
    if (typed.expose().trim() === wish.vault) break;
  }
  // SECURITY(production-is-asked): a page that was taken over could type the name: the yes is asked for outside of it.
  if (!(await dialogs.agree(wish))) throw new Refusal('not-confirmed');
}
