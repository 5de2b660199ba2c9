// Signing in to a Vault by a page in the browser, in French.
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
};
