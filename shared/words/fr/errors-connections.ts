// Refusals about saved connections, logins and what is written on a Vault, in French.
import { plainly, type ErrorCode, type Sentence } from '../error-code.ts';
import { formatOf } from '../intl.ts';

const f = formatOf('fr');

export const connectionErrors = {
  'connection-not-found': plainly('Cette connexion n’existe pas', 'Elle a été supprimée, peut-être par une autre fenêtre ou une commande.', 'Choisissez-en une autre, ou recréez-la.'),
  'connection-exists': plainly('Une connexion porte déjà ce nom', 'Majuscules et minuscules n’y changent rien.', 'Choisissez un autre nom.'),
  'credential-needed': plainly('Il manque ce qui prouve qui vous êtes', 'Cette façon de se connecter demande un jeton, un mot de passe ou autre, et rien n’a été donné ni retenu.', 'Saisissez-le, puis reconnectez-vous.'),
  'login-failed': plainly('La connexion a échoué', 'Le nom ou la preuve est faux, ou cet utilisateur ou ce rôle n’existe pas. Le serveur ne dit pas lequel.', 'Vérifiez les deux, puis réessayez.'),
  'login-refused': plainly('Le serveur refuse cette connexion', 'Il y a eu trop d’essais faux, cette façon de se connecter n’est pas montée là, ou la preuve n’a pas été acceptée.', 'Vérifiez où elle est montée, ou attendez un peu.'),
  'login-role-unknown': plainly('Le serveur ne connaît pas ce rôle', 'Son nom est mal écrit, ou il a été supprimé.', 'Vérifiez le rôle avec qui gère le Vault.'),
  'login-expired': plainly('Il est trop tard pour cette connexion', 'Ce qui prouve qui vous êtes a expiré, ou la seconde étape a trop duré.', 'Procurez-vous-en un nouveau, puis reconnectez-vous.'),
  'proxy-invalid': plainly('Ceci n’est pas l’adresse d’un proxy', 'Il faut http://, un nom et un port, sans identifiant ni mot de passe : Coffre passe par les proxys qui ne demandent à personne qui il est.', 'Corrigez-la, par exemple http://proxy.example.org:3128.'),
  'proxy-needs-tls': plainly('Rien ne passe par un proxy sans TLS', 'Qui gère le proxy pourrait lire votre jeton.', 'Prenez une adresse du serveur qui commence par https://, ou aucun proxy.'),
  'proxy-unreachable': plainly('Le proxy ne répond pas', 'Il est arrêté, son adresse est une autre, ou le réseau n’est pas là. Rien n’a été envoyé.', 'Vérifiez l’adresse du proxy, puis réessayez.'),
  'proxy-refused': (facts) => ({ title: 'Le proxy ne laisse pas passer', why: facts.number('status') === 407 ? 'Il veut savoir qui vous êtes, ce que Coffre ne dit pas à un proxy.' : 'Il ne mène pas à ce serveur. Rien n’a été envoyé.', next: 'Demandez à qui gère le proxy de permettre le serveur, ou passez-vous du proxy.' }),
  'engine-version-needed': plainly('La version d’un moteur n’est pas connue', 'Le serveur ne la dit pas à ce jeton, et Coffre ne devine pas : les deux versions écrivent à des endroits différents.', 'Dites-la dans la connexion, par exemple secret v2.'),
  'login-page-refused': plainly('Le serveur ne nomme aucune page où se connecter', 'Le rôle n’existe pas, ne laisse pas la réponse revenir sur cet ordinateur, ou l’adresse n’est pas celle d’une page sûre.', 'Vérifiez le rôle ; il doit permettre http://localhost:8250/oidc/callback.'),
  'callback-impossible': plainly('La réponse de votre navigateur n’a pas pu être entendue', 'Aucun port de cet ordinateur n’a pu être ouvert pour elle.', 'Fermez les autres programmes qui se connectent en ce moment, puis réessayez.'),
  'callback-too-slow': plainly('Votre navigateur n’a pas rapporté de réponse à temps', 'Coffre attend cinq minutes, puis cesse d’écouter.', 'Reconnectez-vous, et terminez dans le navigateur.'),
  'login-directory-down': plainly('Le serveur ne peut pas interroger son annuaire', 'L’annuaire qui connaît votre mot de passe ne lui répond pas.', 'Réessayez plus tard, ou prévenez qui gère le Vault.'),
  'certificate-missing': plainly('Il faut un certificat client', 'Cette façon de se connecter passe par un certificat, et le serveur n’en a pas reçu.', 'Ajoutez certificat et clé à la connexion.'),
  'second-step-unsupported': plainly('Coffre ne connaît pas cette seconde étape', 'Le serveur veut autre chose qu’un code.', 'Connectez-vous avec un autre programme, et utilisez son jeton ici.'),
  'too-many-codes': plainly('Il y a eu trop de codes faux', 'Le serveur n’en accepte plus pendant un moment.', 'Attendez quelques minutes, puis reconnectez-vous.'),
  'wrapping-used': plainly('Ce jeton d’enveloppe n’ouvre rien', 'Il a servi, a expiré, ou n’en a jamais été un. Si ce n’est pas vous, quelqu’un l’a peut-être ouvert.', 'Demandez-en un nouveau, et dites-le.'),
  'wrapping-foreign': (facts) => ({
    title: 'Ceci enveloppe autre chose',
    ...(facts.number('used') === 1 ? { why: 'Ce qu’il contenait n’est pas un secret avec des champs. Il a été ouvert ainsi, et n’ouvre plus rien.', next: 'Demandez-en un nouveau, et dites ce que vous attendiez.' }
      : facts.text('holds') === 'login' ? { why: 'Il contient de quoi se connecter, et pas un secret. Il n’a pas servi.', next: 'Donnez-le au programme pour lequel il a été fait.' }
      : { why: 'Ce qu’il contient n’a pas été fait pour ce rôle : quelqu’un l’a peut-être échangé en route. Il n’a pas servi.', next: 'Demandez-en un nouveau par une autre voie, et dites-le.' }),
  }),
  'unwrap-undecided': (facts) => (facts.text('standing') === 'whole' ? { title: 'La connexion s’est rompue ; le secret est toujours sous enveloppe', why: 'Le serveur a été interrogé ensuite : personne n’a utilisé ce jeton. Coffre ne l’a pas renvoyé.', next: 'Ouvrez-le de nouveau.' }
    : facts.text('standing') === 'used' ? { title: 'La réponse s’est perdue, et le secret avec elle', why: 'Le serveur a été interrogé ensuite : le jeton a servi, sans doute par cet essai même, et n’ouvre plus rien.', next: 'Demandez-en un autre à l’expéditeur. Si aucun de vous ne l’a ouvert, tenez ce qu’il contenait pour peut-être vu.' }
    : { title: 'On ne sait pas si cela a été ouvert', why: 'La réponse s’est perdue, et le serveur n’a pas pu être interrogé sur le jeton. Coffre ne l’a pas renvoyé.', next: 'Ouvrez-le de nouveau quand le serveur sera là. S’il n’ouvre alors plus rien, demandez-en un autre à l’expéditeur et, si aucun de vous ne l’a ouvert, tenez ce qu’il contenait pour peut-être vu.' }),
  'unwrapped-gone': plainly('Ce qui a été ouvert est fermé', 'Tout a été effacé à la fermeture, ou au verrouillage de Coffre. Cela ne s’ouvre qu’une fois.', 'Demandez un nouveau jeton d’enveloppe.'),
  'not-renewable': plainly('Ce jeton ne peut pas être renouvelé', 'Il est fait pour finir à son heure, ou ne finit jamais.', 'Reconnectez-vous quand il finit.'),
  'draft-not-found': plainly('Ce que vous aviez tapé n’est plus là', 'Il a été enregistré, abandonné, ou est parti avec sa connexion, peut-être dans une autre fenêtre.', 'Tapez-le de nouveau.'),
  'too-much-typed': plainly('C’est plus que Coffre ne garde pendant un verrouillage', 'Ce que vous avez tapé reste dans la fenêtre, et serait perdu si Coffre se verrouillait maintenant.', 'Enregistrez-en ou abandonnez-en une partie.'),
  'field-exists': plainly('Le secret a déjà un champ de ce nom', 'Chaque nom n’y est qu’une fois.', 'Choisissez un autre nom.'),
  'too-many-connections': (facts) => ({ title: `Il y a place pour ${f.number(facts.number('limit') ?? 200)} connexions`, why: 'Au-delà, plus personne ne s’y retrouverait.', next: 'Supprimez-en une qui ne sert plus.' }),
  'not-json': plainly('Ce n’est pas du JSON', 'Un guillemet, une virgule ou un crochet manque ou est de trop. Rien n’a été envoyé.', 'Corrigez-le, ou gardez-le comme texte.'),
  'metadata-conflict': plainly('Quelqu’un d’autre a modifié les métadonnées', 'Elles ne sont plus celles qui étaient à l’écran. Rien n’a été écrit.', 'Regardez-les de nouveau, puis décidez.'),
  'metadata-invalid': plainly('Le serveur n’accepterait pas ces métadonnées', 'Il y a place pour 64 entrées ; un nom a jusqu’à 128 octets, un texte de 1 à 512, sans retour à la ligne.', 'Raccourcissez-les, puis enregistrez de nouveau.'),
  'number-would-change': (facts) => ({ title: `Le serveur changerait un nombre${facts.text('field') === undefined ? '' : ` de ${facts.text('field') ?? ''}`}`, why: 'Il garde environ 16 chiffres d’un nombre, et l’écrit à sa façon. Rien n’a été envoyé.', next: 'Gardez-le comme texte : mettez le nombre entre guillemets.' }),
} satisfies Partial<Record<ErrorCode, Sentence>>;
