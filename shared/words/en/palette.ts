// The palette: search everything, in English. Functions take names and counts, never a value.

export const palette = {};
