// Preferences and the list of shortcuts, in English. Functions take names and counts, never a value.

export const preferences = {};
