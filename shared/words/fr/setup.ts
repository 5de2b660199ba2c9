// Préparer un profil et sa clé de secours, en français.
import type { Catalogue } from '../en.ts';
import { formatOf } from '../intl.ts';

const f = formatOf('fr');

export const setup: Catalogue['setup'] = {
  title: 'Préparer un profil, maintenant ou plus tard',
  text: 'Un profil retient les identités et les changements non enregistrés, scellés sur le disque, et se verrouille seul. Choisissez ce qui l’ouvre\u00a0; un seul moyen suffit, deux sont plus sûrs.',
  offer: 'Préparer un profil',
  offerText: 'Un profil garde scellés les identités et les changements non enregistrés, et se verrouille seul.',
  keychain: 'Trousseau du système',
  suggested: 'conseillé',
  keychainLooking: 'On en cherche un…',
  keychainHint: (backend, locked) => `S’ouvre avec votre session. ${backend === '' ? 'Il' : backend} est là${locked ? ', et demandera son propre mot de passe' : ' et déverrouillé'}.`,
  keychainOff: { missing: 'Aucun ne répond dans cette session.', 'insecure-backend': 'Celui qui répond n’a pas de mot de passe\u00a0: il garderait la clé en clair.', slow: 'Il ne répond pas à temps.' },
  passphrase: 'Phrase secrète',
  passphraseHint: 'Vous la tapez après chaque verrouillage. Lente à deviner, exprès.',
  recovery: 'Clé de secours',
  recoveryHint: 'Affichée une fois, 13 groupes de 4, à imprimer. Gardez-la loin de cet ordinateur.',
  chooseOne: 'Choisissez le trousseau, une phrase secrète, ou les deux.',
  typeOne: 'Tapez d’abord une phrase secrète.',
  create: 'Créer le profil',
  making: 'Création…',
  made: 'Le profil est là',
  without: 'Sans profil, les fichiers s’ouvrent et s’enregistrent quand même\u00a0; rien n’est retenu. Une sauvegarde se restaure en ligne de commande\u00a0: coffre profile restore.',

  keyTitle: 'Votre clé de secours',
  keyText: 'Elle ouvre le profil quand tout le reste est perdu. Elle n’est affichée que cette fois.',
  sheetTitle: 'Coffre\u00a0: clé de secours d’un profil',
  sheetText: (rfc3339) => `Créée le ${f.moment(rfc3339)}. Elle ouvre le profil quand la phrase secrète et le trousseau sont perdus\u00a0: sur l’écran de verrouillage, choisissez Clé de secours.`,
  keepAway: 'Imprimez-la ou notez-la, et gardez-la loin de cet ordinateur. Qui l’a, avec le disque, peut tout ouvrir.',
  print: 'Imprimer la feuille',
  notNow: 'Fermer sans l’essayer',
  typeBack: 'Je l’ai, essayons',
  backTitle: 'Retapez quelques groupes',
  backText: 'D’après la feuille. Ainsi une erreur se voit tant qu’elle peut se corriger.',
  group: (number) => `Groupe ${f.number(number)}`,
  groupWrong: 'Ce n’est pas ce que la feuille devrait dire.',
  showAgain: 'Afficher à nouveau la clé',
  check: 'Vérifier',
  rehearsed: 'La clé de secours marche\u00a0; la date est retenue',
};
