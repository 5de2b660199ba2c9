// The review before saving, in English. Functions take names and counts, never a value.

export const review = {};
