// Two versions of one file, in English. Functions take names and counts, never a value.

export const conflict = {};
