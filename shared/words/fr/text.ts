// Text mode, in French.
import type { Catalogue } from '../en.ts';
import { formatOf } from '../intl.ts';

const f = formatOf('fr');

export const text: Catalogue['text'] = {
  hint: 'Chaque valeur est une pièce scellée\u00a0: déplacez, commentez, collez autour.',
  opening: 'Ouverture du texte',
  editor: (name: string) => `Texte de ${name}, valeurs masquées`,
  help: 'Une valeur du fichier forme une seule pièce et se lit «\u00a0valeur masquée\u00a0». La copier copie une référence, jamais la valeur. Tab quitte le texte\u00a0; Alt et les flèches déplacent une ligne\u00a0; Ctrl F cherche dans les noms et les commentaires.',
  hiddenValueOf: (name: string) => `valeur masquée de ${name}`,
  hiddenComment: 'commentaire masqué qui contient peut-être une valeur',
  multiline: 'plusieurs lignes',
  readable: (count: number) => f.plural(count, { one: '# ligne saisie, encore lisible', other: '# lignes saisies, encore lisibles' }),
  maskNow: 'Les masquer',
  masked: 'Ce que vous avez saisi est masqué.',
  signs: { added: 'ajoutée', changed: 'modifiée', renamed: 'renommée', moved: 'déplacée', typed: 'saisie' },
  acts: (name: string) => `Ce qu’on peut faire de ${name}`,
  typeNew: (name: string) => `Saisir une nouvelle valeur pour ${name}`,
  typeNewSaid: (name: string) => `La valeur de ${name} est sélectionnée. Ce que vous saisissez prend sa place.`,
  whyMarked: (line: number) => `Pourquoi la ligne ${f.number(line)} est signalée`,
  noteOn: (line: number) => `Remarque sur la ligne ${f.number(line)}`,
  lineSaid: (line: number, what: string) => `Ligne ${f.number(line)}\u00a0: ${what}`,
  refusedMark: 'impossible ici',
  undone: 'Annulé.',
  redone: 'Rétabli.',
  find: 'Chercher dans les noms et les commentaires',
  findNext: 'Suivant',
  findPrevious: 'Précédent',
  found: (place: number, count: number) => `${f.number(place)} sur ${f.number(count)}`,
  notFound: 'Introuvable',
};
