// Les clés de tâche dans la pièce Réglages, en français.
import type { Catalogue } from '../en.ts';
import { formatOf } from '../intl.ts';

const f = formatOf('fr');

export const jobs: Catalogue['jobs'] = {
  hint: 'ce que des programmes peuvent ouvrir sans vous',
  none: 'Aucune. Une tâche laisse cron ou un déploiement lire quelques secrets pendant que ce profil reste verrouillé.',
  enrol: 'Nouvelle clé de tâche',
  states: { valid: 'valable', expired: 'expirée', missing: 'n’ouvre plus rien' },
  places: { file: 'clé dans un fichier', keychain: 'clé dans le trousseau' },
  actions: {
    get: { short: 'lire', long: 'Lire des valeurs une à une' },
    set: { short: 'écrire', long: 'Écrire des valeurs une à une' },
    decrypt: { short: 'déchiffrer', long: 'Déchiffrer des fichiers entiers' },
    verify: { short: 'vérifier', long: 'Vérifier que des fichiers sont intacts' },
  },
  uses: (count, rfc3339) => (count === 0 ? 'jamais utilisée' : `${f.plural(count, { one: 'utilisée une fois', other: 'utilisée # fois' })}, la dernière ${f.moment(rfc3339)}`),
  until: (rfc3339) => `jusqu’au ${f.moment(rfc3339)}`,
  revoke: 'Révoquer',
  revoked: (name) => `La tâche ${name} est révoquée`,
  revokeTitle: (name) => `Révoquer ${name}\u00a0?`,
  revokeText: 'Sa clé n’ouvre plus rien ensuite. Qui a copié la clé et le dossier du profil avant peut encore déchiffrer ses fichiers\u00a0: changez leur clé de données si vous le craignez.',

  enrolTitle: 'Nouvelle clé de tâche',
  enrolText: 'Elle ouvre ces fichiers jusqu’à un jour donné, que ce profil soit ouvert ou non. On vous demande encore une fois avant de la créer.',
  nameHint: 'Lettres, chiffres, point, tiret et tiret bas. Le journal d’audit le montre à chaque usage.',
  files: 'Fichiers',
  noFiles: 'Ouvrez d’abord un projet avec des fichiers chiffrés.',
  mayDo: 'Ce qu’elle peut faire',
  values: 'Seulement ces valeurs',
  valuesHint: 'Un nom ou un chemin par ligne, comme DATABASE_URL. Laissé vide\u00a0: toutes les valeurs des fichiers.',
  expires: 'Valable',
  days: (count) => f.plural(count, { one: '# jour', other: '# jours' }),
  keyGoes: 'Sa clé va',
  toFile: 'dans un fichier',
  toKeychain: 'dans le trousseau',
  make: 'Créer la clé de tâche…',
  needsName: 'Donnez-lui un nom\u00a0: lettres, chiffres, point, tiret et tiret bas.',
  needsFile: 'Choisissez un fichier.',
  needsAction: 'Choisissez ce qu’elle peut faire.',
  linesHint: 'Une valeur à écrire est lue sur l’entrée standard.',
  wholeOrSome: 'Un fichier entier est plus que quelques-unes de ses valeurs\u00a0: laissez les valeurs vides, ou retirez le déchiffrement.',

  enrolledTitle: (name) => `La tâche ${name} est inscrite`,
  enrolledText: (rfc3339) => `Pour cron, jusqu’au ${f.moment(rfc3339)}. Ces lignes ne sont plus montrées ensuite\u00a0; mettez l’heure que vous voulez.`,
  linesName: 'Lignes pour cron',
  placeholder: 'NOM',
  source: 'COMMANDE',
  copy: 'Copier les lignes',
  copied: 'Lignes copiées',
  keyInFile: 'La clé est dans le fichier que vous avez choisi, que vous seul pouvez lire.',
  keyInKeychain: 'La clé est dans le trousseau, qui doit être ouvert quand la tâche s’exécute.',
  keepIt: 'Qui l’a, avec le dossier du profil de cet ordinateur, peut faire ce que peut la tâche.',
};
