// The grid of keys: groups, marks, acts, choosing, generating, moving, in French.
import type { Catalogue } from '../en.ts';
import { formatOf, later } from '../intl.ts';
import { readers } from './readers.ts';

const f = formatOf('fr');
const relative = later(() => new Intl.RelativeTimeFormat('fr', { numeric: 'always' }));
const keys = (count: number): string => f.plural(count, { one: '# clé', many: '# de clés', other: '# clés' });

export const grid: Catalogue['grid'] = {
  columns: { change: 'Brouillon', key: 'Clé', value: 'Valeur', kind: 'Genre', marks: 'Remarques', changed: 'Modifiée' },
  rowHelp: 'Espace affiche, Entrée modifie, Ctrl C copie, Suppr supprime, Maj F10 montre toutes les actions.',
  was: (name) => `était ${name}`,
  moved: 'déplacée',
  draft: 'brouillon',
  draftMeans: 'Pas encore enregistrée.',
  ago(milliseconds) {
    const days = milliseconds / 86_400_000;
    if (days < 1 / 24) return `${f.number(Math.max(1, Math.floor(days * 1440)))} min`;
    if (days < 1) return `${f.number(Math.floor(days * 24))} h`;
    if (days < 60) return `${f.number(Math.floor(days))} j`;
    if (days < 730) return `${f.number(Math.floor(days / 30.44))} mois`;
    return `${f.number(Math.floor(days / 365.25))} ans`;
  },
  changedAt(milliseconds, rfc3339) {
    const days = milliseconds / 86_400_000;
    const said = days < 1 ? relative().format(-Math.max(1, Math.floor(days * 24)), 'hour') : days < 60 ? relative().format(-Math.floor(days), 'day') : relative().format(-Math.floor(days / 30.44), 'month');
    return `Modifiée ${said}\u00a0: ${f.moment(rfc3339)}`;
  },

  view: 'Vue',
  asGrid: 'Grille',
  asText: 'Texte',
  undo: 'Annuler',
  redo: 'Rétablir',
  nothingToUndo: 'Annuler\u00a0: rien à annuler',
  nothingToRedo: 'Rétablir\u00a0: rien à rétablir',
  undone: 'Annulé.',
  redone: 'Rétabli.',
  filter: 'Filtrer les clés',
  clearFilter: 'Effacer le filtre',
  found: (count) => (count === 0 ? 'Aucune clé ne correspond au filtre.' : f.plural(count, { one: '# clé trouvée.', many: '# de clés trouvées.', other: '# clés trouvées.' })),
  noMatch: 'Aucune clé ne correspond au filtre.',

  marks: {
    duplicate: { said: 'en double', means: 'Ce nom figure plusieurs fois dans le fichier. Les programmes prennent le dernier sans le dire.', next: 'Renommez l’une des clés ou supprimez-la.' },
    'bad-name': { said: 'nom non valable', means: 'Un shell ne peut pas exporter ce nom\u00a0: il faut des lettres, des chiffres et _, sans chiffre au début.', next: 'Renommez la clé, et changez les programmes qui la lisent.' },
    'unquoted-hash': { said: 'contient un #', means: 'La valeur contient un #. Ceux qui lisent le fichier déchiffré y voient le début d’un commentaire et coupent la valeur à cet endroit.', next: 'Choisissez une valeur sans #, ou transmettez-la par sops exec-env.' },
    'trailing-space': { said: 'espace au bord', means: 'La valeur commence ou finit par une espace ou une tabulation. La plupart des programmes l’enlèvent, sops la garde.', next: 'Si elle vient d’un collage, saisissez la valeur sans elle.' },
    'unexpanded-dollar': { said: 'contient un $', means: 'La valeur contient un $ devant un nom. Certains programmes y mettent la valeur de cette variable, d’autres la gardent telle quelle.', next: 'Si aucune variable n’est visée, choisissez une valeur sans $.' },
    'quotes-kept': { said: 'guillemets gardés', means: 'La valeur est entre guillemets. Pour sops ils en font partie, la plupart des autres programmes les enlèvent.', next: 'S’ils viennent d’un collage, saisissez la valeur sans eux.' },
    misprinted: { said: 'mal lue par sops', means: 'La valeur a plusieurs lignes et commence par une tabulation, une espace ou une ligne vide. Le fichier la garde, mais sops decrypt et sops edit affichent null à sa place, ou des lignes que rien ne peut lire.', next: 'Commencez-la par un autre caractère, ou faites-la lire par sops decrypt --output-type json.' },
    placeholder: { said: 'exemple', means: 'La valeur ressemble à un exemple qu’il fallait remplacer.', next: 'Saisissez la vraie valeur, ou générez-en une.' },
    weak: { said: 'faible, moins de 12', means: 'Un secret de moins de 12 caractères, ou facile à deviner.', next: 'Générez-en un plus fort, et changez-le là où il sert.' },
  },
  markCount: (count) => f.plural(count, { one: '# remarque', many: '# de remarques', other: '# remarques' }),
  nextMark: 'Aller à la prochaine clé avec une remarque',
  moreMarks: (count) => `+${f.number(count)}`,
  marksOf: (name) => `Remarques sur ${name}`,
  marksTitle: 'À regarder',
  marksText: (name) => `${name}\u00a0: ce que Coffre a remarqué sans afficher la valeur.`,
  readersTitle: 'Comment les programmes lisent une telle ligne',
  reader: 'Programme',
  takes: 'Ce qu’il en fait',
  readers,

  more: (name) => `Autres actions pour ${name}`,
  acts: (name) => `Ce que vous pouvez faire de ${name}`,
  actsOfMany: (count) => `Ce que vous pouvez faire de ${keys(count)}`,
  act: {
    reveal: 'Afficher', hide: 'Masquer', copy: 'Copier la valeur', history: 'Historique des accès', 'copy-name': 'Copier le nom', edit: 'Modifier la valeur', 'edit-large': 'Modifier dans un grand champ', rename: 'Renommer', duplicate: 'Dupliquer', generate: 'Générer une valeur',
    'move-up': 'Monter', 'move-down': 'Descendre', 'add-below': 'Ajouter une clé dessous', restore: 'Annuler la modification', remove: 'Supprimer', marks: 'Voir les remarques',
  },
  many: { 'copy-name': 'Copier les noms', 'move-up': 'Monter', 'move-down': 'Descendre', restore: 'Annuler les modifications', remove: 'Supprimer' },
  off: {
    alone: 'Une seule clé à la fois.', removed: 'Elle est supprimée dans le brouillon.', unchanged: 'Rien n’est en attente ici.', top: 'Elle est tout en haut.', bottom: 'Elle est tout en bas.', unmarked: 'Elle n’a pas de remarque.',
    filtered: 'Effacez d’abord le filtre.',
  },
  chosen: (count) => f.plural(count, { one: '# clé choisie', many: '# de clés choisies', other: '# clés choisies' }),
  chosenBar: 'Clés choisies',
  unchoose: 'Ne rien choisir',
  namesCopied: (count) => f.plural(count, { one: '# nom copié', many: '# de noms copiés', other: '# noms copiés' }),
  removedSaid: (count) => `${f.plural(count, { one: '# clé supprimée', many: '# de clés supprimées', other: '# clés supprimées' })} dans le brouillon. Ctrl Z les rétablit.`,
  removedOne: (name) => `${name} est supprimée dans le brouillon.`,
  restoredSaid: (count) => `${keys(count)} de nouveau comme à l’enregistrement.`,
  restoredOne: (name) => `${name} est de nouveau comme à l’enregistrement.`,
  duplicatedSaid: (name, copy) => `${name} dupliquée sous le nom ${copy}.`,
  renamedSaid: (name) => `Renommée en ${name}.`,
  movedSaid: (what, place, count) => `${what}\u00a0: place ${f.number(place)} sur ${f.number(count)}.`,
  keysSaid: keys,
  atEdge: 'Elle y est déjà.',

  newName: (name) => `Nouveau nom de ${name}`,
  nameHint: 'Entrée applique, Échap laisse le nom comme avant.',

  placeOfNew: 'Emplacement',
  atEnd: 'À la fin',
  below: (name) => `Sous ${name}`,
  addHint: 'Entrée ajoute. Elle est chiffrée pour les destinataires du fichier à l’enregistrement.',
  willGenerate: (what) => `Sera générée\u00a0: ${what}`,
  typeInstead: 'Saisir plutôt une valeur',

  large: {
    title: (name) => `Valeur de ${name}`,
    hidden: 'Le champ est vide parce que la valeur est masquée. Ce que vous saisissez ici la remplace.',
    shown: 'Voici la valeur telle qu’elle est dans le brouillon.',
    fresh: 'Ce que vous saisissez ici devient la valeur.',
    reveal: 'Afficher pour modifier',
    revealMeans: 'Affiche la valeur dans le champ\u00a0; cela s’inscrit au journal des accès.',
    whitespace: 'Montrer les espaces',
    place: (line, column, lines) => `Ligne ${f.number(line)}, colonne ${f.number(column)} sur ${f.plural(lines, { one: '# ligne', many: '# de lignes', other: '# lignes' })}`,
    nothingTyped: 'Rien n’est saisi',
    apply: 'Appliquer',
    leave: { title: 'Quitter ce que vous avez saisi\u00a0?', text: 'Ce n’est pas encore appliqué, et ce n’est gardé nulle part ailleurs.', yes: 'Quitter', no: 'Continuer la saisie' },
    json: { valid: 'JSON valable', wrong: (line, column) => `Plus de JSON à partir de la ligne ${f.number(line)}, colonne ${f.number(column)}` },
    pem: {
      valid: (blocks) => f.plural(blocks, { one: 'PEM bien formé, # bloc', many: 'PEM bien formé, # de blocs', other: 'PEM bien formé, # blocs' }),
      'no-begin': (line) => `PEM\u00a0: il manque une ligne BEGIN avant la ligne ${f.number(line)}`,
      'no-end': (line) => `PEM\u00a0: le bloc de la ligne ${f.number(line)} n’a pas de ligne END`,
      'other-label': (line) => `PEM\u00a0: le END de la ligne ${f.number(line)} n’a pas le nom de son BEGIN`,
      'not-base64': (line) => `PEM\u00a0: la ligne ${f.number(line)} n’est pas du base64`,
      empty: (line) => `PEM\u00a0: le bloc de la ligne ${f.number(line)} est vide`,
    },
  },

  generate: {
    title: (name) => (name === '' ? 'Générer une valeur' : `Générer une valeur pour ${name}`),
    text: 'Elle est faite là où le fichier est ouvert, et n’est pas affichée. Affichez-la ou copiez-la ensuite.',
    kind: 'Genre',
    kinds: { characters: 'Caractères', words: 'Mots', uuid: 'UUID', hex: 'Hexa', base64: 'Base64' },
    length: 'Longueur',
    alphabet: 'Alphabet',
    alphabets: { 'letters-digits': 'Lettres et chiffres', 'letters-digits-symbols': 'Lettres, chiffres et symboles', readable: 'Facile à lire à voix haute', digits: 'Chiffres' },
    words: 'Nombre de mots',
    separator: 'Entre eux',
    separators: { '-': 'Trait d’union', '.': 'Point', _: 'Tiret bas', ' ': 'Espace' },
    bytes: 'Octets',
    urlSafe: 'Sans danger dans une adresse (- et _ au lieu de + et /)',
    less: 'Un de moins',
    more: 'Un de plus',
    strength: 'Force',
    bits: (bits) => f.plural(Math.floor(bits), { one: '# bit', many: '# de bits', other: '# bits' }),
    verdicts: { low: 'se devine avec des efforts', fair: 'suffit si les essais sont limités', good: 'forte', high: 'forte pour tout usage' },
    looksLike: 'Forme',
    characters: (count) => f.plural(count, { one: '# caractère', many: '# de caractères', other: '# caractères' }),
    wordsOf: (count) => f.plural(count, { one: '# mot', many: '# de mots', other: '# mots' }),
    ofBytes: (count) => f.plural(count, { one: '# octet', many: '# d’octets', other: '# octets' }),
    use: 'Générer',
    replaces: 'Elle prend la place de la valeur actuelle dans le brouillon. Ctrl Z fait revenir celle-ci.',
    done: (name) => `Une nouvelle valeur pour ${name} est dans le brouillon.`,
  },
};
