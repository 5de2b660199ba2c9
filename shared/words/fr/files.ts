// The Files room, in French.
import type { Catalogue } from '../en.ts';
import { formatOf } from '../intl.ts';

const f = formatOf('fr');
const changes = (count: number): string => f.plural(count, { one: '# modification', many: '# de modifications', other: '# modifications' });
const notSaved = (count: number): string => f.plural(count, { one: '# modification non enregistrée', many: '# de modifications non enregistrées', other: '# modifications non enregistrées' });
const someFiles = (count: number): string => f.plural(count, { one: '# fichier', many: '# de fichiers', other: '# fichiers' });
const folders = (count: number): string => f.plural(count, { one: '# dossier', many: '# de dossiers', other: '# dossiers' });
const seconds = (count: number): string => f.plural(count, { one: '# seconde', other: '# secondes' });

export const files: Catalogue['files'] = {
  project: 'Projet',
  projects: 'Projets',
  openFolder: 'Ouvrir un dossier',
  readAgain: 'Relire le dossier',
  closeProject: (name) => `Fermer ${name}`,
  sampleName: 'Projet d’exemple',
  filter: 'Filtrer les fichiers',
  clearFilter: 'Effacer le filtre',
  tree: 'Fichiers secrets',
  noMatch: 'Aucun fichier ne correspond au filtre.',
  noFilesTitle: 'Aucun fichier secret dans ce dossier',
  noFilesText: 'Coffre n’a trouvé ici aucun fichier chiffré ni nommé comme .env.',
  otherFolder: 'Regarder dans un autre dossier',
  scanning: (count, inFolders) => `Lecture : ${someFiles(count)} dans ${folders(inFolders)}`,
  cancelScan: 'Arrêter',
  scanCancelled: 'La lecture a été arrêtée : la liste n’est pas complète.',
  scanFailed: 'La lecture a échoué : la liste n’est pas complète.',
  fileCount: someFiles,
  clearTextCount: (count) => `${f.number(count)} en clair`,
  tamperedCount: (count) => f.plural(count, { one: '# altéré', other: '# altérés' }),
  pendingIn: notSaved,

  chooseTitle: 'Choisissez un fichier',
  chooseText: 'Ses clés s’affichent ici. Leurs valeurs restent masquées jusqu’à ce que vous en demandiez une.',
  opening: (name) => `Ouverture de ${name}`,
  keys: (count) => f.plural(count, { one: '# clé', other: '# clés' }),
  recipients: (count) => f.plural(count, { one: '# destinataire', other: '# destinataires' }),
  noKeysTitle: 'Aucune clé dans ce fichier pour l’instant',
  noKeysText: 'Ajoutez la première ; elle est chiffrée pour les destinataires du fichier à l’enregistrement.',
  rulesTitle: 'Règles de chiffrement',
  rulesText: 'Ce fichier dit quels fichiers du projet sont chiffrés, et pour qui. Il ne contient aucun secret.',

  grid: (name) => `Clés de ${name}`,
  columns: { change: 'Brouillon', key: 'Clé', value: 'Valeur', kind: 'Genre', comment: 'Commentaire' },
  hiddenValue: 'valeur masquée',
  notEncrypted: 'non chiffrée',
  reveal: (name) => `Afficher ${name}`,
  hide: (name) => `Masquer ${name}`,
  copy: (name) => `Copier ${name}`,
  copyOff: (name, reason) => `Copier ${name} : impossible. ${reason}`,
  edit: (name) => `Modifier ${name}`,
  remove: (name) => `Supprimer ${name}`,
  restore: (name) => `Annuler la modification de ${name}`,
  hidesIn: (count) => `${f.number(count)} s`,
  copied: (count) => `copiée, ${f.number(count)} s`,
  copiedSaid: (name, count) => `${name} copiée. Le presse-papiers sera vidé dans ${seconds(count)}.`,
  revealedSaid: (name, count) => `${name} est affichée pendant ${seconds(count)}.`,
  hiddenSaid: (name) => `${name} est de nouveau masquée.`,
  clipboardCleared: 'Le presse-papiers a été vidé.',
  rowHelp: 'Espace affiche, Entrée modifie, Ctrl C copie, Suppr supprime.',

  newValue: 'nouvelle valeur',
  newValueOf: (name) => `Nouvelle valeur de ${name}`,
  apply: 'Appliquer',
  editHint: 'Entrée applique, Maj Entrée va à la ligne, Échap laisse comme avant.',
  addKey: 'Ajouter une clé',
  addTitle: 'Nouvelle clé',
  keyName: 'Nom',
  keyValue: 'Valeur',
  add: 'Ajouter',
  addHint: 'Elle est chiffrée pour les destinataires du fichier à l’enregistrement.',

  pending: 'Modifications en attente',
  pendingCount: notSaved,
  added: (count) => f.plural(count, { one: '# ajoutée', other: '# ajoutées' }),
  changed: (count) => f.plural(count, { one: '# modifiée', other: '# modifiées' }),
  removed: (count) => f.plural(count, { one: '# supprimée', other: '# supprimées' }),
  discard: 'Abandonner',
  save: 'Enregistrer',
  saving: 'Enregistrement',
  saved: (count, name) => `${f.plural(count, { one: '# modification enregistrée', other: '# modifications enregistrées' })} dans ${name}`,
  savedNothing: (name) => `${name} était tel que vous l’avez laissé : rien à écrire`,
  keptAsideTitle: 'Un autre programme a écrit ce fichier pendant l’enregistrement',
  keptAside: (file) => `Vos modifications sont enregistrées. Ce que l’autre programme a écrit se trouve à côté, sous le nom ${file}.`,
  openAgain: 'Rouvrir le fichier',

  askDiscard: {
    title: (count) => `Abandonner ${changes(count)} ?`,
    text: (name) => `${name} redevient tel qu’il était enregistré. Il n’y a pas de retour.`,
    yes: 'Abandonner',
    no: 'Les garder',
  },
  askClose: {
    title: (name) => `Fermer ${name} avec des modifications non enregistrées ?`,
    text: (count) => `Vous perdriez ${changes(count)}.`,
    yes: 'Abandonner et fermer',
    no: 'Garder ouvert',
  },
  askTyped: {
    title: 'Quitter ce que vous avez saisi ?',
    text: 'Ce n’est pas encore appliqué, et ce n’est gardé nulle part ailleurs.',
    yes: 'Quitter',
    no: 'Continuer la saisie',
  },
  askReopen: {
    title: 'Rouvrir le fichier ?',
    text: (count) => `Vous perdriez ${changes(count)}.`,
    yes: 'Abandonner et rouvrir',
    no: 'Garder mes modifications',
  },
};
