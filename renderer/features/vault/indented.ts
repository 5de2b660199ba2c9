// JSON on lines of its own, for whoever edits a list or an object. Pure; it moves spaces alone, so that numbers and texts stay as they are written.

const tokens = /"(?:[^"\\]|\\.)*"|[{}[\],:]|[^\s{}[\],:"]+/g;
const opens: ReadonlySet<string> = new Set(['{', '[']);
const closes: ReadonlySet<string> = new Set(['}', ']']);

export function indented(json: string): string {
  let depth = 0;
  let text = '';
  let last = '';
  const line = (): void => { text += `\n${'  '.repeat(depth)}`; };
  for (const token of json.match(tokens) ?? []) {
    if (closes.has(token)) {
      depth -= 1;
      // WHY: what is empty stays on its line.
      if (!opens.has(last)) line();
    } else if (opens.has(last) || last === ',') line();
    else if (last === ':') text += ' ';
    text += token;
    if (opens.has(token)) depth += 1;
    last = token;
  }
  return text;
}
