// Door of the room “safe-file”: whole reads, atomic writes. Must never see plaintext and never leave anything behind when it refuses.
export { createFile } from './create-file.ts';
export { writeOwnFile } from './own-file.ts';
export { readWhole, type ReadFile } from './read-whole.ts';
export { clearLeftOvers, replaceFile, type Replaced, type ReplaceOptions } from './replace-file.ts';
