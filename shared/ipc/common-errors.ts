// Refusals that any call may meet at the gate, before or after its handler.
export const commonErrors = ['not-allowed', 'unknown-call', 'bad-input', 'locked', 'factor-required', 'job-not-allowed', 'access-locked', 'not-focused', 'slow-down', 'audit-unavailable', 'internal'] as const;
export type CommonError = (typeof commonErrors)[number];
