// Refusals about servers, and about secrets that lie on a Vault, in French.
import { plainly, type ErrorCode, type Sentence } from '../error-code.ts';
import { formatOf } from '../intl.ts';

const f = formatOf('fr');

export const vaultErrors = {
  'no-connection': plainly('Aucun Vault n’est nommé', 'L’adresse du serveur manque.', 'Donnez son adresse, par exemple https://vault.example.org:8200.'),
  'address-invalid': plainly('Ce n’est pas l’adresse d’un serveur', 'Il faut https:// et un nom, sans chemin, nom d’utilisateur ni mot de passe.', 'Corrigez-la, par exemple https://vault.example.org:8200.'),
  'not-secure': plainly('Cette adresse est sans TLS', 'Sans lui, qui se trouve sur le chemin lit votre jeton. Coffre ne le fait que sur cet ordinateur.', 'Utilisez une adresse qui commence par https://.'),
  'certificate-unreadable': plainly('Un certificat ou une clé ne peut pas être lu', 'Il manque, n’est pas au format PEM, a une phrase secrète, ou certificat et clé ne vont pas ensemble.', 'Choisissez à nouveau les fichiers de la connexion.'),
  'unreachable': plainly('Le serveur ne peut pas être joint', 'Il est arrêté, son adresse est une autre, ou le réseau n’est pas là. Rien n’a été envoyé.', 'Vérifiez l’adresse et le réseau, puis réessayez.'),
  'tls-not-allowed': plainly('Le serveur n’est pas assez sûr', 'Il est plus ancien ou plus faible que ce que demande la politique de sécurité (TLS 1.3 si elle ne dit rien). Rien n’a été envoyé.', 'Demandez TLS 1.3 à qui s’en occupe.'),
  'certificate-untrusted': plainly('Le certificat du serveur n’est pas reconnu', 'Il a expiré, porte un autre nom, ou vient d’une autorité que cet ordinateur ne connaît pas. Rien n’a été envoyé.', 'Si l’autorité est la vôtre, donnez son certificat à la connexion.'),
  'tls-needed': plainly('Le serveur veut TLS', 'On lui a parlé sans.', 'Utilisez une adresse qui commence par https://.'),
  'connection-lost': plainly('La connexion s’est rompue', 'Le serveur l’a terminée avant la fin de sa réponse.', 'Réessayez dans un instant.'),
  'answer-too-slow': plainly('Le serveur a mis trop longtemps', 'Il a commencé à répondre trop tard, ou s’est arrêté au milieu.', 'Réessayez plus tard.'),
  'answer-too-large': (facts) => ({ title: 'La réponse du serveur est trop grande', why: `Rien de ce que Coffre demande ne dépasse ${f.size(facts.number('limitBytes') ?? 64 * 1024 * 1024)}.`, next: 'Vérifiez que l’adresse est celle d’un Vault.' }),
  'not-a-vault': plainly('Ce qui a répondu n’est pas un Vault', 'Une page est revenue à sa place : souvent celle d’un réseau qui veut d’abord une connexion de votre part, ou d’un mandataire.', 'Vérifiez l’adresse, et ouvrez une page dans votre navigateur pour voir ce que le réseau demande.'),
  'redirected': plainly('Le serveur nous envoie ailleurs', 'Coffre ne suit pas, car votre jeton partirait avec. Un serveur en attente le fait quand il ne transmet pas.', 'Nommez l’adresse du serveur actif.'),
  'token-missing': plainly('Il faut un jeton', 'Le serveur ne répond pas à cela pour tout le monde.', 'Connectez-vous.'),
  'token-invalid': plainly('Le jeton n’est plus valable', 'Il a expiré, a été révoqué, ou n’en a jamais été un.', 'Connectez-vous de nouveau pour en avoir un autre.'),
  'permission-denied': plainly('Ce jeton n’en a pas le droit', 'Aucune politique du jeton ne le permet à ce chemin. Le secret y est peut-être, ou pas.', 'Demandez ce droit à qui s’occupe du Vault.'),
  'sealed': plainly('Le Vault est scellé', 'Il a été relancé, ou quelqu’un l’a scellé. Tant qu’il l’est, il ne répond à rien.', 'Demandez à qui s’en occupe de le desceller.'),
  'not-initialised': plainly('Le Vault n’a jamais été installé', 'Il tourne, mais ne contient encore rien.', 'Demandez à qui s’en occupe.'),
  'no-active-node': plainly('Aucun serveur du groupe n’est actif en ce moment', 'Ils en choisissent un autre, le plus souvent en quelques secondes.', 'Réessayez dans un instant.'),
  'server-busy': plainly('Le serveur est occupé par ses propres données', 'Il met à jour un moteur ou un autre serveur.', 'Réessayez dans un instant.'),
  'server-failed': plainly('Le serveur a échoué', 'Il signale une panne de son côté.', 'Réessayez. Si cela revient, qui s’en occupe en trouve la raison dans son journal.'),
  'server-unavailable': plainly('Le serveur n’est pas disponible', 'Quelque chose répond devant lui, mais pas le serveur lui-même.', 'Réessayez plus tard.'),
  'rate-limited': (facts) => ({
    title: 'Le serveur a reçu assez de demandes pour l’instant', why: 'Qui s’en occupe n’en permet qu’un certain nombre à la fois.',
    next: facts.number('retryAfterMs') === undefined ? 'Réessayez dans un instant.' : `Réessayez dans ${f.seconds(facts.number('retryAfterMs') ?? 1000)}.`,
  }),
  'request-refused': plainly('Le serveur n’a pas pris la demande', 'Quelque chose en elle ne convient pas à ce moteur.', 'Vérifiez le chemin et ce que vous avez donné.'),
  'namespace-ignored': plainly('Ce serveur ne connaît pas cet espace de noms', 'Il répondrait avec ce qui se trouve hors de tout espace. Rien n’a été lu.', 'Vérifiez son nom, ou retirez-le.'),
  'path-invalid': plainly('Ce n’est pas le chemin d’un secret', 'Aucune partie ne peut être vide, « . » ou « .. », ni contenir de caractères invisibles.', 'Écrivez-le avec le moteur d’abord : secret/equipe/app.'),
  'mount-unknown': plainly('Il n’y a pas de moteur à ce chemin pour vous', 'Aucun n’y est monté, ou le jeton n’y voit rien.', 'Relisez l’arborescence pour voir les moteurs.'),
  'not-supported': plainly('Ce moteur ne contient pas de clés et de valeurs', 'Coffre lit et écrit pour l’instant ceux du genre kv.', 'Utilisez le programme qui va avec ce moteur.'),
  'secret-not-found': plainly('Ce secret n’existe pas', 'Le chemin est peut-être mal saisi, ou il a été supprimé avec toutes ses versions.', 'Listez le dossier au-dessus pour voir les noms.'),
  'not-versioned': plainly('Ce moteur ne garde pas de versions', 'Il est du genre kv version 1 : il n’y a qu’un état, et rien à reprendre.', 'Ne nommez pas de version.'),
  'version-deleted': plainly('Cette version est supprimée', 'Elle peut être reprise, tant que personne ne la détruit.', 'Reprenez-la, ou regardez une autre version.'),
  'version-destroyed': plainly('Cette version est détruite', 'Il n’en reste rien.', 'Regardez une autre version.'),
  'field-not-found': plainly('Le secret n’a pas ce champ', 'Les majuscules comptent.', 'Relisez le secret pour voir les noms.'),
  'version-conflict': plainly('Quelqu’un d’autre a modifié ce secret', 'Une autre version s’y trouve que celle que vous vouliez remplacer. Rien n’a été écrit.', 'Regardez-le de nouveau, puis décidez.'),
  'secret-too-large': plainly('Le secret est trop grand pour le serveur', 'Il prend 1 Mio dans un champ et 10 000 champs. Rien n’a été écrit.', 'Réduisez-le, ou partagez-le.'),
  'not-written': plainly('Rien n’a été écrit', 'La connexion s’est rompue. Le serveur a dit ce qu’il contient : c’est comme avant.', 'Réessayez dans un instant.'),
  'outcome-unknown': plainly('On ne sait pas si cela a été fait', 'La réponse s’est perdue, et le serveur n’a pas pu dire ce qu’il contient. Coffre ne l’a pas renvoyé.', 'Relisez le secret, et regardez ses versions, avant de réessayer.'),
  'delete-is-final': plainly('Cela ne pourra pas être repris', 'Ce moteur ne garde pas de versions : ce qui est supprimé est perdu. Rien n’a été supprimé.', 'Si vous êtes sûr, ajoutez --force.'),
} satisfies Partial<Record<ErrorCode, Sentence>>;
