// Refusals about the security policy, in English.
import { plainly, type ErrorCode, type Sentence } from '../error-code.ts';
import { formatOf } from '../intl.ts';

const f = formatOf('en');

export const policyErrors = {
  'policy-not-editable': plainly('The policy cannot be changed from here', 'It is written in a way that Coffre does not dare to change, or a comment would be lost.', 'Change it by hand, then look here again.'),
  'policy-invalid': (facts) => ({
    title: 'A policy may not say this',
    why: `${facts.text('field') ?? 'A field'} would have a value that it does not take, or allow more than Coffre ever does.`,
    next: facts.number('line') === undefined ? 'Choose another value.' : `Look at line ${String(facts.number('line') ?? 0)}, or choose another value.`,
  }),
  'policy-changed': plainly('The policy is another one now', 'Somebody changed the file since you looked at it.', 'Look at it again.'),
  'policy-missing': plainly('There is no policy', 'The project has none, or none was accepted.', 'Nothing needs to be done.'),
  'access-locked': (facts) => ({
    title: `This access is locked until ${f.hour(facts.text('until') ?? '')}`,
    why: 'It was refused too often in a row for want of a key or of a code, or because a job may not. The policy says how often and for how long; a restart does not shorten it.',
    next: `Wait ${f.plural(Math.max(1, Math.ceil((facts.number('waitMs') ?? 60_000) / 60_000)), { one: '# minute', other: '# minutes' })}. If it was you, unlock the profile with the passphrase, a code or the recovery key: that ends the wait, but for jobs. If not, the audit log says who asked.`,
  }),
} satisfies Partial<Record<ErrorCode, Sentence>>;
