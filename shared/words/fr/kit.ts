// Samples for the page that shows every part in every state, in French. Never seen in the product.
import type { kit as english } from '../en/kit.ts';

export const kit: typeof english = {
  title: 'Trousse de pièces',
  text: 'Chaque pièce, dans chaque état',
  look: { language: 'Langue', theme: 'Thème', density: 'Densité', themes: { system: 'Système', light: 'Clair', dark: 'Sombre' }, densities: { comfortable: 'Confortable', compact: 'Compacte' } },
  chips: { title: 'Pastilles d’état', encrypted: 'chiffré', clear: 'en clair', tampered: 'altéré', noKey: 'sans clé', pending: '5 en attente', running: 'en cours', verified: 'vérifié', weak: 'faible, moins de 12', down: 'hors service', means: 'Moins de douze caractères.' },
  buttons: {
    title: 'Boutons', save: 'Relire et enregistrer', verify: 'Vérifier de nouveau', add: 'Ajouter une clé', destroy: 'Détruire la version 3', rollBack: 'Revenir en arrière', busy: 'Enregistrement', off: 'Non permis', offBecause: 'La règle checkout-dev ne le permet pas',
    text: 'Annuler', copy: 'Copier', copyOff: 'Rien à copier\u00a0: le fichier ne s’ouvre pas', undo: 'Annuler la dernière modification', more: 'Plus sur .env.production',
  },
  tips: { title: 'Infobulles', cut: 'un-nom-très-long-qui-ne-tient-pas-dans-la-place-qui-lui-est-laissée.env.production', why: 'désaccordé', whyText: 'Les destinataires diffèrent de la règle 1 de .sops.yaml.' },
  menu: { title: 'Menus', rename: 'Renommer', duplicate: 'Dupliquer', up: 'Monter', reorder: 'La liste est filtrée', remove: 'Supprimer', context: 'Clic droit ici' },
  secret: { title: 'Champ secret', hidden: 'valeur masquée', reveal: 'Afficher', hide: 'Masquer', copy: 'Copier', edit: 'Modifier', clock: '7 s', copied: 'copié, effacé dans 28 s', done: 'Copié' },
  fields: {
    title: 'Champs', name: 'Nouvelle clé', hint: 'Majuscules, chiffres et _', error: 'Un nom ne commence pas par un chiffre. _2FAST convient.', off: 'Nom', length: 'Longueur', less: 'Un de moins', more: 'Un de plus', lengthHint: 'Entre 8 et 128',
    kind: 'Genre', kinds: { text: 'texte', token: 'jeton', pem: 'PEM' }, kindHint: 'Décide de la présentation', locked: 'Point de montage',
  },
  choices: {
    title: 'Choix', mode: 'Vue', grid: 'Grille', asText: 'Texte', all: 'Toutes les clés', some: 'Quelques clés', one: 'DATABASE_URL', off: 'Ce choix n’est pas le vôtre', hint: 'Demande un profil', protect: 'Cacher la fenêtre aux enregistrements d’écran', protectOff: 'Verrouiller à la mise en veille', protectHint: 'Fixé par la règle',
    tabs: 'Parties de ce secret', fields: 'Champs', versions: 'Versions', metadata: 'Métadonnées', panel: (name: string) => `Ici se trouvent les ${name.toLowerCase()}.`,
  },
  waiting: { title: 'Travail en cours', some: '31 fichiers sur 48 rechiffrés, encore 20 s', name: 'Rechiffrement', unknown: 'Parcours des dossiers', cancel: 'Annuler', skeleton: 'Lecture du dossier' },
  banners: {
    title: 'Bandeaux', warning: 'Mis de côté', warningText: 'Vos modifications sont gardées, car le fichier a changé sur le disque.', verified: 'Vérifié', verifiedText: 'Relu après l’écriture\u00a0: les 26 clés s’ouvrent.', down: 'Vault est hors service depuis 10:42', downText: 'L’environnement répond\u00a0; les valeurs ont 3 jours.',
    note: 'Lecture seule', noteText: 'Vous n’avez pas de clé pour ce fichier.', act: 'Regarder',
  },
  messages: {
    title: 'Vide et erreur', empty: 'Aucun fichier secret dans ce dossier', emptyText: 'Coffre a regardé 1\u202f204 fichiers et n’en a trouvé aucun qui soit chiffré ou nommé comme .env.', create: 'Nouveau fichier chiffré', other: 'Regarder dans un autre dossier',
    error: 'tfvars.enc.json a été modifié hors de sops', why: 'Sa valeur de contrôle ne correspond pas. D’habitude, une fusion a mêlé deux versions, ou quelqu’un a modifié le texte chiffré à la main.', next: 'Vos 2 brouillons sont saufs. Comparez avec la dernière bonne version dans git, ou ouvrez-le en lecture seule.', compare: 'Comparer avec git', readOnly: 'Ouvrir en lecture seule',
  },
  tree: { title: 'Arbre', name: 'Fichiers d’exemple', clear: 'en clair', tampered: 'altéré', noKey: 'sans clé', pending: '5 en attente' },
  dialogs: {
    title: 'Dialogues', small: 'Petit', medium: 'Moyen', large: 'Grand', ask: 'Question', typed: 'Taper le nom', head: 'Relire 5 modifications', about: 'apps/api/.env.production · git montrera 5 lignes modifiées', aside: '2 avertissements', body: 'Ce qu’un dialogue demande se trouve ici.', back: 'Revenir à l’édition', go: 'Enregistrer 5 modifications', close: 'Fermer',
    question: 'Abandonner 2 modifications\u00a0?', questionText: 'Elles n’existent nulle part ailleurs.', yes: 'Abandonner', no: 'Les garder',
    destroy: 'Détruire la version 3\u00a0?', destroyText: 'Ses valeurs sont effacées sur le serveur. Aucune copie n’est gardée et personne ne peut les ramener.', typeIt: (name: string) => `Tapez ${name} pour continuer`, keep: 'La garder', destroyYes: 'Détruire la version 3', why: 'Le nom n’est pas encore tapé',
  },
  toasts: { title: 'Dans le coin', done: 'En montrer un', act: 'En montrer un avec un retour', refused: 'Montrer un refus', saved: '5 modifications enregistrées dans .env.production', undo: 'Annuler', failed: 'Le disque est plein', again: 'Annulé' },
};
