// The review before saving, in French.
import type { Catalogue } from '../en.ts';
import { formatOf } from '../intl.ts';

const f = formatOf('fr');

const marks: Catalogue['review']['marks'] = {
  duplicate: 'Ce nom figure plusieurs fois ici ; la plupart des programmes prennent le dernier.',
  'bad-name': 'Certains programmes ne lisent pas ce nom : utilisez des lettres, des chiffres et des soulignés.',
  'unquoted-hash': 'La valeur contient un # : certains programmes prennent la suite pour un commentaire.',
  'trailing-space': 'La valeur finit par une espace ; certains programmes l’enlèvent.',
  'unexpanded-dollar': 'La valeur contient un $ : certains programmes y mettent une variable.',
  'quotes-kept': 'Les guillemets font ici partie de la valeur ; d’autres programmes les enlèvent.',
  misprinted: 'sops decrypt affiche mal cette valeur, à cause du début de sa première ligne.',
  placeholder: 'Cela ressemble à un texte d’attente, pas à une vraie valeur.',
  weak: 'Cette valeur est facile à deviner.',
};

export const review: Catalogue['review'] = {
  bar: 'Relire et enregistrer',
  renamed: (count) => f.plural(count, { one: '# renommée', other: '# renommées' }),
  moved: (count) => f.plural(count, { one: '# déplacée', other: '# déplacées' }),
  comments: (count) => f.plural(count, { one: '# ligne de commentaire', many: '# de lignes de commentaire', other: '# lignes de commentaire' }),

  title: (count) => f.plural(count, { one: 'Relire # modification', many: 'Relire # de modifications', other: 'Relire # modifications' }),
  git: (lines) => f.plural(lines, { one: 'git montrera # ligne modifiée, la date et le MAC', many: 'git montrera # de lignes modifiées, la date et le MAC', other: 'git montrera # lignes modifiées, la date et le MAC' }),
  warnings: (count) => f.plural(count, { one: '# avertissement', many: '# d’avertissements', other: '# avertissements' }),
  back: 'Revenir à l’édition',
  save: (count) => f.plural(count, { one: 'Enregistrer # modification', many: 'Enregistrer # de modifications', other: 'Enregistrer # modifications' }),
  recipients: (count) => f.plural(count, { one: 'Chiffre pour # destinataire', many: 'Chiffre pour # de destinataires', other: 'Chiffre pour # destinataires' }),

  list: 'Modifications par clé',
  help: 'Espace affiche un côté, Suppr annule la modification, la flèche droite mène aux boutons.',
  columns: { change: 'Modification', key: 'Clé', before: 'Avant', after: 'Après', actions: 'Actions' },
  kind: { added: 'Ajoutée', changed: 'Modifiée', renamed: 'Renommée', removed: 'Supprimée', moved: 'Déplacées', comments: 'Commentaires' },
  nothing: 'rien',
  reveal: { saved: (name) => `Afficher l’ancienne valeur de ${name}`, draft: (name) => `Afficher la nouvelle valeur de ${name}` },
  hide: { saved: (name) => `Masquer l’ancienne valeur de ${name}`, draft: (name) => `Masquer la nouvelle valeur de ${name}` },
  takenBack: (name, rest) => `La modification de ${name} est annulée. ${f.plural(rest, { one: 'Il reste # modification', many: 'Il reste # de modifications', other: 'Il reste # modifications' })}.`,
  noneLeft: 'Toutes les modifications sont annulées : il ne reste rien à enregistrer.',
  movedKeys: (count) => f.plural(count, { one: '# clé est à une autre place', many: '# de clés sont à d’autres places', other: '# clés sont à d’autres places' }),
  commentLines: (count) => f.plural(count, { one: '# ligne de commentaire ou vide diffère', many: '# de lignes de commentaire ou vides diffèrent', other: '# lignes de commentaire ou vides diffèrent' }),

  marks,
  wasCalled: (name) => `Renommée aussi ; son nom était ${name}.`,
  twinHere: (name) => `Même valeur que ${name} dans ce fichier.`,
  twinThere: (name, path) => `Même valeur que ${name} dans ${path}. Chaque environnement a d’ordinaire la sienne.`,
};
