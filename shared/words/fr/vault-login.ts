// What a connection to a Vault may need besides, and signing in by a page in the browser, in French.
import type { vaultLogin as en } from '../en/vault-login.ts';

export const vaultLogin: typeof en = {
  pageText: 'Une page s’ouvre dans votre navigateur. Coffre continue de lui-même dès que vous vous y êtes connecté.',
  pageWaits: 'En attente de votre navigateur…',
  pageAt: (host) => `Connectez-vous sur la page de ${host}. Coffre continue de lui-même, et cesse d’attendre après cinq minutes.`,
  pageNotOpened: (host) => `Aucun navigateur n’a pu être ouvert. Copiez l’adresse de la page, qui est une page de ${host}, et ouvrez-la vous-même.`,
  pageCode: 'Saisissez-y ce code :',
  openPage: 'Rouvrir la page',
  copyPage: 'Copier son adresse',
  pageCopied: (seconds) => `Adresse copiée ; elle quitte le presse-papiers après ${String(seconds)} s`,
  stopWaiting: 'Ne plus attendre',

  moreFields: 'Autres nœuds, proxy, moteurs',
  others: 'Autres nœuds',
  othersHint: 'Adresses du même Vault, séparées par des virgules : interrogées si la première ne répond pas, et suivies',
  proxy: 'Serveur proxy',
  proxyHint: 'Seulement si le chemin passe par lui ; jamais pris de l’environnement. Il voit où il mène, et rien d’autre',
  engines: 'Moteurs',
  enginesHint: 'Seulement si le serveur ne dit pas lesquels existent. Sa parole sur leur version compte ; dites-la s’il n’en donne pas',
  colour: 'Couleur',
  colours: { none: 'Aucune', blue: 'Bleu', green: 'Vert', orange: 'Orangé', pink: 'Rose', violet: 'Violet foncé' },
};
