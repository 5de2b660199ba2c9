// The frame around every room, in French.
import type { Catalogue } from '../en.ts';
import { formatOf } from '../intl.ts';

const f = formatOf('fr');

export const frame: Catalogue['frame'] = {
  program: 'Coffre',
  rooms: 'Pièces',
  filesRoom: 'Fichiers',
  vaultRoom: 'Vault',
  toVault: 'Aller à Vault',
  guards: { none: 'Aucune', staging: 'Préproduction', production: 'Production' },
  whereYouAre: 'Où vous êtes',
  status: 'État',
  locksIn: (minutes: number) => `Verrouillage dans ${f.number(minutes)} min`,
  locksInMeans: 'Si personne ne touche cet ordinateur ; à changer dans Réglages',
  offline: 'Fonctionne hors ligne, rien ne quitte cet ordinateur',
  speaksTo: (vaults) => `Parle à ${vaults}, et à personne d’autre`,
  openedWith: 'Identité',
  noSandbox: 'Le navigateur fonctionne sans son bac à sable : n’ouvrez pas de vrais secrets',
  noSandboxShort: 'Sans bac à sable',
  logBroken: 'Le journal d’audit ne peut pas être écrit',
  unlogged: (count: number) => f.plural(count, { one: '# accès hors du journal d’audit', other: '# accès hors du journal d’audit' }),
  otherLanguage: { label: 'English', code: 'en' },
  theme: { system: 'Clair ou sombre : comme le système', light: 'Clair', dark: 'Sombre' },
  themeShort: { system: 'Système', light: 'Clair', dark: 'Sombre' },
  appearance: 'Apparence',
  notices: 'Avis',
  closeNotice: 'Fermer l’avis',
  close: 'Fermer',
  cancel: 'Annuler',
  tryAgain: 'Réessayer',
  back: (name) => (name === '' ? 'Revenir' : `Revenir à ${name}`),
  forward: (name) => `Avancer vers ${name}`,
  backOff: 'Retour : rien n’a été affiché avant',
  forwardOff: 'Suivant : vous êtes au dernier endroit',
  search: 'Tout rechercher',
  listWidth: 'Largeur de la liste',
  fileCount: (count) => f.plural(count, { one: '# fichier', many: '# de fichiers', other: '# fichiers' }),
  clearText: (count) => `${f.number(count)} en clair`,
  withoutKey: (count) => `${f.number(count)} sans clé`,
  pending: (count) => f.plural(count, { one: '# modification en attente', many: '# de modifications en attente', other: '# modifications en attente' }),
};
