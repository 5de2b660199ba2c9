// The palette: search everything, in French.
import type { Catalogue } from '../en.ts';
import { formatOf } from '../intl.ts';

const f = formatOf('fr');

export const palette: Catalogue['palette'] = {
  title: 'Tout rechercher',
  field: 'Rechercher des noms',
  results: 'Résultats',
  names: (count) => f.plural(count, { one: '# nom', many: '# de noms', other: '# noms' }),
  someOf: (shown, count) => `${f.number(shown)} sur ${f.number(count)}`,
  keys: 'Clés des fichiers ouverts',
  files: 'Fichiers',
  commands: 'Commandes',
  off: (reason) => `pas maintenant : ${reason}`,
  noneTitle: 'Aucun nom comme celui-ci',
  none: 'Essayez avec moins de lettres. Les clés sont cherchées dans les fichiers ouverts ; ouvrez un fichier pour y chercher.',
  noCommand: 'Aucune commande ne s’appelle ainsi.',
  open: 'ouvrir',
  copy: 'copier la valeur',
  onlyCommands: 'commandes seules',
  close: 'fermer',
  promise: 'Des noms, jamais de valeurs',
  notCopied: (name) => `${name} n’a pas de valeur à copier.`,

  do: {
    openFolder: 'Ouvrir un dossier',
    filesRoom: 'Aller aux fichiers',
    find: 'Filtrer les fichiers',
    readAgain: 'Relire le dossier',
    closeProject: 'Fermer le projet',
    addKey: 'Ajouter une clé',
    save: 'Relire et enregistrer',
    discard: 'Abandonner les modifications',
    undo: 'Annuler la modification',
    redo: 'Rétablir la modification',
    text: 'Modifier comme texte',
    grid: 'Modifier comme grille',
    back: 'Retour',
    forward: 'Suivant',
    theme: { system: 'Clair ou sombre : comme le système', light: 'Apparence claire', dark: 'Apparence sombre' },
    density: { comfortable: 'Lignes aérées', compact: 'Lignes compactes' },
    otherLanguage: 'Switch to English',
    preferences: 'Préférences',
    shortcuts: 'Tous les raccourcis',
  },
  why: {
    noProject: 'aucun projet n’est ouvert',
    noFile: 'aucun fichier n’est ouvert',
    nothingPending: 'rien n’est en attente',
    nothingToUndo: 'rien à annuler',
    nothingToRedo: 'rien à rétablir',
    inUse: 'déjà en usage',
    noPlace: 'rien à cet endroit',
    comparing: 'deux versions sont en cours de comparaison',
  },
};
