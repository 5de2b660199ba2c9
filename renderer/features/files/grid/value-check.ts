// Whether a typed value is well-formed JSON or PEM, and where it stops being so. Answers places, never a piece of the value.

export interface Place {
  readonly line: number;
  readonly column: number;
}
export type PemProblem = 'no-begin' | 'no-end' | 'other-label' | 'not-base64' | 'empty';
export type Checked =
  | { readonly kind: 'json'; readonly wrongAt: Place | undefined }
  | { readonly kind: 'pem'; readonly blocks: number; readonly wrong: { readonly code: PemProblem; readonly line: number } | undefined };

/** Line and column of `offset`, both from 1; a column counts characters as a reader sees them, tabs as one. */
export function placeOf(text: string, offset: number): Place {
  const before = text.slice(0, offset);
  const start = before.lastIndexOf('\n') + 1;
  return { line: before.split('\n').length, column: [...before.slice(start)].length + 1 };
}

const blank = /[\u0020\t\n\r]*/y;
const text = /"(?:[^"\\\u0000-\u001f]|\\(?:["\\/bfnrt]|u[0-9a-fA-F]{4}))*"/y;
const atom = /(?:-?(?:0|[1-9]\d*)(?:\.\d+)?(?:[eE][+-]?\d+)?|true|false|null)(?![\w.+-])/y;

/** The offset at which `source` stops being JSON; -1 if it is JSON. WHY not the engine's parser: its messages quote the text. */
export function jsonBreaksAt(source: string): number {
  let at = 0;
  /** What each open bracket is, and what may stand here now. */
  const open: ('{' | '[')[] = [];
  let wants: 'value' | 'value-or-end' | 'name' | 'name-or-end' | 'colon' | 'next' = 'value';
  const take = (pattern: RegExp): boolean => {
    pattern.lastIndex = at;
    if (!pattern.test(source)) return false;
    at = pattern.lastIndex;
    return true;
  };
  for (;;) {
    take(blank);
    const here = source[at];
    if (wants === 'next' && open.length === 0) return here === undefined ? -1 : at;
    if (here === undefined) return at;
    const closes = (here === '}' && open.at(-1) === '{' && (wants === 'next' || wants === 'name-or-end')) || (here === ']' && open.at(-1) === '[' && (wants === 'next' || wants === 'value-or-end'));
    if (closes) {
      open.pop();
      at += 1;
      wants = 'next';
    } else if (wants === 'next') {
      if (here !== ',') return at;
      at += 1;
      wants = open.at(-1) === '{' ? 'name' : 'value';
    } else if (wants === 'colon') {
      if (here !== ':') return at;
      at += 1;
      wants = 'value';
    } else if (wants === 'name' || wants === 'name-or-end') {
      if (!take(text)) return at;
      wants = 'colon';
    } else if (here === '{' || here === '[') {
      open.push(here);
      at += 1;
      wants = here === '{' ? 'name-or-end' : 'value-or-end';
    } else {
      if (!take(text) && !take(atom)) return at;
      wants = 'next';
    }
  }
}

/** Blocks between BEGIN and END lines (RFC 7468, with the headers of RFC 1421); text around them is allowed. */
export function checkPem(source: string): Extract<Checked, { kind: 'pem' }> {
  const lines = source.split('\n').map((line) => line.trimEnd());
  const wrong = (code: PemProblem, index: number, blocks: number) => ({ kind: 'pem', blocks, wrong: { code, line: index + 1 } }) as const;
  let blocks = 0;
  let began: { readonly label: string; readonly index: number } | undefined;
  let body = '';
  for (const [index, line] of lines.entries()) {
    const [, edge, label = ''] = /^-----(BEGIN|END) ([^-]*(?:-[^-]+)*)-----$/.exec(line) ?? [];
    if (edge === 'BEGIN') {
      if (began !== undefined) return wrong('no-end', began.index, blocks);
      began = { label, index };
      body = '';
    } else if (edge === 'END') {
      if (began === undefined) return wrong('no-begin', index, blocks);
      if (began.label !== label) return wrong('other-label', index, blocks);
      if (body === '') return wrong('empty', began.index, blocks);
      if (body.replace(/=.*$/, '').length % 4 === 1 || !/^[^=]*={0,2}$/.test(body)) return wrong('not-base64', index - 1, blocks);
      blocks += 1;
      began = undefined;
    } else if (began !== undefined && line !== '' && !/^[A-Za-z-]+: /.test(line)) {
      if (!/^[A-Za-z0-9+/]+={0,2}$/.test(line)) return wrong('not-base64', index, blocks);
      body += line;
    }
  }
  if (began !== undefined) return wrong('no-end', began.index, blocks);
  return blocks === 0 ? wrong('no-begin', 0, 0) : { kind: 'pem', blocks, wrong: undefined };
}

/** What can be said of a typed value; undefined if it is neither JSON nor PEM and need not be. `kind` is what the core took the present value for. */
export function checkValue(typed: string, kind: string): Checked | undefined {
  const start = typed.trimStart();
  if (start === '') return undefined;
  if (start.startsWith('-----') || kind === 'pem') return checkPem(typed);
  if (!/^[{[]/.test(start) && kind !== 'json') return undefined;
  const offset = jsonBreaksAt(typed);
  return { kind: 'json', wrongAt: offset === -1 ? undefined : placeOf(typed, offset) };
}
