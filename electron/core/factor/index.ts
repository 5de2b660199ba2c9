// Door of the room “factor”: the second factor of a profile, its enrolment and its recovery codes. Must never pass for absent because its record cannot be read.
export type { Records } from './record.ts';
export { createFactor, type FactorDeps, type FactorRoom } from './set-up.ts';
export { isEnrolled, takeCode } from './take-code.ts';
