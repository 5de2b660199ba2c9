// The real age with its helpers, built by Go: age, age-keygen and a plugin. As a script (`node test/servers/build-age.ts`) it builds what is missing.
import { buildTools, builtTools, type GoTools } from './build-go.ts';

export const ageVersion = '1.3.2';
const age: GoTools = { name: 'age', version: ageVersion, source: `filippo.io/age/cmd/...@v${ageVersion}`, programs: ['age', 'age-keygen', 'age-plugin-batchpass'], required: 'REQUIRE_AGE', takes: 'about a minute' };

/** The folder of the programs, if they were built already. */
export const builtAge = (): string | undefined => builtTools(age);

if (import.meta.main) console.log((await buildTools(age)) ?? 'nothing was built');
