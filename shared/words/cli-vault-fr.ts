// What the command line says about secrets on a Vault, in French.
import type { cliVaultEn, vaultArgumentsEn, vaultCommandsEn, vaultFailuresEn, vaultOptionsEn } from './cli-vault-en.ts';

export const vaultArgumentsFr: typeof vaultArgumentsEn = { SECRET: 'le chemin d’un secret, le moteur d’abord : secret/equipe/app', FOLDER: 'un dossier du Vault ; tous les moteurs si vous l’omettez', FIELD: 'le nom d’un champ du secret', WANTED: 'une partie d’un chemin, ou plusieurs entre guillemets' };
export const vaultOptionsFr: typeof vaultOptionsEn = { values: 'écrire toutes les valeurs, en un seul objet JSON', cas: 'n’écrire que sur cette version ; 0 si le secret ne doit pas encore exister', 'one-version': 'cette version plutôt que la plus récente', 'these-versions': 'cette version plutôt que la plus récente ; peut être donnée plusieurs fois', final: 'supprimer pour de bon là où le moteur ne garde pas de versions', connection: 'la connexion enregistrée de ce nom, plutôt que l’environnement ou la seule qui existe', addr: 'l’adresse du serveur : https://vault.example.org:8200', other: 'une autre adresse du même Vault, si la première ne répond pas ; peut être donnée plusieurs fois', proxy: 'un proxy HTTP qui mène au serveur : http://proxy.example.org:3128 ; aucun de l’environnement ne sert', engine: 'un moteur de clés et valeurs, si le serveur ne dit pas lesquels existent : secret, ou secret@2 avec sa version ; peut être donné plusieurs fois', colour: 'distingue la connexion des autres dans la fenêtre', method: 'comment se connecter ; token si vous l’omettez', 'connection-name': 'le nom de la connexion ; celui du serveur si vous l’omettez', account: 'le nom d’utilisateur, le role id d’AppRole, ou le rôle', mount: 'où la méthode est montée, si ce n’est pas à sa place habituelle', namespace: 'l’espace de noms de la connexion', ca: 'le certificat de l’autorité du serveur, un fichier', cert: 'un certificat client, un fichier', 'cert-key': 'la clé du certificat client, un fichier', guard: 'production demande avant chaque écriture ; none et staging ne demandent pas', wrapped: 'ce qui entre est un jeton qui enveloppe le secret id', remember: 'garder dans le profil ce qui prouve qui vous êtes, pour la prochaine fois', 'all-versions': 'le secret entier, avec toutes ses versions', 'max-versions': 'garder tant de versions ; 0 pour autant que le moteur le dit', 'delete-after': 'supprimer chaque version après ce temps, par exemple 72h ; 0s pour jamais', seconds: 'combien de temps le jeton peut servir ; 300 si vous l’omettez', 'forget-connection': 'oublier aussi la connexion' };
const connection = 'Le serveur est celui de --connection, sinon de VAULT_ADDR et VAULT_TOKEN, sinon de la seule connexion enregistrée.';
export const vaultCommandsFr: typeof vaultCommandsEn = {
  'vault login': { summary: 'se connecter à un Vault et garder la connexion dans le profil', more: 'Jeton, mot de passe, secret id ou JWT viennent de l’entrée standard, ou vous sont demandés une fois ; jamais de la ligne de commande. Avec --method oidc, une page s’ouvre dans votre navigateur, et son adresse s’écrit sur la sortie d’erreur. Avec --addr, la connexion est enregistrée, ou modifiée si elle existe ; sans lui, vous vous reconnectez à celle qui est nommée. Le jeton reste scellé dans le profil.' },
  'vault logout': { summary: 'rendre le jeton et l’oublier', more: 'Le serveur l’oublie aussi, s’il peut être joint.' },
  'vault connections': { summary: 'lister les connexions que garde le profil', more: 'Les jetons n’apparaissent jamais.' },
  'vault search': { summary: 'trouver des secrets par une partie de leur chemin', more: `Parcourt tous les dossiers que le jeton peut lister ; des noms seulement. Sort avec 4 si rien n’est trouvé. ${connection}` },
  'vault status': { summary: 'montrer l’état du serveur et ce que peut être le jeton', more: `${connection} Le jeton lui-même n’apparaît jamais. Sort avec 6 si le Vault est scellé ou n’a jamais été installé.` },
  'vault list': { summary: 'lister les secrets et les dossiers d’un niveau', more: `Les dossiers finissent par une barre. ${connection}` },
  'vault get': { summary: 'écrire une valeur, ou les noms de tous les champs', more: `Sans FIELD, des noms seulement ; toutes les valeurs avec --values. Sur un terminal, un saut de ligne suit une valeur ; dans un tube, vous recevez les octets exacts. ${connection}` },
  'vault put': { summary: 'définir un champ, lu sur l’entrée standard', more: `La valeur vient de l’entrée standard et perd exactement un saut de ligne final ; sur un terminal elle vous est demandée une fois. Elle n’est jamais prise de la ligne de commande. Les autres champs restent tels quels. Un secret que quelqu’un d’autre a modifié entre-temps n’est jamais remplacé. ${connection}` },
  'vault delete': { summary: 'supprimer la version la plus récente, ou celles que vous nommez', more: `Ce qui est supprimé peut être repris avec \`coffre vault undelete\`, sauf dans les moteurs qui ne gardent pas de versions : il y faut --force. ${connection}` },
  'vault undelete': { summary: 'reprendre la version la plus récente, ou celles que vous nommez', more: connection },
  'vault destroy': { summary: 'détruire pour de bon des versions d’un secret', more: `Rien ne les ramène ; sur une connexion enregistrée, la question est posée d’abord. Nommez des versions, ou prenez --all. ${connection}` },
  'vault metadata': { summary: 'montrer ce qui est gardé au sujet d’un secret, et combien de temps', more: `Les valeurs n’apparaissent jamais. Avec --max-versions ou --delete-after, c’est d’abord modifié, sauf si quelqu’un d’autre l’a modifié entre-temps. ${connection}` },
  'vault wrap': { summary: 'transmettre un secret une seule fois : écrire un jeton qui l’ouvre une fois', more: `Qui reçoit le jeton n’a besoin d’aucun autre droit. ${connection}` },
  'vault unwrap': { summary: 'écrire ce qu’ouvre un tel jeton, en un seul objet JSON', more: `Le jeton vient de l’entrée standard, ou vous est demandé une fois. Il ne sert qu’une fois : s’il ne marche pas, quelqu’un d’autre s’en est peut-être servi. ${connection}` },
  'vault versions': { summary: 'lister les versions d’un secret, la plus récente d’abord', more: `Les valeurs n’apparaissent jamais. ${connection}` },
  health: { summary: 'montrer l’état de chaque source sur un serveur, une ligne chacune', more: 'C’est aujourd’hui le Vault de VAULT_ADDR. Aucun jeton n’est nécessaire. Sort avec 6 si une source est inutilisable.' },
};
export const vaultFailuresFr: typeof vaultFailuresEn = {
  'bad-version': ({ typed }) => ({ title: `${typed} demande le numéro d’une version.`, why: '', next: 'Lancez `coffre vault versions SECRET` pour les voir.' }),
  'which-connection': ({ names }) => ({ title: 'Il y a plusieurs connexions.', why: `Ce sont : ${names}.`, next: 'Nommez-en une avec --connection.' }),
  'versions-or-all': () => ({ title: 'Nommez des versions avec --version, ou toutes avec --all : l’un des deux.', why: '', next: 'Lancez `coffre vault versions SECRET` pour les voir.' }),
  'field-or-values': () => ({ title: 'Nommez un champ, ou demandez tout avec --values : l’un des deux.', why: '', next: 'Lancez `coffre vault get --help` pour voir l’usage.' }),
};
export const cliVaultFr: typeof cliVaultEn = {
  vault: {
    rows: { address: 'serveur', state: 'état', version: 'version', cluster: 'groupe', namespace: 'espace de noms', token: 'jeton', policies: 'politiques', ttl: 'finit dans' },
    state: { active: 'actif', standby: 'en attente', sealed: 'scellé', 'not-initialised': 'jamais installé' },
    versionState: { current: 'la plus récente', older: 'ancienne', deleted: 'supprimée', destroyed: 'détruite' },
    noToken: 'aucun : connectez-vous, ou renseignez VAULT_TOKEN',
    proofs: { token: 'jeton', userpass: 'mot de passe', ldap: 'mot de passe', approle: 'identifiant secret', jwt: 'jeton JWT', kubernetes: 'jeton du compte de service', cert: 'certificat', oidc: 'page', github: 'jeton' },
    page: (address, code, opened) => `${opened ? 'Votre navigateur affiche' : 'Ouvrez'} cette page pour vous connecter :\n  ${address}\n${code === '' ? '' : `Saisissez-y ce code : ${code}\n`}En attente … (Ctrl+C arrête)`,
    pageDone: 'Vous pouvez fermer cette page et revenir à Coffre.',
    guards: { staging: 'préproduction', production: 'production (protégée)' },
    standing: { out: 'non connecté', in: 'connecté', ended: 'le jeton a fini' },
    endsIn: (time) => (time === '' ? 'connecté' : `connecté, finit dans ${time}`),
    loggedIn: (name, time) => `Connecté à ${name}${time === '' ? '' : `, pour ${time}`}.`,
    loggedOut: (name, revoked, forgotten) => `Déconnecté de ${name}${revoked ? '' : '. Le serveur n’a pas été joint, ou n’a pas repris le jeton : il y vit jusqu’à sa fin'}.${forgotten ? ' La connexion est oubliée.' : ''}`,
    noConnections: 'Aucune connexion n’est enregistrée. `coffre vault login --addr URL` en fait une.',
    found: (hits, all, closed) => `${String(hits)} sur ${String(all)} secrets${closed === 0 ? '' : ` ; ${String(closed)} dossiers sont fermés à ce jeton`}.`,
    notAll: 'Il peut y en avoir d’autres : tout n’a pas été listé.',
    never: 'jamais',
    renewable: 'peut être prolongé',
    nothingHere: 'Rien ne se trouve ici.',
    noBackends: 'Aucun serveur n’est nommé. Renseignez VAULT_ADDR pour un Vault.',
    fieldsOf: (fields, version) => `${fields < 2 ? `${String(fields)} champ` : `${String(fields)} champs`}${version === 0 ? '' : `, version ${String(version)}`}. Les valeurs apparaissent avec FIELD, ou toutes avec --values.`,
    put: (field, path, version) => `${field} défini dans ${path}${version === 0 ? '' : `, version ${String(version)}`}.`,
    deleted: (path, version) => (version === 0 ? `${path} supprimé pour de bon.` : `${path} supprimé, version ${String(version)}. \`coffre vault undelete\` le reprend.`),
    destroyed: (path, versions) => (versions === 0 ? `${path} est détruit, avec toutes ses versions.` : `${versions === 1 ? '1 version détruite' : `${String(versions)} versions détruites`} de ${path}.`),
    metadata: { current: 'version la plus récente', created: 'créé', updated: 'modifié', maxVersions: 'versions gardées', deleteAfter: 'supprimées après', asEngine: 'comme le dit le moteur' },
    undeleted: (path, version) => `${path} est de retour, version ${String(version)}.`,
    agree: (act, name, path) => (act === 'unguard' ? `${name} est protégée. Ne plus demander avant de la modifier ? [o/N] ` : `${act === 'destroy' ? 'C’est pour de bon' : `${name} est protégée`}. ${{ write: 'Écrire dans', delete: 'Supprimer', undelete: 'Reprendre', destroy: 'Détruire' }[act]} ${path} sur ${name} ? [o/N] `),
    asked: 'La réponse s’est perdue. Le serveur a dit ce qu’il contient : cela a été fait, une fois.',
  },
};
