// The grid of keys: marks, groups, generating, moving, in English. Functions take names and counts, never a value.

export const grid = {};
