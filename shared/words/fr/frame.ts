// The frame around every room, in French.
import type { Catalogue } from '../en.ts';

export const frame: Catalogue['frame'] = {
  program: 'Coffre',
  rooms: 'Pièces',
  filesRoom: 'Fichiers',
  whereYouAre: 'Où vous êtes',
  status: 'État',
  offline: 'Fonctionne hors ligne, rien ne quitte cet ordinateur',
  openedWith: 'Identité',
  noSandbox: 'Le navigateur fonctionne sans son bac à sable : n’ouvrez pas de vrais secrets',
  noSandboxShort: 'Sans bac à sable',
  otherLanguage: { label: 'English', code: 'en' },
  theme: { system: 'Clair ou sombre : comme le système', light: 'Clair', dark: 'Sombre' },
  themeShort: { system: 'Système', light: 'Clair', dark: 'Sombre' },
  appearance: 'Apparence',
  notices: 'Avis',
  closeNotice: 'Fermer l’avis',
  close: 'Fermer',
  cancel: 'Annuler',
  tryAgain: 'Réessayer',
};
