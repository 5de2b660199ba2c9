// The security policy, in French. Must match the English shape.
import type { PolicyField, PolicyFinding, PolicyFindingCode, PolicySection, PolicyTakes, PolicyValue } from '../../ipc/policy.ts';
import type { Catalogue } from '../en.ts';
import { formatOf } from '../intl.ts';

const f = formatOf('fr');

const rule: Readonly<Record<PolicyField, string>> = {
  auto_rotation: 'Renouveler à l’échéance', rotation_interval_days: 'Renouveler les secrets après', encryption_at_rest: 'Chiffrer ce qui est gardé', encryption_algorithm: 'Chiffrement de ce qui est gardé',
  max_access_attempts: 'Essais avant l’attente', lockout_duration_minutes: 'Attente ensuite', mfa_required: 'Second facteur à l’ouverture', mfa_providers: 'Moyens du second facteur',
  session_timeout_minutes: 'Verrouiller sans activité après', concurrent_sessions_limit: 'Ouverts à la fois, au plus', tls_min_version: 'TLS le plus ancien', cipher_suites: 'Suites de chiffrement TLS',
  allowed_ips: 'Réseaux admis', blocked_countries: 'Pays exclus', audit_retention_days: 'Garder le journal d’audit', audit_encryption: 'Chiffrer le journal d’audit', audit_hash_names: 'Cacher les noms dans le journal', audit_required: 'Pas de secret sans ligne au journal', real_time_alerts: 'Alerter aussitôt', failed_logins: 'Alerter après des échecs', unusual_access: 'Alerter après des accès inhabituels',
};
const stands: Readonly<Record<PolicyField, string>> = {
  auto_rotation: 'pour le renouvellement, qui n’est pas encore là', rotation_interval_days: 'pour le renouvellement, qui n’est pas encore là',
  encryption_at_rest: 'identités et brouillons sont scellés dans le profil ; les fichiers sont chiffrés comme le fait sops', encryption_algorithm: 'le seul qu’emploient Coffre et sops',
  max_access_attempts: 'à l’ouverture, et pour chaque secret refusé à quelqu’un ; gardés malgré les redémarrages et les changements d’heure', lockout_duration_minutes: 'la clé de secours ouvre tout de même',
  mfa_required: 'sans lui, un profil ouvert ne fait rien d’autre que l’installer', mfa_providers: 'un code d’une application d’authentification',
  session_timeout_minutes: 'plus court possible, plus long non', concurrent_sessions_limit: 'fenêtres et agents\u00a0; une commande qui se termine n’en est pas un',
  tls_min_version: 'pour toute connexion qu’ouvre Coffre, par exemple vers un Vault', cipher_suites: 'pour toute connexion qu’ouvre Coffre, par exemple vers un Vault',
  allowed_ips: 'personne ne se connecte à un programme sur votre bureau. Dites-le là où les secrets sont servis : dans le pare-feu, ou par token_bound_cidrs d’un rôle de Vault.',
  blocked_countries: 'une adresse dit peu d’un pays, et personne ne se connecte à un programme sur votre bureau. Dites-le dans le pare-feu ou chez le fournisseur d’identité.',
  audit_retention_days: 'des mois entiers s’en vont, leur temps passé', audit_encryption: 'les nouvelles lignes sont scellées pour le profil',
  audit_hash_names: 'les nouvelles lignes nomment un secret par une empreinte sous une clé du profil, ou pas du tout tant qu’il est verrouillé', audit_required: 'sinon, tant que le journal ne peut pas être écrit, des secrets peuvent être lus ; c’est montré, compté, puis dit au journal',
  real_time_alerts: 'pour les alertes, qui ne sont pas encore là', failed_logins: 'pour les alertes, qui ne sont pas encore là', unusual_access: 'pour les alertes, qui ne sont pas encore là',
};
const section: Readonly<Record<PolicySection, string>> = { secrets: 'Les secrets', authentication: 'Ouverture', networking: 'Connexions', monitoring: 'Surveillance', alert_thresholds: 'Alertes' };

const unit = { days: { one: '# jour', other: '# jours' }, minutes: { one: '# minute', other: '# minutes' }, times: { one: '#', other: '#' } } as const;
function shownValue(given: PolicyValue, takes: Pick<PolicyTakes, 'kind'> & { readonly unit?: keyof typeof unit }): string {
  if (typeof given === 'boolean') return given ? 'oui' : 'non';
  if (typeof given === 'number') return f.plural(given, unit[takes.unit ?? 'times']);
  if (typeof given === 'string') return given;
  return given.length === 0 ? 'aucun' : given.join(', ');
}

const takes = { 'yes-or-no': 'true ou false, sans guillemets', 'whole-number': 'un nombre entier en simples chiffres', text: 'un texte entre guillemets', list: 'une liste entre crochets', fields: 'des champs, chacun avec un nom' } as const;
const tricks = { anchor: 'Une ancre', alias: 'Un alias', tag: 'Une étiquette', merge: 'Une fusion', directive: 'Une directive' } as const;
const range = ({ least, most }: PolicyFinding): string => (least !== undefined && most !== undefined ? `de ${f.number(least)} à ${f.number(most)}` : least === undefined ? `${f.number(most ?? 0)} au plus` : `${f.number(least)} au moins`);
const it = ({ field }: PolicyFinding): string => (field === '' ? 'Ceci' : field);
const finding: Readonly<Record<PolicyFindingCode, (facts: PolicyFinding) => string>> = {
  'file-unreadable': () => 'La politique ne peut pas être lue.',
  'file-empty': () => 'Le fichier est vide. Si aucune politique n’est voulue, retirez le fichier.',
  'file-too-large': () => 'Le fichier dépasse 256 ko : ce n’est pas une politique.',
  'too-much': () => 'Le fichier est imbriqué ou répété au-delà de ce qui se lit.',
  'not-yaml': () => 'Ce n’est pas du YAML : rien de ce fichier ne se lit.',
  'several-documents': () => 'Un second document commence ici. Une politique n’en a qu’un.',
  'yaml-trick': ({ trick }) => `${tricks[trick ?? 'alias']} se lit différemment selon le lecteur. Écrivez la valeur elle-même.`,
  'unknown-field': ({ field }) => `${field === '' ? 'Ce champ' : `Le champ ${field}`} n’est pas connu.`,
  'misplaced-field': ({ field }) => `${field} n’a pas sa place ici.`,
  'duplicate-field': (facts) => `${it(facts)} figure deux fois ici.`,
  'wrong-type': (facts) => `${it(facts)} prend ${takes[facts.expected ?? 'text']}${facts.least === undefined ? '' : `, ${range(facts)}`}.`,
  'out-of-range': (facts) => `${it(facts)} va ${range(facts)}.`,
  'below-floor': (facts) => `${it(facts)} : Coffre ne fait jamais moins que ${facts.least === undefined && facts.most === undefined ? 'sans politique' : range(facts)}.`,
  'unknown-value': (facts) => `${it(facts)} ne connaît pas cette valeur.`,
  'not-supported': () => 'Coffre et sops chiffrent avec AES-256-GCM et rien d’autre.',
  'duplicate-value': () => 'Ceci figure deux fois dans la liste.',
  'empty-list': (facts) => `${it(facts)} ne nomme rien : rien ne serait permis. Retirez la ligne pour l’usage courant.`,
  'bad-network': () => 'Ce n’est pas un réseau, tel que 10.0.0.0/8 ou fd00::/8.',
  'bad-country': () => 'Ce n’est pas un pays, tel que "FR" : deux capitales entre guillemets.',
  'no-provider-here': () => 'Un second facteur est exigé, et aucun de ceux-ci ne fonctionne ici.',
  'nothing-connects': () => 'TLS 1.3 sans aucune de ses suites : aucune connexion ne pourrait s’ouvrir.',
};

export const policy: Catalogue['policy'] = {
  rule, stands, section, shownValue,
  rules: 'Règles de la politique',
  columns: { rule: 'Règle', value: 'Valeur', origin: 'D’où', stands: 'État', act: 'Modifier' },
  none: 'aucune politique à vous',
  origin: { default: 'usage', personal: 'votre politique', kept: 'jusqu’à correction', project: 'un projet', floor: 'jamais moins' },
  standing: { enforced: 'appliqué :', waiting: 'gardé', elsewhere: 'non appliqué ici, car' },
  notHere: (parts) => `${parts} n’est pas appliqué ici, car aucun message ne peut atteindre ce programme. Prenez une application de codes.`,
  countElsewhere: (count) => f.plural(count, { one: '# règle non appliquée ici', other: '# règles non appliquées ici' }),
  finding,
  findingAt: (line, column) => `ligne ${f.number(line)}, colonne ${f.number(column)}`,
  meant: (suggestion) => `Vouliez-vous dire ${suggestion} ?`,
  findings: (count) => f.plural(count, { one: '# erreur dans la politique. Jusqu’à sa correction, ce que la politique disait avant reste en vigueur, et une règle illisible n’assouplit rien', other: '# erreurs dans la politique. Jusqu’à leur correction, ce que la politique disait avant reste en vigueur, et une règle illisible n’assouplit rien' }),
  inOrder: (count) => `En ordre : ${f.plural(count, { one: '# règle', other: '# règles' })}.`,

  edit: (name) => `Éditer : ${name}`,
  editTitle: (name) => `Modifier « ${name} »`,
  newValue: 'Valeur voulue',
  yes: 'Oui', no: 'Non',
  between: (least, most) => `de ${f.number(least)} à ${f.number(most)}`,
  oneEachLine: 'Un par ligne',
  usual: (text) => `Usage : ${text}`,
  toUsual: 'La retirer de votre politique',
  preview: 'Ce qui change dans le fichier',
  looser: (names) => `Permet plus que maintenant : ${names}`,
  nothing: 'La politique le dit déjà.',
  save: 'Modifier la politique',
  saved: 'Votre politique est modifiée',

  projectTitle: (name) => `Ce que demande ${name}`,
  projectState: {
    none: '', locked: 'Ce projet a une politique. Si vous l’avez acceptée, c’est scellé dans votre profil, qui est verrouillé.', new: 'Ce projet a une politique. Elle ne lie rien tant que vous ne l’acceptez pas.', accepted: 'Vous avez accepté cette politique. Elle resserre les règles tant que le projet est ouvert, et ne relâche rien.',
    changed: 'La politique de ce projet a changé. Celle que vous avez acceptée vaut jusqu’à ce que vous acceptiez celle-ci.', gone: 'La politique de ce projet n’est plus là. Celle que vous avez acceptée vaut jusqu’à ce que vous l’oubliiez.', faulty: 'La politique de ce projet a des erreurs et ne peut pas être acceptée. Celle que vous avez acceptée avant, s’il y en a une, vaut.',
  },
  ignored: (names) => `Laissé de côté, car cela ne tient qu’à vous : ${names}`,
  changes: 'Ce que l’acceptation change',
  was: 'Jusqu’ici', becomes: 'Ensuite', unsaid: 'non dit', noChanges: 'Rien de ce qu’elle peut demander.',
  accept: 'Accepter…', forget: 'Oublier…',
  accepted: 'La politique de ce projet le lie désormais', forgotten: 'La politique de ce projet ne le lie plus',
};
