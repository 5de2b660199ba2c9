// Nested files in the grid, and files that are one value, in French.
import type { Catalogue } from '../en.ts';
import { formatOf } from '../intl.ts';

const f = formatOf('fr');
const values = (count: number): string => f.plural(count, { one: '# valeur', many: '# de valeurs', other: '# valeurs' });

export const tree: Catalogue['tree'] = {
  type: 'Type',
  rowHelp: 'Les flèches gauche et droite replient et déplient, Alt et une flèche déplacent, Espace affiche, Entrée modifie, Maj F10 montre toutes les actions.',
  types: { str: 'texte', int: 'nombre entier', float: 'nombre', bool: 'vrai/faux', time: 'date', null: 'null' },
  shapes: { branch: 'branche', list: 'liste', section: 'section' },
  document: (count) => `Document ${f.number(count)}`,
  holds: (count) => (count === 0 ? 'vide' : values(count)),
  nothing: 'null',
  fold: (path) => `Replier ${path}`,
  unfold: (path) => `Déplier ${path}`,
  foldAll: 'Tout replier',
  unfoldAll: 'Tout déplier',
  foldedAll: 'Tout est replié.',
  unfoldedAll: 'Tout est déplié.',

  act: {
    'copy-name': 'Copier le chemin', 'add-below': 'Ajouter dessous', 'add-inside': 'Ajouter dedans', retype: 'Type…', 'move-in': 'Mettre dans l’élément au-dessus', 'move-out': 'Sortir d’un niveau', 'move-to': 'Déplacer vers…',
    removeWith: (count) => `Supprimer avec ${values(count)}`,
  },
  many: { 'copy-name': 'Copier les chemins', 'move-to': 'Déplacer vers…' },
  off: {
    holder: 'Elle contient des valeurs et n’en est pas une.', null: 'Il n’y a rien à saisir pour null. Choisissez d’abord un autre type.', 'no-value': 'Null n’a pas de valeur.', 'not-text': 'Seul un texte peut être généré.', element: 'Dans une liste, rien n’a de nom.',
    'one-type': 'Dans ce format, toutes les valeurs sont du texte.', 'no-holder': 'Elle ne contient rien.', apart: 'Elles se trouvent à des places différentes. Choisissez-en qui se suivent.', 'none-above': 'Ni branche ni liste juste au-dessus.', outermost: 'Elle est déjà au sommet du fichier.',
    sections: 'Dans ce format, les sections sont au sommet et les valeurs dedans.', nowhere: 'Il n’y a pas d’autre place pour elle.',
  },
  removedWith: (path, count) => `${path} et ${values(count)}\u00a0: supprimées dans le brouillon.`,
  movedInto: (what, holder) => (holder === '' ? `${what}\u00a0: maintenant au sommet du fichier.` : `${what}\u00a0: maintenant dans ${holder}.`),

  newValueAs: (path, type) => `Nouvelle valeur de ${path}\u00a0: ${type}`,
  typeMenu: (path) => `Type de ${path}`,
  isNow: 'C’est son type actuel.',
  retyped: (path, type) => `${path} est maintenant\u00a0: ${type}.`,
  notReadable: (path, type) => `${path} ne peut pas se lire comme\u00a0: ${type}. Saisissez une nouvelle valeur.`,
  anew: (type) => `Ce qui s’y trouve ne peut pas se lire comme\u00a0: ${type}.`,
  wrong: {
    int: 'Ce n’est pas un nombre entier\u00a0: des chiffres seulement, avec un signe devant s’il le faut.', float: 'Ce n’est pas un nombre\u00a0: des chiffres, avec un point et un exposant s’il le faut.', bool: 'Choisissez true ou false.',
    time: 'Ce n’est pas une date\u00a0: écrivez-la comme 2026-03-04T10:20:30Z.', null: 'Null n’a pas de valeur.',
  },
  hints: { int: 'Un nombre entier. Entrée applique, Échap laisse comme c’était.', float: 'Un nombre, avec un point s’il le faut. Entrée applique, Échap laisse comme c’était.', time: 'Une date et une heure, comme 2026-03-04T10:20:30Z. Entrée applique, Échap laisse comme c’était.' },
  boolHint: 'Choisir applique, Échap laisse comme c’était.',
  placeholders: { int: '0', float: '0.5', time: '2026-03-04T10:20:30Z' },

  add: 'Ajouter',
  what: 'Quoi',
  whats: { value: 'Valeur', branch: 'Branche', list: 'Liste', section: 'Section' },
  addTitle: 'Nouvel élément',
  inside: (path) => `Dans ${path}`,
  below: (name) => `Sous ${name}`,
  atEnd: 'À la fin, au premier niveau',
  noName: 'Dans une liste, il n’a pas de nom mais une place.',
  noSection: 'Ici, une valeur se trouve dans une section. Ajoutez d’abord une section.',
  emptyAtFirst: 'Elle est d’abord vide.',

  moveTitle: (path) => `Déplacer ${path}`,
  moveMany: (count) => f.plural(count, { one: 'Déplacer # élément', many: 'Déplacer # d’éléments', other: 'Déplacer # éléments' }),
  moveText: 'La place est à la fin de ce que vous choisissez.',
  moveWhere: 'Vers',
  moveTop: 'Le sommet du fichier',
  move: 'Déplacer',

  review: {
    holds: (count) => (count === 0 ? 'vide' : `avec ${values(count)}`),
    retyped: (was, now) => `Type\u00a0: ${was} → ${now}`,
    git: 'git montrera ce qui change ici, la date et le MAC',
    notes: 'À propos de ce fichier',
  },

  opening: {
    long: 'Un grand fichier prend quelques secondes.',
    cancel: 'Annuler',
  },
  noText: 'Ce format n’a pas de vue en texte',

  whole: {
    title: 'Un fichier chiffré en entier',
    text: 'Son contenu est masqué. sops le garde comme une seule valeur, quelle qu’elle soit.',
    sizes: { empty: 'Il est vide.', 'under-1-kb': 'Il fait moins de 1\u00a0ko.', 'under-10-kb': 'Il fait moins de 10\u00a0ko.', 'under-100-kb': 'Il fait moins de 100\u00a0ko.', 'under-1-mb': 'Il fait moins de 1\u00a0Mo.', 'under-10-mb': 'Il fait moins de 10\u00a0Mo.', larger: 'Il fait 10\u00a0Mo ou plus.' },
    replaced: 'Un autre contenu attend dans le brouillon.',
    replace: 'Remplacer…',
    replaceText: 'Vous choisissez un fichier, et son contenu prend la place de celui-ci dans le brouillon. Le fichier choisi reste comme il est.',
    save: 'Enregistrer déchiffré…',
    saveTitle: 'Enregistrer le contenu en clair\u00a0?',
    saveText: 'Quiconque peut lire ce fichier pourra lire le contenu. Coffre le rend lisible pour vous seul\u00a0; supprimez-le quand vous n’en avez plus besoin.',
    saveYes: 'Choisir la place',
    saveNo: 'Le laisser chiffré',
    saved: (name) => `Enregistré en clair sous ${name}. Supprimez-le quand vous n’en avez plus besoin.`,
    replacedSaid: 'Le nouveau contenu est dans le brouillon. Enregistrez pour le chiffrer.',
    saveWhat: 'Écrit le contenu en clair à la place que vous choisissez.',
    reviewRow: 'Contenu',
  },
};
