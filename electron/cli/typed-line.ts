// The keys of a person who types or pastes a value that is not shown, as a state machine without a terminal. Must never echo.

export type Typed = { readonly state: 'more' } | { readonly state: 'done'; readonly value: string } | { readonly state: 'cancelled' } | { readonly state: 'empty' } | { readonly state: 'surplus' };

export interface TypedLine {
  /** Takes what the terminal sent; `surplus` if something follows the line's end that nobody asked for. */
  take(keys: string): Typed;
}

const pasteBegins = '\u001b[200~';
const pasteEnds = '\u001b[201~';
const escapeSequence = /^\u001b(?:\[[0-?]*[ -/]*[@-~]|O.|.)?/;
/** A sequence whose end has not arrived yet. */
const unfinished = /^\u001b\[[0-?]*[ -/]*$/;
const more: Typed = { state: 'more' };

/** How much of the end of `text` may be the beginning of the mark that ends a paste. */
function beginningOfMark(text: string): number {
  for (let length = pasteEnds.length - 1; length > 0; length -= 1) if (text.endsWith(pasteEnds.slice(0, length))) return length;
  return 0;
}

/** Enter ends the line, but not within a bracketed paste: a PEM block may be pasted whole. */
export function createTypedLine(): TypedLine {
  let value = '';
  let pasting = false;
  let pasted = '';
  /** Came at the end of a piece and makes sense only with the next one. */
  let held = '';

  function end(rest: string): Typed {
    if (rest !== '' && rest !== '\n') return { state: 'surplus' };
    // WHY one line end less: what is pasted usually carries one, as a piped value does.
    const text = value.endsWith('\n') ? value.slice(0, -1) : value;
    return text === '' ? { state: 'empty' } : { state: 'done', value: text };
  }

  return {
    take(keys) {
      let rest = held + keys;
      held = '';
      while (rest !== '') {
        if (pasting) {
          const stop = rest.indexOf(pasteEnds);
          if (stop === -1) held = rest.slice(rest.length - beginningOfMark(rest));
          pasted += stop === -1 ? rest.slice(0, rest.length - held.length) : rest.slice(0, stop);
          pasting = stop === -1;
          if (!pasting) {
            // WHY: terminals send pasted line ends as carriage returns.
            value += pasted.replaceAll(/\r\n?/g, '\n');
            pasted = '';
          }
          rest = stop === -1 ? '' : rest.slice(stop + pasteEnds.length);
          continue;
        }
        if (rest.startsWith(pasteBegins)) {
          pasting = true;
          rest = rest.slice(pasteBegins.length);
          continue;
        }
        if (unfinished.test(rest)) {
          held = rest;
          break;
        }
        if (rest.startsWith('\u001b')) {
          rest = rest.slice(escapeSequence.exec(rest)?.[0].length ?? 1);
          continue;
        }
        const key = String.fromCodePoint(rest.codePointAt(0) ?? 0);
        rest = rest.slice(key.length);
        if (key === '\r' || key === '\n') return end(rest);
        if (key === '\u0003' || (key === '\u0004' && value === '')) return { state: 'cancelled' };
        if (key === '\u0004') return end(rest);
        if (key === '\u0015') value = '';
        else if (key === '\u007f' || key === '\b') value = [...value].slice(0, -1).join('');
        else if (key >= ' ' || key === '\t') value += key;
      }
      return more;
    },
  };
}
