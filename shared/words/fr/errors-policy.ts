// Refusals about the security policy, in French.
import { plainly, type ErrorCode, type Sentence } from '../error-code.ts';
import { formatOf } from '../intl.ts';

const f = formatOf('fr');

export const policyErrors = {
  'policy-not-editable': plainly('La politique ne peut pas être modifiée d’ici', 'Elle est écrite d’une façon que Coffre n’ose pas modifier, ou un commentaire serait perdu.', 'Modifiez-la à la main, puis regardez de nouveau.'),
  'policy-invalid': (facts) => ({
    title: 'Une politique ne peut pas dire cela',
    why: `${facts.text('field') ?? 'Un champ'} aurait une valeur qu’il ne prend pas, ou permettrait plus que Coffre ne le fait jamais.`,
    next: facts.number('line') === undefined ? 'Choisissez une autre valeur.' : `Regardez la ligne ${String(facts.number('line') ?? 0)}, ou choisissez une autre valeur.`,
  }),
  'policy-changed': plainly('La politique n’est plus la même', 'Quelqu’un a modifié le fichier depuis que vous l’avez regardé.', 'Regardez-la de nouveau.'),
  'policy-missing': plainly('Il n’y a pas de politique', 'Le projet n’en a pas, ou aucune n’a été acceptée.', 'Il n’y a rien à faire.'),
  'access-locked': (facts) => ({
    title: `Cet accès est verrouillé jusqu’à ${f.hour(facts.text('until') ?? '')}`,
    why: 'Il a été refusé trop souvent d’affilée, faute de clé ou de code, ou parce qu’une tâche n’y a pas droit. La politique dit combien de fois et combien de temps ; un redémarrage n’abrège rien.',
    next: `Attendez ${f.plural(Math.max(1, Math.ceil((facts.number('waitMs') ?? 60_000) / 60_000)), { one: '# minute', other: '# minutes' })}. Si c’était vous, déverrouillez le profil par la phrase secrète, un code ou la clé de secours : cela met fin à l’attente, sauf pour les tâches. Sinon, le journal d’audit dit qui a demandé.`,
  }),
} satisfies Partial<Record<ErrorCode, Sentence>>;
