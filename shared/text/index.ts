// Door of the helpers on names. Never hand them a value.
export { compareNames, comparePaths } from './natural-sort.ts';
export { splitPath } from './split-path.ts';
export { nearest } from './nearest.ts';
