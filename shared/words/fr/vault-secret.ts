// The parts of one secret of the Vault room, in French. Spread into vault.ts.
import type { vaultSecret as english } from '../en/vault-secret.ts';

export const vaultSecret: typeof english = {
  kinds: { text: 'texte', number: 'nombre', boolean: 'vrai ou faux', null: 'nul', list: 'liste', object: 'objet', value: '' },
  kindIs: (kind) => `contient : ${kind}`,
  notJsonYet: 'Ce n’est pas encore du JSON.',
  numberBends: 'Le serveur changerait un nombre : il garde environ 16 chiffres, écrits à sa façon.',
  keepAsText: 'Le garder en texte',
};
