// Refusals when it is changed who can open files, in French.
import { plainly, type ErrorCode, type Sentence } from '../error-code.ts';

export const recipientErrors = {
  'bad-recipient': plainly('Ce n’est pas une clé publique', 'Une lettre manque ou est mal tapée, ou c’est une clé privée.', 'Regardez la clé encore une fois. Les clés publiques d’age commencent par age1.'),
  'last-recipient': plainly('Il ne resterait personne', 'C’est le seul qui pourrait l’ouvrir.', 'Ajoutez d’abord quelqu’un d’autre.'),
  'recipient-known': plainly('La règle nomme déjà ce destinataire', 'La même clé s’y trouve.', 'Il n’y a rien à ajouter.'),
  'recipient-not-found': plainly('La règle ne nomme pas ce destinataire', 'La clé est peut-être mal tapée, ou a déjà été retirée.', 'Regardez les destinataires de la règle.'),
  'rule-not-found': plainly('Cette règle n’est plus là', 'Le .sops.yaml a été modifié entre-temps.', 'Regardez les règles encore une fois.'),
  'rules-not-editable': plainly('Les règles ne peuvent être modifiées d’ici', 'Une ancre les partage, elles sont écrites d’une façon que Coffre n’ose pas modifier, ou se trouvent hors du dossier.', 'Modifiez le .sops.yaml à la main, puis mettez les fichiers à jour.'),
  'people-not-editable': plainly('La liste des personnes ne peut être modifiée d’ici', 'Elle n’est pas en ordre, ou .coffre mène hors du dossier.', 'Corrigez .coffre/people.yaml à la main, puis réessayez.'),
  'person-not-found': plainly('Personne ne porte ce nom', 'La liste des personnes est le fichier .coffre/people.yaml du projet.', 'Regardez les noms qui s’y trouvent.'),
  'person-exists': plainly('Une personne porte déjà ce nom', 'On ne saurait distinguer deux personnes du même nom.', 'Choisissez un autre nom.'),
  'not-confirmed': plainly('Rien n’a été changé', 'Cela doit être confirmé, et ne l’a pas été.', 'Confirmez quand la question est posée.'),
  'access-not-found': plainly('Cette liste ne compte plus', 'Le projet a été relu depuis.', 'Regardez la liste à nouveau.'),
  'plan-not-found': plainly('Ce plan ne compte plus', 'Il a été exécuté, abandonné, ou un autre a été fait depuis.', 'Refaites le plan, et regardez-le.'),
  'plan-too-large': plainly('C’est trop de fichiers pour un seul changement', 'Ensemble ils dépassent ce qui est tenu prêt à la fois.', 'Procédez dossier par dossier.'),
  'work-under-way': plainly('Un autre changement est en cours', 'Les destinataires changent un changement à la fois.', 'Attendez-le, ou annulez-le.'),
  'transaction-busy': plainly('Un autre programme modifie des fichiers', 'Une autre de vos fenêtres ou lignes de commande change des destinataires en ce moment.', 'Réessayez quand elle aura fini.'),
  'transaction-unfinished': (facts) => ({
    title: 'Un changement précédent a été interrompu',
    why: facts.number('left') === undefined ? 'Une panne, une coupure de courant ou un disque plein s’est mis en travers : des fichiers sont peut-être comme avant, d’autres comme après.' : `${String(facts.number('left') ?? 0)} fichiers n’ont pu être remis en l’état.`,
    next: 'Menez-le d’abord à son terme, en avant ou en arrière.',
  }),
  'transaction-damaged': plainly('Ce qui restait du changement interrompu est endommagé', 'Son journal dans le profil n’est pas entier.', 'Regardez les fichiers avec git, puis retirez le dossier transaction du profil.'),
  'list-not-found': plainly('Cette liste ne compte plus', 'Une autre a été faite depuis.', 'Faites-la de nouveau.'),
  'marks-not-editable': plainly('Les valeurs à renouveler ne peuvent être marquées d’ici', 'Leur liste n’est pas en ordre, ou .coffre mène hors du dossier.', 'Corrigez .coffre/rotation.yaml à la main, puis réessayez.'),
  'nothing-unfinished': plainly('Aucun changement n’a été interrompu', 'Le dernier est allé à son terme.', 'Il n’y a rien à faire.'),
} satisfies Partial<Record<ErrorCode, Sentence>>;
