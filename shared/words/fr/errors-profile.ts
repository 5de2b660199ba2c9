// Refusals of the profile, of what opens it and of the keychain, in French.
import { plainly, type ErrorCode, type Facts, type Sentence } from '../error-code.ts';
import { formatOf } from '../intl.ts';

const f = formatOf('fr');
const minutes = (facts: Facts, which = 'waitMs'): string => f.plural(Math.max(1, Math.ceil((facts.number(which) ?? 60_000) / 60_000)), { one: '# minute', other: '# minutes' });
const keychain = (facts: Facts, name = 'backend'): string => facts.text(name) ?? 'Le trousseau';

export const profileErrors = {
  'profile-missing': plainly('Il n’y a pas encore de profil', 'Rien n’a été préparé sur cet ordinateur, ou COFFRE_HOME désigne un autre dossier.', 'Créez-en un, ou restaurez-en un depuis une sauvegarde.'),
  'profile-exists': plainly('Il y a déjà un profil', 'Un deuxième prendrait la place de ce que garde le premier.', 'Utilisez celui qui est là. Pour repartir de zéro, déplacez d’abord son dossier.'),
  'profile-newer': plainly('Ce profil a été écrit par un Coffre plus récent', 'Cette version ne sait pas ce qu’elle changerait, elle n’y touche donc pas.', 'Réinstallez la version plus récente. Les fichiers s’ouvrent quand même avec une clé rangée ailleurs.'),
  'profile-damaged': plainly('Le profil ne s’ouvre pas', 'Ce qui l’ouvre n’est plus lisible : le plus souvent le disque était plein, ou un outil de synchronisation a mêlé deux copies.', 'Restaurez-le depuis une sauvegarde. Rien n’a été réparé ni supprimé.'),
  'protector-missing': plainly('Le profil ne s’ouvre pas ainsi', 'Un trousseau, une phrase secrète et une clé de secours doivent d’abord être mis en place.', 'Passez par un autre moyen déjà en place, ou choisissez-en au moins un pour un nouveau profil.'),
  'protector-damaged': plainly('Ce moyen d’ouvrir le profil est abîmé', 'Son fichier dans le dossier du profil a été modifié ou coupé. Cela n’a pas compté comme un essai.', 'Ouvrez le profil autrement, puis remettez ce moyen en place.'),
  'last-protector': plainly('C’est le dernier moyen d’ouvrir le profil', 'Sans lui, tout ce que garde le profil serait perdu.', 'Ajoutez-en d’abord un autre.'),
  'passphrase-too-short': (facts) => ({ title: 'Cette phrase secrète est trop courte', why: `Qui obtient le disque peut en essayer des millions. Il faut au moins ${f.number(facts.number('least') ?? 8)} caractères.`, next: 'Prenez plusieurs mots sans rapport entre eux.' }),
  'passphrase-wrong': (facts) => {
    const used = facts.number('used') ?? 1;
    const allowed = facts.number('allowed') ?? 5;
    return {
      title: 'Cette phrase secrète n’ouvre pas le profil',
      why: `${f.plural(used, { one: '# essai', other: '# essais' })} sur ${f.number(allowed)} ; après le dernier, attendez ${minutes(facts, 'windowMs')}. Majuscules et minuscules comptent.`,
      next: used < allowed ? 'Réessayez, ou utilisez la clé de secours.' : `Attendez ${minutes(facts)}, ou utilisez la clé de secours, qui marche maintenant.`,
    };
  },
  'locked-out': (facts) => ({ title: `Attendez ${minutes(facts)}`, why: 'Trop de phrases secrètes ou de codes faux d’affilée. Redémarrer Coffre ou l’ordinateur n’abrège pas l’attente.', next: 'Utilisez la clé de secours, qui marche maintenant ; le trousseau aussi, là où il n’y a pas de second facteur.' }),
  'recovery-key-wrong': plainly('Cette clé de secours n’ouvre pas le profil', 'Elle est bien écrite, mais elle est d’un autre profil, ou une plus récente l’a remplacée.', 'Cherchez la feuille imprimée en dernier.'),
  'recovery-key-misspelt': (facts) => {
    const group = facts.number('group') ?? 0;
    return {
      title: group === 0 ? 'Cette clé de secours n’a pas la bonne longueur' : `Le groupe ${f.number(group)} de la clé de secours est mal écrit`,
      why: 'Elle a 13 groupes de 4 caractères, et chaque groupe se vérifie lui-même.',
      next: group === 0 ? 'Comparez-la à la feuille, groupe par groupe.' : `Comparez le groupe ${f.number(group)} à la feuille.`,
    };
  },
  'keychain-locked': (facts) => ({ title: 'Le trousseau est verrouillé', why: `${keychain(facts)} garde la clé de ce profil et veut d’abord son propre mot de passe. C’est courant après une ouverture de session sans mot de passe.`, next: 'Déverrouillez le trousseau, ou utilisez la phrase secrète.' }),
  'keychain-missing': (facts) => ({
    title: 'Aucun trousseau ne répond',
    why: facts.text('backend') === undefined ? 'Cette session n’en a pas. C’est courant par SSH, dans un conteneur et juste après une mise à jour.' : `${keychain(facts)} tourne, mais n’a aucun trousseau où ranger quoi que ce soit.`,
    next: 'Utilisez la phrase secrète ou la clé de secours ; rien n’est perdu.',
  }),
  'keychain-insecure': (facts) => ({ title: 'Ce trousseau ne protégerait rien', why: `${keychain(facts)} n’a pas de mot de passe et garde ce qu’on lui donne en clair sur le disque. Coffre n’y met rien.`, next: 'Donnez un mot de passe au trousseau, ou utilisez une phrase secrète.' }),
  'keychain-changed': (facts) => ({ title: 'Un autre trousseau qu’avant', why: `La clé était gardée par ${facts.text('before') ?? 'un autre'} ; ${facts.text('now') ?? 'un autre'} répond maintenant et ne l’a pas. C’est courant après un changement de bureau ou un trousseau neuf.`, next: 'Ouvrez le profil avec la phrase secrète ou la clé de secours, puis remettez le trousseau en place.' }),
  'keychain-slow': plainly('Le trousseau n’a pas répondu à temps', 'Il attend peut-être son propre mot de passe dans une fenêtre derrière celle-ci.', 'Répondez à cette fenêtre et réessayez, ou utilisez la phrase secrète.'),
  'keychain-dismissed': plainly('Le trousseau n’a pas été déverrouillé', 'Sa demande a été fermée, ou ne pouvait pas s’afficher ici.', 'Réessayez, ou utilisez la phrase secrète.'),
  'keychain-failed': (facts) => ({ title: 'Le trousseau n’a pas tenu parole', why: `${keychain(facts)} a signalé une panne, ou n’a pas rendu ce qu’on lui avait donné.`, next: 'Utilisez la phrase secrète ou la clé de secours.' }),
  'agent-missing': plainly('Rien ne garde le profil ouvert dans cette session', 'Le temps de l’agent est écoulé, il a reçu l’ordre de verrouiller, ou il n’a jamais démarré.', 'Lancez coffre profile unlock, ou ouvrez le profil autrement.'),
  'agent-failed': plainly('L’agent n’a pas démarré', 'Son dossier dans cette session est à quelqu’un d’autre, ou ce système n’a pas de tels sockets.', 'Ouvrez le profil à chaque commande, ou laissez faire le trousseau.'),
  'backup-needs-protector': plainly('Une sauvegarde demande une phrase secrète ou une clé de secours', 'Le trousseau de cet ordinateur n’ouvre rien ailleurs, et rien d’autre n’ouvre ce profil.', 'Ajoutez d’abord une phrase secrète ou une clé de secours.'),
  'backup-damaged': plainly('Ce n’est pas une sauvegarde de Coffre, ou elle est abîmée', 'Elle a été modifiée, coupée, ou un autre fichier a été choisi.', 'Essayez-en une autre copie. Rien n’a été écrit.'),
  'backup-wrong-passphrase': plainly('Cette phrase secrète n’ouvre pas la sauvegarde', 'Il faut celle qu’avait le profil quand la sauvegarde a été faite.', 'Réessayez, ou utilisez la clé de secours.'),
  'record-damaged': (facts) => {
    const record = facts.text('record');
    return {
      title: 'Une partie du profil est illisible',
      why: `${record === undefined ? 'L’un de ses éléments' : `Son élément « ${record} »`} ne correspond pas à son sceau, ou une copie plus ancienne a pris sa place. Le plus souvent le disque était plein, ou un outil de synchronisation a mêlé deux copies.`,
      next: 'Continuez avec ce qui est lisible, ou reprenez le profil d’une sauvegarde. Rien n’a été supprimé.',
    };
  },
  'identity-not-found': plainly('Cette identité n’est pas dans le profil', 'Elle a été retirée, ou son nom est mal écrit.', 'Regardez la liste des identités.'),
  'identity-not-read': (facts) => {
    const line = facts.number('line') ?? 0;
    return { title: line === 0 ? 'Aucune identité n’a pu être lue' : `La ligne ${f.number(line)} n’est pas une identité`, why: 'Une identité tient sur une ligne qui commence par AGE-SECRET-KEY-, ou c’est une clé privée SSH. Un seul caractère faux la rend inutile.', next: 'Vérifiez ce que vous avez donné. Rien n’a été repris.' };
  },
  'identity-needs-passphrase': plainly('Cette clé est derrière sa propre phrase secrète', 'Personne ne pouvait la donner ici, elle n’a pas été donnée, ou aucune de celles tapées n’a ouvert la clé.', 'Tapez sa phrase secrète, dans un terminal ou avec la clé. Le profil scelle ensuite la clé sans elle.'),
  'identity-passphrase-wrong': plainly('Cette phrase secrète n’ouvre pas la clé', 'Il faut celle du fichier de la clé, pas celle du profil. Majuscules et minuscules comptent.', 'Tapez-la de nouveau. Rien n’a été repris.'),
  'identity-kind-unknown': plainly('Coffre ne garde pas ce genre d’identité', 'Elle demande une extension, ou elle est d’un genre qu’age ne connaît pas.', 'Laissez-la là où sops la trouve, ou prenez une identité qui commence par AGE-SECRET-KEY-.'),
  'too-many-identities': (facts) => ({ title: 'Le profil est plein d’identités', why: `Il en garde jusqu’à ${f.number(facts.number('most') ?? 1000)}.`, next: 'Retirez celles dont vous n’avez pas besoin.' }),
} satisfies Partial<Record<ErrorCode, Sentence>>;
