// Text mode, in English. Functions take names and counts, never a value.

export const text = {};
