// The classes of characters that YAML's grammar is written in, by code unit.

export const isBlank = (c: number): boolean => c === 32 || c === 9;
/** NEL and the two Unicode separators break lines too in the YAML that sops reads. */
export const isBreak = (c: number): boolean => c === 10 || c === 13 || c === 0x85 || c === 0x2028 || c === 0x2029;
/** NUL stands for the end of the text, and so does what lies behind it: no loop may run on there. */
export const isEnd = (c: number): boolean => !(c > 0) || isBreak(c);
export const isSpace = (c: number): boolean => c === 32 || c === 9 || isEnd(c);
