// States, kinds, notes and abilities in French.
import type { Catalogue } from '../en.ts';

export const states: Catalogue['states'] = {
  file: {
    encrypted: { said: 'chiffré', means: 'Chiffré avec sops.' },
    'clear-text': { said: 'en clair', means: 'Des valeurs se trouvent en clair dans ce fichier\u00a0: qui lit le fichier les lit.' },
    damaged: { said: 'abîmé', means: 'Ressemble à un fichier chiffré, mais une partie manque ou est mêlée.' },
    unreadable: { said: 'illisible', means: 'Vous n’avez pas le droit de lire ce fichier.' },
    rules: { said: 'règles', means: 'Dit quels fichiers sont chiffrés, et pour qui.' },
  },
  verdict: {
    'no-key': { said: 'sans clé', means: 'Chiffré, mais aucune identité de cet ordinateur ne l’ouvre.' },
    tampered: { said: 'altéré', means: 'Son contenu ne correspond pas à son sceau.' },
    'recipients-differ': { said: 'destinataires différents', means: 'Chiffré pour d’autres que ceux que nomme sa règle dans .sops.yaml.' },
  },
  noRule: { said: 'aucune règle', means: 'Aucune des règles de création à portée ne vise ce fichier\u00a0: sops ne pourrait pas le chiffrer de nouveau.' },
  kind: { empty: 'vide', text: 'texte', number: 'nombre', boolean: 'booléen', url: 'URL', token: 'jeton', password: 'mot de passe', pem: 'PEM', json: 'JSON' },
  change: { none: '', added: 'ajouté', changed: 'modifié', renamed: 'renommé', removed: 'supprimé' },
  note: {
    'plain-comments': { said: 'commentaires en clair', means: 'Les commentaires de ce fichier ne sont pas chiffrés, et son sceau ne les garantit pas.' },
    'name-needs-input-type': { said: 'format caché par le nom', means: 'D’après ce nom, sops suppose un autre format\u00a0: à la ligne de commande, ajoutez --input-type dotenv.' },
    'carriage-returns': { said: 'fins de ligne Windows', means: 'Les lignes finissent par un retour chariot, que sops prend pour une partie de la valeur.' },
    'byte-order-mark': { said: 'indicateur d’ordre des octets', means: 'Le fichier commence par un indicateur d’ordre des octets, que d’autres lecteurs prennent pour une partie du premier nom.' },
    'list-comments': { said: 'commentaires dans des listes', means: 'Des commentaires se trouvent entre les éléments d’une liste : sops 3.13.2 signale à tort un sceau faux ; les autres versions lisent ce fichier.' },
    'timestamps': { said: 'des dates', means: 'Une valeur est une date : sops avant 3.10 ne peut pas ouvrir le fichier.' },
    'big-integers': { said: 'grands nombres', means: 'Un nombre lisible dépasse 9 007 199 254 740 992 : sops jusqu’à 3.13.1 et les suivants le scellent autrement, et chacun refuse le fichier de l’autre.' },
    'duplicate-sections': { said: 'sections du même nom', means: 'Deux sections ont le même nom : sops avant 3.10 les fusionne, puis trouve le sceau faux.' },
    'comment-markers': { said: 'marques de commentaire', means: 'Des commentaires commencent par # : sops les réécrit avec ; quand il enregistre le fichier.' },
    'metadata-differs': { said: 'documents assemblés', means: 'Ses documents ont été chiffrés chacun pour soi, puis assemblés : sops ne lit que les clés du premier.' },
    'legacy-mac': { said: 'sceau ancien', means: 'Un grand nombre a été scellé à la façon de sops jusqu’à 3.13.1. L’enregistrer ici le scelle à la nouvelle façon.' },
    'newer-than-3-8': { said: 'demande sops 3.9', means: 'Il utilise des règles ou des groupes de clés que sops 3.8 ne lit pas.' },
    'post-quantum-mixed': { said: 'pas entièrement post-quantique', means: 'Un destinataire est post-quantique, un autre non : le plus faible décide.' },
  },
  ability: {
    '': '',
    'no-program': 'Aucun programme n’est installé pour cela.',
    'no-display': 'Il n’y a pas d’écran.',
    'not-here': 'Cela ne fonctionne pas ici.',
  },
  place: { usable: 'ouvre des fichiers', locked: 'verrouillé', absent: 'non défini', unusable: 'inutilisable', 'not-supported': 'non pris en charge' },
  fit: { opens: 'l’ouvre', no: 'ne l’ouvre pas', perhaps: 'l’ouvre peut-être, une fois sollicité', '': '' },
};
