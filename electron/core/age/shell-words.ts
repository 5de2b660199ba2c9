// Splits a command line into words as sops does for SOPS_AGE_KEY_CMD: quotes and backslashes, no expansion, and never a shell.

/** Undefined if a quote is not closed or nothing is left. */
export function shellWords(line: string): readonly string[] | undefined {
  const words: string[] = [];
  let word: string | undefined;
  let quote = '';
  for (let at = 0; at < line.length; at += 1) {
    const c = line[at] ?? '';
    if (quote === "'") {
      if (c === "'") quote = '';
      else word = (word ?? '') + c;
    } else if (c === '\\' && (quote === '' || '"\\$`\n'.includes(line[at + 1] ?? 'x'))) {
      at += 1;
      if (at >= line.length) return undefined;
      word = (word ?? '') + (line[at] ?? '');
    } else if (quote === '"') {
      if (c === '"') quote = '';
      else word = (word ?? '') + c;
    } else if (c === '"' || c === "'") {
      quote = c;
      word ??= '';
    } else if (/\s/.test(c)) {
      if (word !== undefined) words.push(word);
      word = undefined;
    } else word = (word ?? '') + c;
  }
  if (quote !== '') return undefined;
  if (word !== undefined) words.push(word);
  return words.length === 0 ? undefined : words;
}
