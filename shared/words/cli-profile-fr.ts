// What the command line says about the profile and its identities, in French.
import type { cliProfileEn, profileArgumentsEn, profileCommandsEn, profileFailuresEn, profileOptionsEn, profileRefusalsEn } from './cli-profile-en.ts';

export const profileArgumentsFr: typeof profileArgumentsEn = {
  ACTION: 'list, add, remove ou rehearse ; list si vous l’omettez', KIND: 'keychain, passphrase ou recovery-key', DOING: 'list, add ou revoke ; list si vous l’omettez', JOB: 'un nom pour la tâche : lettres, chiffres, point, tiret et tiret bas', BACKUP: 'le fichier de la sauvegarde', NAME: 'un nom pour l’identité', KEYS: 'un fichier d’identités ; l’entrée standard si vous l’omettez',
};
export const profileOptionsFr: typeof profileOptionsEn = {
  'job-key': 'agir comme cette tâche : le fichier de sa clé, ou keychain:NOM ; COFFRE_JOB_KEY_FILE dit la même chose', action: 'ce que peut la tâche : get, set, decrypt ou verify ; plusieurs fois pour plus, get si vous l’omettez', key: 'une valeur qu’elle peut lire ; plusieurs fois pour plus, toutes si vous l’omettez',
  days: 'pendant combien de jours, jusqu’à 366 ; 90 si vous l’omettez', 'job-output': 'le fichier pour la clé ; il ne doit pas encore exister', 'in-keychain': 'garder la clé dans le trousseau plutôt que dans un fichier',
  idle: 'verrouiller après tant de minutes sans saisie, de 1 à 30', 'on-close': 'lock, pour arrêter l’agent à la fermeture de la fenêtre ; stay, pour le laisser',
  minutes: 'pendant combien de minutes ; 60 si vous l’omettez',
  'recovery-key': 'l’ouvrir avec la clé de secours plutôt qu’avec la phrase secrète',
  keychain: 'les prendre dans le trousseau, où un autre programme les a laissées sous ce nom de service',
  'no-keychain': 'ne pas laisser le trousseau de cet ordinateur ouvrir le profil', 'no-passphrase': 'laisser le trousseau seul l’ouvrir', name: 'un nom pour l’identité ; celui du fichier si vous l’omettez',
};
export const profileCommandsFr: typeof profileCommandsEn = {
  'profile init': {
    summary: 'préparer un profil, et écrire une fois sa clé de secours',
    more: 'Une phrase secrète l’ouvre (tapée deux fois dans un terminal, sinon lue sur l’entrée standard), et le trousseau de cet ordinateur s’il y en a un. La clé de secours va sur la sortie standard : imprimez-la et gardez-la loin de cet ordinateur.',
  },
  'profile unlock': { summary: 'ouvrir le profil et le garder ouvert pour cette session', more: 'Le trousseau l’ouvre, sinon une phrase secrète, tapée ou lue sur l’entrée standard. Un agent garde sa clé en mémoire jusqu’à la fin du temps, jusqu’à ce que vous verrouilliez, ou jusqu’à la fermeture de la session. Toutes vos commandes s’en servent entre-temps.' },
  'profile lock': { summary: 'verrouiller le profil maintenant', more: 'Arrête l’agent. Si le trousseau ouvre le profil, la prochaine commande qui en a besoin le rouvre.' },
  'profile status': { summary: 'dire s’il y a un profil, ce qui l’ouvre et ce que dit le trousseau', more: 'Ne demande rien et n’ouvre rien. Se termine par 4 s’il n’y a pas de profil.' },
  'profile times': { summary: 'dire ou régler quand un profil ouvert se verrouille de lui-même', more: 'Pour la fenêtre ; la mise en veille et le verrouillage de l’écran le verrouillent dans tous les cas. L’agent de la ligne de commande a sa propre durée : voir profile unlock.' },
  'profile protectors': {
    summary: 'lister, ajouter, retirer ou essayer ce qui ouvre le profil',
    more: 'add passphrase en met une nouvelle ; add recovery-key en écrit une nouvelle, et l’ancienne n’ouvre plus rien ; rehearse recovery-key essaie la vôtre et retient la date. Il en reste toujours au moins un.',
  },
  'profile recover': { summary: 'ouvrir le profil avec la clé de secours, et mettre une nouvelle phrase secrète', more: 'Marche aussi pendant une attente après des phrases fausses. Sans terminal, l’entrée standard porte la clé de secours sur sa première ligne et la nouvelle phrase secrète sur la deuxième.' },
  'profile repair': { summary: 'mettre de côté ce qui est abîmé dans le profil et continuer avec le reste', more: 'C’est déplacé dans le dossier damaged du profil ; rien n’est effacé.' },
  'profile job-keys': {
    summary: 'lister, ajouter ou révoquer des clés pour des programmes sans surveillance',
    more: 'add NOM FICHIER… ouvre une fois chaque fichier et donne à la tâche sa clé de données, jamais une identité ; -o OUT ou --in-keychain dit où va la clé de la tâche. Qui a la clé et ce dossier de profil peut déchiffrer et modifier les fichiers nommés tant que leur clé de données ne change pas. Après une rotation, inscrivez-la à nouveau. Chaque usage est dans le journal d’audit.',
  },
  'profile backup': { summary: 'écrire le profil dans un seul fichier scellé', more: 'Il s’ouvre ailleurs avec la phrase secrète ou la clé de secours, et le journal l’accompagne. Le fichier ne doit pas encore exister.' },
  'profile restore': { summary: 'restaurer un profil depuis une sauvegarde, là où il n’y en a pas', more: 'Avec la phrase secrète qu’il avait (tapée, ou lue sur l’entrée standard), ou, avec --recovery-key, la clé de secours. Le profil est verrouillé ensuite.' },
  'keys list': { summary: 'lister les identités que garde le profil', more: 'Moitiés publiques et noms ; les moitiés privées ne sortent jamais du profil.' },
  'keys generate': { summary: 'créer une identité age dans le profil, et écrire son destinataire', more: '' },
  'keys import': { summary: 'reprendre des identités dans le profil', more: 'D’un fichier comme keys.txt ou une clé privée SSH, de l’entrée standard, ou de ce qu’un programme plus ancien gardait avec keytar dans le trousseau. Si une phrase secrète protège la clé, elle est demandée une fois, dans le terminal ; le profil scelle ensuite la clé sans elle. Ce qui s’y trouve y reste.' },
  'keys uses': { summary: 'dire dans combien de fichiers chiffrés chaque identité est destinataire', more: 'Parcourt le dossier où vous êtes et ceux qui ont été ouverts dans la fenêtre. N’ouvre aucun fichier.' },
  'keys remove': { summary: 'retirer une identité du profil', more: 'Parcourt d’abord le dossier où vous êtes et ceux qui ont été ouverts dans la fenêtre : si elle est seule, sur cet ordinateur, à ouvrir certains de leurs fichiers, les nomme et ne retire rien sans --force.' },
};

export const cliProfileFr: typeof cliProfileEn = {
  profile: {
    states: { none: 'Il n’y a pas de profil.', locked: 'Le profil est verrouillé.', unlocked: 'Le profil est ouvert.', damaged: 'Le profil ne s’ouvre pas : ce qui l’ouvre est abîmé.', newer: 'Le profil a été écrit par un Coffre plus récent.' },
    protectors: { keychain: 'trousseau', passphrase: 'phrase secrète', 'recovery-key': 'clé de secours' },
    protectorStates: { whole: 'l’ouvre', damaged: 'abîmé', newer: 'plus récent que ce Coffre' },
    keychain: {
      ok: (backend) => `${backend} répond et est déverrouillé.`,
      locked: (backend) => `${backend} est verrouillé.`,
      missing: (backend) => (backend === '' ? 'Aucun trousseau ne répond dans cette session.' : `${backend} tourne, mais n’a aucun trousseau.`),
      'insecure-backend': (backend) => `${backend} n’a pas de mot de passe et garde tout en clair ; rien n’y est mis.`,
      slow: () => 'Le trousseau ne répond pas.',
    },
    keychainSlow: (backend) => `${backend === '' ? 'Le trousseau' : backend} n’a pas encore répondu. Il demande peut-être son mot de passe dans une autre fenêtre ; Ctrl+C met fin à l’attente.`,
    made: (moment) => `depuis le ${moment}`,
    rehearsed: (moment) => (moment === '' ? 'jamais essayée' : `essayée le ${moment}`),
    tries: (used, allowed) => `Phrases secrètes fausses : ${String(used)} essais sur ${String(allowed)}.`,
    wait: (minutes) => (minutes === 1 ? 'Attendez 1 minute avant la prochaine phrase secrète.' : `Attendez ${String(minutes)} minutes avant la prochaine phrase secrète.`),
    damaged: (records) => `Illisible : ${records}. Lancez \`coffre profile repair\` pour continuer avec le reste.`,
    rolledBack: 'Le profil est plus ancien que ce dont le trousseau se souvient : quelqu’un a remis une ancienne copie. Lancez `coffre profile repair` si c’était vous.',
    created: 'Le profil est prêt. Imprimez la clé de secours et gardez-la loin de cet ordinateur : elle ne sera plus montrée.',
    keychainLeftOut: (why) => `Le trousseau ne l’ouvre pas : ${why}`,
    newPassphrase: 'Phrase secrète du profil (invisible ; au moins 8 caractères) : ',
    times: (minutes: number, onClose: boolean): string => `La fenêtre se verrouille après ${minutes === 1 ? '1 minute' : `${String(minutes)} minutes`} sans saisie, à la mise en veille et au verrouillage de l’écran.${onClose ? ' Sa fermeture arrête l’agent.' : ''}`,
    agentRuns: (minutes) => (minutes === 1 ? 'Il reste ouvert dans cette session encore 1 minute.' : `Il reste ouvert dans cette session encore ${String(minutes)} minutes.`),
    lockedNow: 'Le profil est verrouillé.',
    again: 'La même encore une fois : ',
    passphrase: 'Phrase secrète du profil (invisible) : ',
    recoveryKey: 'Clé de secours (13 groupes de 4, invisible) : ',
    added: (what) => `Ouvre maintenant le profil : ${what}.`,
    removed: (what) => `N’ouvre plus le profil : ${what}.`,
    rehearsedNow: 'La clé de secours marche. La date est retenue.',
    recovered: 'Le profil s’ouvre avec la nouvelle phrase secrète.',
    repaired: (n) => (n === 0 ? 'Rien n’était abîmé.' : n === 1 ? '1 fichier a été mis de côté.' : `${String(n)} fichiers ont été mis de côté.`),
    backedUp: (file) => `Le profil est sauvegardé dans ${file}.`,
    restored: 'Le profil est restauré, et verrouillé.',
    backupPassphrase: 'Phrase secrète de la sauvegarde (invisible) : ',
    jobStates: { valid: 'valable', expired: 'expirée', missing: 'n’ouvre plus rien' },
    jobPlaces: { file: 'dans un fichier', keychain: 'dans le trousseau' },
    until: (moment) => `jusqu’au ${moment}`,
    jobUses: (uses, last) => (uses === 0 ? 'jamais utilisée' : uses === 1 ? `utilisée une fois, le ${last}` : `utilisée ${String(uses)} fois, la dernière le ${last}`),
    noJobs: 'Il n’y a pas de tâche.',
    jobAdded: (name, moment) => `La tâche ${name} peut agir jusqu’au ${moment}. Qui a sa clé le peut aussi : gardez-la comme vous gardez les fichiers.`,
    jobRevoked: (name) => `La tâche ${name} est révoquée ; sa clé n’ouvre plus rien. Qui a copié avant la clé et le dossier du profil peut encore déchiffrer ses fichiers : changez leurs clés de données si vous le craignez.`,
    noIdentities: 'Le profil ne garde aucune identité.',
    kinds: { x25519: 'age', 'post-quantum': 'age, post-quantique', ssh: 'SSH' },
    imported: (added, known) => `${added <= 1 ? `${String(added)} identité reprise` : `${String(added)} identités reprises`}${known === 0 ? '.' : `, ${String(known)} déjà là.`}`,
    passedOver: (n) => (n === 1 ? '1 entrée n’est pas une identité.' : `${String(n)} entrées ne sont pas des identités.`),
    usedBy: (files) => (files === 1 ? '1 fichier' : `${String(files)} fichiers`),
    lookedThrough: (files, folders) => `${files === 1 ? '1 fichier chiffré parcouru' : `${String(files)} fichiers chiffrés parcourus`}${folders === '' ? '.' : ` dans ${folders}.`}`,
    unread: (files) => (files === 1 ? 'Les destinataires d’un fichier n’ont pas pu être lus.' : `Les destinataires de ${String(files)} fichiers n’ont pas pu être lus.`),
    incomplete: 'Il y avait plus que ce qui pouvait être parcouru à temps.',
    identityRemoved: (name) => `${name} a été retirée.`,
  },
};
export const profileFailuresFr: typeof profileFailuresEn = {
  'passphrases-differ': () => ({ title: 'Les deux phrases secrètes diffèrent. Rien n’a été changé.', why: '', next: 'Tapez deux fois la même.' }),
  'bad-action': () => ({ title: 'Rien de tel ne se fait ici.', why: 'Il faut list, add, remove ou rehearse, et après les trois derniers keychain, passphrase ou recovery-key ; seule une clé de secours s’essaie.', next: 'Lancez `coffre profile protectors --help` pour voir l’usage.' }),
  'bad-minutes': () => ({ title: '--minutes demande un nombre entier de 1 à 10 080, une semaine.', why: '', next: 'Lancez `coffre profile unlock --help` pour voir l’usage.' }),
  'identity-needed': ({ files, lost }) => ({
    title: files === 1 ? 'Cette identité est seule à ouvrir 1 fichier ici. Rien n’a été retiré.' : `Cette identité est seule à ouvrir ${String(files)} fichiers ici. Rien n’a été retiré.`,
    why: lost === 0 ? 'D’autres en sont destinataires et peuvent encore les ouvrir.' : lost === 1 ? '1 d’entre eux n’est destiné à personne d’autre : il serait perdu.' : `${String(lost)} d’entre eux ne sont destinés à personne d’autre : ils seraient perdus.`,
    next: 'Ajoutez-leur d’abord un destinataire (`coffre file recipients`), ou retirez-la quand même avec --force.',
  }),
  'bad-days': () => ({ title: '--days demande un nombre entier de 1 à 366.', why: '', next: 'Lancez `coffre profile job-keys --help` pour voir l’usage.' }),
  'bad-job': () => ({ title: 'Il n’y a rien de tel à faire ici.', why: 'Il faut list, revoke NOM, ou add NOM FICHIER… avec -o OUT ou --in-keychain.', next: 'Lancez `coffre profile job-keys --help` pour voir l’usage.' }),
  'bad-idle': () => ({ title: '--idle demande un nombre entier de 1 à 30.', why: '', next: 'Lancez `coffre profile times --help` pour voir l’usage.' }),
  'name-ambiguous': () => ({ title: 'Plusieurs identités portent ce nom. Rien n’a été changé.', why: '', next: 'Nommez la bonne par son destinataire : `coffre keys list` les montre.' }),
};
export const profileRefusalsFr = {
  locked: { title: 'Le profil est verrouillé', why: 'Une clé nécessaire ici s’y trouve peut-être ; rien d’autre sur cet ordinateur ne convient.', next: 'Lancez `coffre profile unlock`, puis relancez la commande.' },
} satisfies typeof profileRefusalsEn;
