// What the core has to ask in the middle of a call that waits for the answer: the questions that are open, and the answer to one. A passphrase goes in and never comes out.
import * as v from 'valibot';
import { call } from './define.ts';
import { newValue, nothing } from './values.ts';

const questionRef = v.pipe(v.string(), v.regex(/^[A-Za-z0-9_-]{22}$/, 'question'));

/** `place`: what it opens, as it can be found again; for a code what it confirms, or ''; for one that a Vault wants (`vault-code`) the name of the connection, and so where that name is to be typed before it is changed (`vault-name`). `text`: what it is for, or what a plugin says. `again`: the last one was wrong. */
const question = v.strictObject({ question: questionRef, what: v.picklist(['identity-file', 'ssh-key', 'plugin', 'second-factor', 'vault-code', 'vault-name']), place: v.string(), text: v.string(), again: v.boolean() });
export type Question = v.InferOutput<typeof question>;

export const asking = {
  /** Those that wait, the oldest first, and what plugins said since somebody looked last, such as that a key waits to be touched. `asking.changed` tells when to look again. */
  listQuestions: call({ input: nothing, output: v.strictObject({ questions: v.pipe(v.array(question), v.maxLength(100)), told: v.pipe(v.array(v.strictObject({ place: v.string(), text: v.string() })), v.maxLength(100)) }), errors: [], exposes: 'metadata', roles: ['window'], duringSetup: true }),
  /** What was typed; '' declines. */
  answerQuestion: call({ input: v.strictObject({ question: questionRef, value: newValue }), output: nothing, errors: ['question-not-found'], exposes: 'nothing', roles: ['window'], audited: true, duringSetup: true }),
};
