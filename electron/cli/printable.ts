// Text from files on its way to a terminal or into JSON. Names and comments come from files that somebody else may have written.

// C0 and C1 controls, DEL, and the marks that turn the direction of text.
const control = /[\u0000-\u001f\u007f-\u009f\u061c\u200e\u200f\u2028-\u202e\u2066-\u2069\ufeff]/g;
const escapeOne = (character: string): string => `\\u${character.charCodeAt(0).toString(16).padStart(4, '0')}`;

// SECURITY(terminal-escapes): what a file says must not move the cursor, colour, retitle or type into the terminal that shows it.
/** One line in which nothing steers the terminal. */
export const printable = (text: string): string => text.replaceAll(control, escapeOne);

/** The same for a value or a file: line feeds and tabs stay. */
export const printableLines = (text: string): string => text.replaceAll(control, (character) => (character === '\n' || character === '\t' ? character : escapeOne(character)));

/** JSON without line feeds, harmless on a terminal; it means the same. */
export const escapedJson = (json: string): string => json.replaceAll(control, escapeOne);

/** JSON on one line that stays plain text on a terminal; it means the same. */
export const jsonLine = (value: unknown): string => `${escapedJson(JSON.stringify(value))}\n`;
