// Le second facteur dans la fenêtre, en français.
import type { Catalogue } from '../en.ts';
import { formatOf } from '../intl.ts';

const f = formatOf('fr');

export const factor: Catalogue['factor'] = {
  step: 'Seconde étape',
  stepText: { passphrase: 'Phrase secrète acceptée. Tapez le code de votre application d’authentification.', keychain: 'Le trousseau l’a ouvert. Tapez le code de votre application d’authentification.', other: 'Tapez le code de votre application d’authentification.' },
  digits: 'Six chiffres',
  changesIn: (seconds) => `Ce code change dans ${f.number(seconds)} s. Il garde le programme\u00a0; il n’ajoute aucun chiffrement.`,
  guards: 'Il garde le programme\u00a0; il n’ajoute aucun chiffrement.',
  toGo: (digits) => `Déverrouiller, encore ${f.plural(digits, { one: '# chiffre', other: '# chiffres' })}`,
  byPaper: 'Code de secours',
  byApp: 'Code de l’application',
  paperCode: 'Code de secours',
  paperHint: 'Dix caractères de la feuille. Chacun sert une fois\u00a0; tirets et majuscules ne comptent pas.',
  startAgain: 'Recommencer',

  title: 'Second facteur',
  hint: 'demandé au déverrouillage, et avant ce qui élargit l’accès',
  app: 'Application d’authentification',
  appOff: 'Un code de votre téléphone en plus de la phrase secrète. Il garde ce programme\u00a0; il n’ajoute aucun chiffrement.',
  appOn: (rfc3339) => `en place depuis le ${f.moment(rfc3339)}, garde ce programme, n’ajoute aucun chiffrement`,
  on: 'actif',
  setUp: 'Mettre en place…',
  remove: 'Retirer',
  removeTitle: 'Retirer le second facteur\u00a0?',
  removeText: 'Déverrouiller ne demande plus de code, ni ce qui élargit l’accès. Un dernier vous est demandé.',
  removed: 'Le second facteur est retiré',
  codes: 'Codes de secours',
  codesLeft: (codes) => `${f.plural(codes, { one: 'il en reste #', other: 'il en reste #' })}, chacun sert une fois à la place d’un code de l’application`,
  newCodes: 'En faire d’autres…',
  newCodesTitle: 'Faire d’autres codes de secours\u00a0?',
  newCodesText: 'Les anciens n’ouvrent plus rien ensuite. Jetez leur feuille.',
  codesGone: 'Coffre s’est verrouillé pendant qu’ils étaient affichés. Si vous les avez sur papier, ils valent.',
  needsKey: 'Ajoutez d’abord une clé de secours\u00a0: c’est le retour si le téléphone est perdu.',

  sessionsHint: (limit) => `le profil peut être ouvert dans ${f.plural(limit, { one: '# fenêtre ou agent', other: '# fenêtres et agents' })} à la fois`,
  kinds: { window: 'Fenêtre', agent: 'Agent de la ligne de commande', own: 'Cette fenêtre' },
  sessionFacts: (pid, rfc3339) => `processus ${String(pid)}, ouvert depuis le ${f.moment(rfc3339)}`,
  endIt: 'Terminer',
  ended: 'La session est terminée',

  setupTitle: 'Mettre une application en place',
  setupText: 'Visez ceci avec l’application, ou tapez-y le secret. Rien ne change avant qu’un de ses codes soit bon.',
  setupAnew: 'Coffre s’est verrouillé entre-temps, et ce secret en est un autre. Si l’application a pris le précédent, retirez-le-lui.',
  square: 'Carré pour l’appareil photo de l’application',
  typedSecret: 'Ou tapez ce secret',
  secretFacts: 'Selon l’heure, six chiffres, trente secondes, SHA-1',
  code: 'Code que l’application montre maintenant',
  confirm: 'Activer',
  turnedOn: 'Le second facteur est actif',

  codesTitle: 'Codes de secours',
  codesText: 'Pour un téléphone perdu. Ils ne sont montrés qu’une fois\u00a0: imprimez-les ou notez-les, et gardez-les loin de cet ordinateur.',
  codesList: 'Les codes de secours',
  print: 'Imprimer',
  done: 'Je les ai',
  making: 'Création des codes…',
};
