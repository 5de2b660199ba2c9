// Refusals of the second factor, in French.
import { plainly, type ErrorCode, type Sentence } from '../error-code.ts';
import { formatOf } from '../intl.ts';

const f = formatOf('fr');

export const factorErrors = {
  'code-needed': plainly('Il faut un code de votre application d’authentification', 'Ce profil a un second facteur, et aucun code n’a été tapé, ou personne ne pouvait être interrogé ici.', 'Recommencez là où un code peut être tapé\u00a0: dans la fenêtre ou dans un terminal.'),
  'code-wrong': (facts) => {
    const used = facts.number('used') ?? 0;
    const allowed = facts.number('allowed') ?? 5;
    const waitMs = facts.number('waitMs') ?? 0;
    return {
      title: 'Ce code est faux',
      why: `${used === 0 ? '' : `${f.plural(used, { one: '# essai', other: '# essais' })} sur ${f.number(allowed)}, phrases secrètes fausses comprises\u00a0; après le dernier, il faut attendre. `}Les codes suivent l’heure\u00a0: le téléphone et cet ordinateur doivent s’accorder à une demi-minute près.`,
      next: waitMs > 0 ? `Attendez ${f.plural(Math.ceil(waitMs / 60_000), { one: '# minute', other: '# minutes' })}, ou utilisez la clé de secours, qui marche maintenant.` : 'Tapez le code que l’application montre maintenant, ou un code de secours de la feuille.',
    };
  },
  'code-used': plainly('Ce code a déjà servi', 'Chaque code ouvre une fois, et aucun plus ancien que le dernier. Si l’horloge de cet ordinateur a reculé, tous paraissent anciens.', 'Attendez le code suivant, une demi-minute au plus.'),
  'code-expired': plainly('Plus rien n’attend de code', 'La clé était bonne il y a trop longtemps, ou le profil a été verrouillé entre-temps.', 'Recommencez par la phrase secrète ou le trousseau.'),
  'code-unchecked': plainly('Le code n’a pas pu être vérifié', 'Le profil ne se lit ou ne s’écrit pas\u00a0: un disque est plein, ou une partie du profil est abîmée.', 'Verrouillez le profil et rouvrez-le pour voir ce qui est abîmé. Rien n’a été fait.'),
  'too-many-sessions': (facts) => ({ title: 'Le profil est ouvert à trop d’endroits', why: `Il peut être ouvert dans ${f.plural(facts.number('limit') ?? 3, { one: '# fenêtre ou agent', other: '# fenêtres et agents' })} à la fois.`, next: 'Verrouillez l’un d’eux ou terminez sa session\u00a0; il ne faut pas de phrase secrète.' }),
  'session-not-found': plainly('Cette session est déjà terminée', 'Sa fenêtre a été verrouillée ou fermée, ou le temps de son agent est écoulé.', 'Regardez à nouveau la liste.'),
  'factor-exists': plainly('Il y a déjà un second facteur', 'Un autre programme vient de l’installer.', 'Recommencez : un code de celui-ci, un code de secours ou la clé de secours permet à un autre téléphone de prendre sa place.'),
  'factor-required': plainly('La politique exige un second facteur', 'Elle dit mfa_required : tant qu’il n’y en a pas, un profil ouvert ne fait rien d’autre que l’installer, et on ne le retire pas.', 'Installez-en un dans les Réglages.'),
  'codes-gone': plainly('Les codes de secours ne sont plus à l’écran', 'Leur temps était écoulé, ou le profil a été verrouillé.', 'Faites-en de nouveaux.'),
  'factor-missing': plainly('Il n’y a pas de second facteur', 'Il a été retiré, ou sa mise en place a été interrompue par un verrouillage.', 'Mettez-le en place à nouveau.'),
  'recovery-key-needed': plainly('Il faut d’abord une clé de secours', 'C’est le retour si le téléphone est perdu\u00a0: elle ouvre le profil sans code.', 'Faites une clé de secours et imprimez-la. Tant qu’il y a un second facteur, elle reste.'),
} satisfies Partial<Record<ErrorCode, Sentence>>;
