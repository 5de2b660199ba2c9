// Marks for the white space of a typed value, to be drawn over the field: of everything else it keeps the width alone, so that the value is in no other place.

/** Columns from one tab stop to the next; the same in styles/grid.css. */
const tabStop = 4;

/** A text of the same shape: a dot for each space, an arrow for each tab, a sign for line ends and odd spaces, nothing for the rest. */
export function whiteSpaceMarks(typed: string): string {
  let marks = '';
  let column = 0;
  for (const character of typed) {
    if (character === '\n') {
      marks += '¬\n';
      column = 0;
    } else if (character === '\t') {
      const width = tabStop - (column % tabStop);
      marks += `→${' '.repeat(width - 1)}`;
      column += width;
    } else {
      marks += character === ' ' ? '·' : character === '\r' ? '␍' : /\s|[\u200b-\u200f\u2060\ufeff]/.test(character) ? '°' : ' ';
      column += 1;
    }
  }
  return marks;
}
