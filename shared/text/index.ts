// Door of the helpers on names, and of what the build tells the page. Never hand them a value.
export { asCrockford, crockfordAlphabet } from './crockford.ts';
export { bareKey } from './bare-key.ts';
export { compareNames, comparePaths } from './natural-sort.ts';
export { splitPath } from './split-path.ts';
export { findPath, pathsOf, readPath, spellPath, type PathColumns, type Step } from './entry-path.ts';
export { nearest } from './nearest.ts';
export { shortKey } from './short-key.ts';
export type { Licence } from './licence.ts';
