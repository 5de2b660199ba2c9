// Refusals about the security policy, in English.
import { plainly, type ErrorCode, type Sentence } from '../error-code.ts';

export const policyErrors = {
  'policy-not-editable': plainly('The policy cannot be changed from here', 'It is written in a way that Coffre does not dare to change, or a comment would be lost.', 'Change it by hand, then look here again.'),
  'policy-invalid': (facts) => ({
    title: 'A policy may not say this',
    why: `${facts.text('field') ?? 'A field'} would have a value that it does not take, or allow more than Coffre ever does.`,
    next: facts.number('line') === undefined ? 'Choose another value.' : `Look at line ${String(facts.number('line') ?? 0)}, or choose another value.`,
  }),
  'policy-changed': plainly('The policy is another one now', 'Somebody changed the file since you looked at it.', 'Look at it again.'),
  'policy-missing': plainly('There is no policy', 'The project has none, or none was accepted.', 'Nothing needs to be done.'),
} satisfies Partial<Record<ErrorCode, Sentence>>;
