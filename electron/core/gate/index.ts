// Door of the gate: the router and what it is built from.
export { createRouter, type Gate, type Router } from './router.ts';
export { createRevealPolicy, type RevealPolicy } from './reveal-policy.ts';
export { reportIncident } from './incident.ts';
export { programFacts, type AuditLog, type GateFacts } from './recorder.ts';
