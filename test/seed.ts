// Runs before every test file: in CI property tests use one seed, so that a failure is about the change and not about luck. Elsewhere the seed is new each time, and printed on failure.
import fc from 'fast-check';

const seed = process.env['COFFRE_SEED'] ?? (process.env['CI'] === undefined ? undefined : '20261123');
if (seed !== undefined) fc.configureGlobal({ seed: Number(seed) });
