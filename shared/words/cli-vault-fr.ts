// What the command line says about secrets on a Vault, in French.
import type { cliVaultEn, vaultArgumentsEn, vaultCommandsEn, vaultFailuresEn, vaultOptionsEn } from './cli-vault-en.ts';

export const vaultArgumentsFr: typeof vaultArgumentsEn = { SECRET: 'le chemin d’un secret, le moteur d’abord : secret/equipe/app', FOLDER: 'un dossier du Vault ; tous les moteurs si vous l’omettez', FIELD: 'le nom d’un champ du secret' };
export const vaultOptionsFr: typeof vaultOptionsEn = { values: 'écrire toutes les valeurs, en un seul objet JSON', cas: 'n’écrire que sur cette version ; 0 si le secret ne doit pas encore exister', 'one-version': 'cette version plutôt que la plus récente', 'these-versions': 'cette version plutôt que la plus récente ; peut être donnée plusieurs fois', final: 'supprimer pour de bon là où le moteur ne garde pas de versions' };
const connection = 'Le serveur et le jeton viennent de VAULT_ADDR et de VAULT_TOKEN.';
export const vaultCommandsFr: typeof vaultCommandsEn = {
  'vault status': { summary: 'montrer l’état du serveur et ce que peut être le jeton', more: `${connection} Le jeton lui-même n’apparaît jamais. Sort avec 6 si le Vault est scellé ou n’a jamais été installé.` },
  'vault list': { summary: 'lister les secrets et les dossiers d’un niveau', more: `Les dossiers finissent par une barre. ${connection}` },
  'vault get': { summary: 'écrire une valeur, ou les noms de tous les champs', more: `Sans FIELD, des noms seulement ; toutes les valeurs avec --values. Sur un terminal, un saut de ligne suit une valeur ; dans un tube, vous recevez les octets exacts. ${connection}` },
  'vault put': { summary: 'définir un champ, lu sur l’entrée standard', more: `La valeur vient de l’entrée standard et perd exactement un saut de ligne final ; sur un terminal elle vous est demandée une fois. Elle n’est jamais prise de la ligne de commande. Les autres champs restent tels quels. Un secret que quelqu’un d’autre a modifié entre-temps n’est jamais remplacé. ${connection}` },
  'vault delete': { summary: 'supprimer la version la plus récente, ou celles que vous nommez', more: `Ce qui est supprimé peut être repris avec \`coffre vault undelete\`, sauf dans les moteurs qui ne gardent pas de versions : il y faut --force. ${connection}` },
  'vault undelete': { summary: 'reprendre la version la plus récente, ou celles que vous nommez', more: connection },
  'vault versions': { summary: 'lister les versions d’un secret, la plus récente d’abord', more: `Les valeurs n’apparaissent jamais. ${connection}` },
  health: { summary: 'montrer l’état de chaque source sur un serveur, une ligne chacune', more: 'C’est aujourd’hui le Vault de VAULT_ADDR. Aucun jeton n’est nécessaire. Sort avec 6 si une source est inutilisable.' },
};
export const vaultFailuresFr: typeof vaultFailuresEn = {
  'bad-version': ({ typed }) => ({ title: `${typed} demande le numéro d’une version.`, why: '', next: 'Lancez `coffre vault versions SECRET` pour les voir.' }),
  'field-or-values': () => ({ title: 'Nommez un champ, ou demandez tout avec --values : l’un des deux.', why: '', next: 'Lancez `coffre vault get --help` pour voir l’usage.' }),
};
export const cliVaultFr: typeof cliVaultEn = {
  vault: {
    rows: { address: 'serveur', state: 'état', version: 'version', cluster: 'groupe', namespace: 'espace de noms', token: 'jeton', policies: 'politiques', ttl: 'finit dans' },
    state: { active: 'actif', standby: 'en attente', sealed: 'scellé', 'not-initialised': 'jamais installé' },
    versionState: { current: 'la plus récente', older: 'ancienne', deleted: 'supprimée', destroyed: 'détruite' },
    noToken: 'aucun : renseignez VAULT_TOKEN',
    never: 'jamais',
    renewable: 'peut être prolongé',
    nothingHere: 'Rien ne se trouve ici.',
    noBackends: 'Aucun serveur n’est nommé. Renseignez VAULT_ADDR pour un Vault.',
    fieldsOf: (fields, version) => `${fields < 2 ? `${String(fields)} champ` : `${String(fields)} champs`}${version === 0 ? '' : `, version ${String(version)}`}. Les valeurs apparaissent avec FIELD, ou toutes avec --values.`,
    put: (field, path, version) => `${field} défini dans ${path}${version === 0 ? '' : `, version ${String(version)}`}.`,
    deleted: (path, version) => (version === 0 ? `${path} supprimé pour de bon.` : `${path} supprimé, version ${String(version)}. \`coffre vault undelete\` le reprend.`),
    undeleted: (path, version) => `${path} est de retour, version ${String(version)}.`,
    agree: (act, name, path) => (act === 'unguard' ? `${name} est protégée. Ne plus demander avant de la modifier ? [o/N] ` : `${act === 'destroy' ? 'C’est pour de bon' : `${name} est protégée`}. ${{ write: 'Écrire dans', delete: 'Supprimer', undelete: 'Reprendre', destroy: 'Détruire' }[act]} ${path} sur ${name} ? [o/N] `),
    asked: 'La réponse s’est perdue. Le serveur a dit ce qu’il contient : cela a été fait, une fois.',
  },
};
