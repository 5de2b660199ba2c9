// Folders opened before, in English. Functions take names and counts, never a value.

export const recent = {};
