// Refusals around job keys, in French.
import { plainly, type ErrorCode, type Sentence } from '../error-code.ts';
import { formatOf } from '../intl.ts';

const f = formatOf('fr');

export const jobErrors = {
  'job-not-allowed': (facts) => ({ title: 'La tâche n’y est pas autorisée', why: `La clé de la tâche ${facts.text('job') ?? ''} nomme les fichiers, les valeurs et les actions qui lui sont permis ; ceci n’en fait pas partie.`, next: 'Recommencez sans la clé de tâche, ou inscrivez une tâche qui y est autorisée.' }),
  'job-exists': plainly('Il y a déjà une tâche de ce nom', 'Chaque tâche a son propre nom, que montre le journal d’audit.', 'Prenez un autre nom, ou révoquez d’abord l’ancienne tâche.'),
  'job-not-found': plainly('Il n’y a pas de tâche de ce nom', 'Elle a été révoquée, ou son nom est mal saisi.', 'Regardez la liste des tâches.'),
  'job-key-not-found': plainly('Il n’y a pas de clé de tâche', 'Le fichier ou l’entrée du trousseau n’est pas là.', 'Regardez où la tâche range sa clé, ou inscrivez la tâche à nouveau.'),
  'job-key-exposed': plainly('D’autres peuvent lire cette clé de tâche', 'Le fichier appartient à quelqu’un d’autre, ou ses permissions laissent entrer d’autres personnes. Une clé ne doit être lisible que par son propriétaire.', 'Mettez-la en 0600. Si quelqu’un a pu la lire, révoquez la tâche et inscrivez-la à nouveau.'),
  'job-key-damaged': plainly('Ce n’est pas une clé de tâche qui convient', 'Elle a été modifiée ou coupée, ou ce qu’elle ouvre l’a été.', 'Révoquez la tâche et inscrivez-la à nouveau.'),
  'job-key-stale': plainly('La clé de tâche n’ouvre plus ce fichier', 'Le fichier a une autre clé de données depuis l’inscription de la tâche, comme après une rotation ou le retrait d’un destinataire ; ou la tâche concerne un autre fichier.', 'Inscrivez la tâche à nouveau.'),
  'job-revoked': plainly('Cette tâche a été révoquée', 'Sa clé n’ouvre plus rien, ou le dossier du profil est un autre.', 'Inscrivez la tâche à nouveau si elle sert encore.'),
  'job-expired': (facts) => ({ title: 'Cette tâche a expiré', why: `Sa clé valait jusqu’au ${f.moment(facts.text('expires') ?? '')}.`, next: 'Inscrivez-la à nouveau si elle sert encore.' }),
} satisfies Partial<Record<ErrorCode, Sentence>>;
