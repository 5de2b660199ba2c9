// Refusals of the gate, of folders and of the log, in French.
import { faultIn, type FaultWords } from '../audit-fault.ts';
import { plainly, type ErrorCode, type Sentence } from '../error-code.ts';
import { formatOf } from '../intl.ts';

const f = formatOf('fr');

const auditFaults: FaultWords = {
  'full': { why: 'Le disque du journal est plein.', next: 'Faites de la place, puis réessayez.' },
  'no-right': { why: 'Coffre ne peut pas écrire au journal : son dossier a perdu ses droits, ou son disque est en lecture seule.', next: 'Rendez ses droits au dossier audit du profil, puis réessayez.' },
  'foreign': { why: 'À la place du journal se trouve autre chose : un lien, un dossier, ou le fichier de quelqu’un d’autre.', next: 'Regardez le dossier audit du profil, et ôtez ce qui n’y a pas sa place.' },
  'busy': { why: 'Un autre programme tient le journal depuis dix secondes.', next: 'Réessayez dans un instant.' },
  'no-key': { why: 'Ses lignes doivent être scellées, et aucun profil n’a jamais été ouvert ici pour qui les sceller.', next: 'Déverrouillez le profil une fois, puis réessayez.' },
  'other': { why: 'Le disque a signalé une erreur.', next: 'Vérifiez le disque du dossier audit du profil, puis réessayez.' },
};

export const placeErrors = {
  'question-not-found': plainly('Cette question n’est plus ouverte', 'Elle a déjà reçu une réponse, ou ce qui la posait est terminé.', 'Rien n’est à faire.'),
  'not-allowed': plainly('Ce n’est pas permis d’ici', 'Certaines actions appartiennent à la fenêtre, d’autres à la ligne de commande.', 'Utilisez l’autre pour celle-ci.'),
  'unknown-call': plainly('Coffre ne connaît pas cette action', 'La fenêtre et le cœur n’ont pas la même version, le plus souvent après une mise à jour pendant que Coffre était ouvert.', 'Fermez Coffre et relancez-le.'),
  'bad-input': plainly('La demande n’a pas pu être comprise', 'Elle dépasse ce qui peut passer, ou une partie n’a pas la forme attendue.', 'Vérifiez ce que vous avez saisi. Si c’était court et simple, relancez Coffre.'),
  locked: plainly('Coffre est verrouillé', 'Il se verrouille de lui-même après un moment, et quand l’ordinateur se met en veille.', 'Déverrouillez-le, puis réessayez.'),
  'not-focused': plainly('La fenêtre n’est pas au premier plan', 'Les valeurs ne vont qu’à une fenêtre que vous regardez.', 'Cliquez dans la fenêtre, puis réessayez.'),
  'slow-down': (facts) => ({
    title: 'Trop de valeurs à la fois',
    why: 'Coffre donne une valeur à la fois, et 30 par minute, pour qu’aucun programme ne puisse les lire toutes.',
    next: `Réessayez dans ${f.seconds(facts.number('retryAfterMs') ?? 1000)}.`,
  }),
  'audit-unavailable': (facts) => ({ title: 'L’accès n’a pas pu être inscrit', why: `Tout accès à une valeur, et tout changement sur un Vault, est d’abord inscrit. ${auditFaults[faultIn(facts)].why}`, next: `${auditFaults[faultIn(facts)].next} Rien n’a été donné ni changé.` }),
  internal: (facts) => {
    const incident = facts.text('incident');
    return {
      title: 'Quelque chose a échoué dans Coffre',
      why: 'C’est une erreur du programme, pas la vôtre.',
      next: `Réessayez. Si cela revient, signalez-le${incident === undefined ? '' : ` avec ce numéro : ${incident}`}. Vos fichiers n’ont pas été modifiés par cette erreur.`,
    };
  },
  'bridge-lost': plainly('Le cœur de Coffre ne répond pas', 'Il a été fermé, ou il redémarre.', 'Réessayez dans un instant. Ce que vous avez saisi est toujours là.'),
  'audit-unreadable': plainly('Le journal ne peut pas être lu', 'Son fichier appartient à quelqu’un d’autre, ou le disque signale une panne.', 'Vérifiez les droits du dossier du journal dans le profil.'),

  'folder-not-found': plainly('Ce dossier n’est plus là', 'Il a été déplacé, renommé ou supprimé, ou son disque n’est pas branché.', 'Choisissez-le de nouveau, ou choisissez-en un autre.'),
  'not-a-folder': plainly('Ce n’est pas un dossier', 'Un projet est un dossier ; un fichier a été donné.', 'Choisissez le dossier qui contient le fichier.'),
  'folder-unreadable': plainly('Ce dossier ne peut pas être lu', 'Il appartient à quelqu’un d’autre, ou ses droits ne vous laissent pas entrer.', 'Demandez le droit de le lire, ou choisissez un autre dossier.'),
  'symlink-loop': plainly('Ce lien revient sur lui-même', 'Des liens symboliques se désignent l’un l’autre en cercle.', 'Supprimez l’un des liens, ou ouvrez le vrai fichier.'),
  'no-dialog': (facts) => ({
    title: 'La fenêtre de choix ne peut pas être affichée',
    why: facts.text('reason') === 'no-display' ? 'Il n’y a pas d’écran.' : 'Aucun programme qui en affiche une n’est installé.',
    next: 'Installez zenity ou kdialog, ou choisissez le dossier dans la liste de la fenêtre.',
  }),
  'no-file-dialog': (facts) => ({
    title: 'La fenêtre de choix ne peut pas être affichée',
    why: facts.text('reason') === 'no-display' ? 'Il n’y a pas d’écran.' : 'Aucun programme qui en affiche une n’est installé.',
    next: 'Installez zenity ou kdialog, ou utilisez « coffre file decrypt » et « coffre file set » dans un terminal.',
  }),
  'dialog-busy': plainly('Une fenêtre de choix est déjà ouverte', 'Elle est peut-être cachée derrière celle-ci.', 'Répondez d’abord à celle-là.'),
  'use-the-dialog': plainly('Ici, les dossiers se choisissent dans la fenêtre du système', 'La liste ne sert qu’aux ordinateurs sans cette fenêtre.', 'Utilisez « Ouvrir un dossier ».'),
  'nothing-dropped': plainly('Rien de ce qui a été déposé ne peut être ouvert', 'Seuls les dossiers de cet ordinateur font un projet.', 'Déposez un dossier, ou utilisez « Ouvrir un dossier ».'),
  'project-not-found': plainly('Ce projet n’est plus ouvert', 'Il a été fermé, ou Coffre a été relancé.', 'Ouvrez de nouveau son dossier.'),
  'unsaved-changes': plainly('Des modifications ne sont pas enregistrées', 'Fermer maintenant les perdrait.', 'Enregistrez-les ou abandonnez-les d’abord.'),
  'disk-full': plainly('Le disque est plein', 'Il n’y avait pas de place pour le nouveau fichier à côté de l’ancien.', 'Faites de la place, puis réessayez. Le fichier est tel qu’il était.'),
  'write-failed': plainly('L’écriture a échoué', 'Le disque a signalé une panne, a été retiré, ou est en lecture seule.', 'Vérifiez le disque, puis réessayez. Le fichier est tel qu’il était.'),
  'sink-closed': plainly('Plus personne ne prend la sortie', 'Le programme qui la lisait est terminé.', 'Relancez la commande.'),
  'file-exists': plainly('Un fichier de ce nom existe déjà', 'Coffre n’écrit pas par-dessus un fichier qu’il n’a pas créé.', 'Choisissez un autre nom, ou déplacez ce fichier.'),
  'clipboard-unavailable': (facts) => ({
    title: 'Copier ne fonctionne pas ici',
    why: facts.text('reason') === 'no-display' ? 'Il n’y a pas d’écran, donc pas de presse-papiers.' : 'Aucun programme pour le presse-papiers n’a été trouvé, ou il a échoué.',
    next: 'Installez wl-clipboard ou xclip, ou affichez la valeur.',
  }),
} satisfies Partial<Record<ErrorCode, Sentence>>;
