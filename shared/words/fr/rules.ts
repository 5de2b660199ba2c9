// The rule tester in French. Must match the English shape.
import type { Catalogue } from '../en.ts';
import type { RuleProblem } from '../../ipc/sops-rules.ts';
import { formatOf } from '../intl.ts';

const f = formatOf('fr');
const fieldIs = (field: string): string => (field === '' ? 'Ce champ' : `Le champ ${field}`);
const expected: Readonly<Record<NonNullable<RuleProblem['expected']>, string>> = {
  text: 'un texte', number: 'un nombre entier', 'yes-or-no': 'true ou false, sans guillemets', list: 'une liste', 'text-or-list': 'un texte ou une liste de textes ; mettez les chiffres entre guillemets', fields: 'des champs, chacun avec un nom',
};
const unknown = (field: string): string => (field === '' ? 'sops ne connaît pas ce champ' : `sops ne connaît pas le champ ${field}`);

export const rules: Catalogue['rules'] = {
  title: 'Quelle règle s’applique ?',
  ask: 'Quelle règle s’applique ?…',
  tested: (path) => `Pour ${path}`,
  testing: 'Lecture des règles',
  file: 'Règles',
  noFile: 'aucune',
  elsewhere: (folder, file) => (file === '' ? `Lancée dans ${folder}, la commande sops ne trouverait pas de règles : elle cherche depuis le dossier où elle est lancée.` : `Lancée dans ${folder}, la commande sops trouverait ${file} : elle cherche depuis le dossier où elle est lancée.`),
  passedOver: (file) => `${file} n’est pas lu : le nom doit finir par .yaml.`,
  tried: (path) => `Les chemins sont essayés sur ${path}`,
  list: 'Les règles dans leur ordre',
  columns: { rule: 'Règle', path: 'Chemin', applies: 'S’applique', recipients: 'Destinataires' },
  everyFile: 'tout fichier',
  rule: (number) => `Règle ${f.number(number)}`,
  more: (count) => f.plural(count, { one: '# de plus', other: '# de plus' }),
  verdict: {
    matches: 's’applique', 'not-meant': 'son chemin ne correspond pas', 'earlier-won': 'correspond, mais une règle d’avant s’applique', 'not-asked': 'non atteinte, et son chemin ne correspond pas', 'bad-regex': 'son chemin est illisible', unknown: 'son chemin est trop lourd à essayer',
  },
  outcome: {
    matched: { said: 'Une règle s’applique', means: 'sops chiffrerait ce fichier pour les destinataires de cette règle.' },
    'no-match': { said: 'Aucune règle ne s’applique', means: 'Aucune des règles ne vise ce fichier. sops refuse de le chiffrer, même si vous nommez des destinataires.' },
    refused: { said: 'sops refuse', means: 'Les règles contiennent une faute qui empêche sops de chiffrer ce fichier. Voyez les problèmes ci-dessous.' },
    ignored: { said: 'Pas de règles de création', means: 'Le fichier de règles n’a pas de liste de règles de création. sops fait comme s’il n’était pas là.' },
    unknown: { said: 'Impossible à dire', means: 'Un chemin est trop lourd pour être essayé ici.' },
    'no-file': { said: 'Pas de règles', means: 'Il n’y a pas de .sops.yaml dans le dossier de ce fichier, ni dans un dossier au-dessus. sops demanderait des destinataires.' },
  },
  kind: { age: 'age', pgp: 'PGP', kms: 'AWS KMS', gcp_kms: 'GCP KMS', azure_keyvault: 'Azure Key Vault', hc_vault: 'Vault transit', hckms: 'Huawei KMS' },
  stops: { everything: 'sops refuse tout fichier', rule: 'sops refuse les fichiers de cette règle', nothing: 'sops ne dit rien' },
  effective: (number) => `Ce que demande la règle ${f.number(number)}`,
  recipients: (count) => f.plural(count, { one: 'Chiffre pour # destinataire', other: 'Chiffre pour # destinataires' }),
  group: (number) => `Groupe ${f.number(number)}`,
  threshold: (needed, groups) => `${f.number(needed)} groupes sur ${f.number(groups)} doivent se réunir pour ouvrir le fichier.`,
  unnamed: 'sans nom',
  notShown: 'pas une clé publique',
  selector: 'Chiffre',
  selectors: {
    unencrypted_suffix: (text) => `tout, sauf les noms qui finissent par ${text}`, encrypted_suffix: (text) => `seulement les noms qui finissent par ${text}`, unencrypted_regex: (text) => `tout, sauf les noms qui correspondent à ${text}`, encrypted_regex: (text) => `seulement les noms qui correspondent à ${text}`,
    unencrypted_comment_regex: (text) => `tout, sauf ce qui suit un commentaire qui correspond à ${text}`, encrypted_comment_regex: (text) => `seulement ce qui suit un commentaire qui correspond à ${text}`,
  },
  macOnly: 'Le sceau ne couvre que les valeurs chiffrées.',
  indent: (blanks) => (blanks < 0 ? 'Indenté par des tabulations.' : f.plural(blanks, { one: 'Indenté de # espace.', other: 'Indenté de # espaces.' })),
  destinations: 'Où sops publish mettrait les fichiers',
  destination: { s3: 'S3', gcs: 'Google Cloud Storage', vault: 'Vault', none: 'nulle part' },
  problems: (count) => f.plural(count, { one: '# problème dans les règles', other: '# problèmes dans les règles' }),
  noProblems: 'Les règles sont en ordre.',
  place: (line, column) => `ligne ${f.number(line)}, colonne ${f.number(column)}`,
  problem: {
    'file-unreadable': () => 'Le fichier de règles ne peut pas être lu.',
    'file-too-large': () => 'Le fichier de règles dépasse 1 Mo : ce n’est pas un fichier de règles.',
    'too-much': () => 'Le fichier est imbriqué ou répété au-delà de ce qui peut se lire.',
    'not-yaml': () => 'Ce n’est pas du YAML : sops ne peut pas lire le fichier à partir d’ici.',
    'unknown-anchor': () => 'Aucune ancre de ce nom ne se trouve au-dessus.',
    'several-documents': () => 'Un second document commence ici. sops ne lit que le premier.',
    'duplicate-field': ({ field }) => `${fieldIs(field)} figure ici deux fois.`,
    'wrong-type': ({ field, expected: takes }) => `${fieldIs(field)} attend ${takes === undefined ? 'autre chose' : expected[takes]}.`,
    'unknown-field': ({ field }) => `${unknown(field)}, et l’ignore sans rien dire.`,
    'matches-everything': ({ field }) => `${unknown(field)}. Sans path_regex, cette règle vise tous les fichiers.`,
    'no-creation-rules': () => 'Il n’y a pas de liste creation_rules : sops fait comme si le fichier n’était pas là.',
    'never-reached': () => 'Cette règle n’est jamais atteinte : une règle d’avant vise les mêmes fichiers.',
    'bad-regex': ({ field }) => (field === 'path_regex' ? 'Ce n’est pas une expression régulière que sops sait lire. Il refuse chaque fichier qui arrive à cette règle.' : `${field} n’est pas une expression régulière que sops sait lire. Il ne dit rien, et chiffre chaque valeur.`),
    'regex-too-heavy': () => 'Cette expression régulière est trop lourde pour être essayée ici.',
    'nothing-encrypted': ({ field }) => `${field} n’est pas une expression régulière que sops sait lire. Il ne dit rien, et laisse chaque valeur en clair.`,
    'no-recipients': () => 'Cette règle ne nomme personne pour qui chiffrer.',
    'empty-group': () => 'Ce groupe de clés ne nomme personne.',
    'bad-recipient': ({ field }) => `Ce n’est pas un destinataire tel que ${field} l’attend. Cherchez une lettre qui manque ou mal tapée.`,
    'private-key': () => 'Une clé privée se trouve ici, et quiconque a ce fichier peut la lire. Mettez-y la clé publique, et créez une nouvelle identité.',
    'duplicate-recipient': () => 'Ce destinataire figure deux fois dans la règle.',
    'post-quantum-mixed': () => 'Des destinataires post-quantiques côtoient d’autres : le fichier n’est pas plus fort que le plus faible d’entre eux.',
    'selectors-conflict': ({ field }) => `Une règle n’a qu’une façon de choisir ce qui est chiffré. ${field} est de trop.`,
    'groups-win': ({ field }) => `Cette règle a des key_groups : sops ignore ${field} à côté.`,
    'bad-threshold': () => 'shamir_threshold doit valoir 2 ou plus, et pas plus qu’il n’y a de groupes de clés.',
    'threshold-unused': () => 'shamir_threshold ne signifie rien sans deux groupes de clés ou plus.',
    'destinations-conflict': () => 'Une règle de destination n’a qu’une destination.',
  },
  meant: (field) => `Vouliez-vous dire ${field} ?`,
};
