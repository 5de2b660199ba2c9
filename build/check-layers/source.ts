// Reads one source file into the facts that the rules need. A real parser, so that a string or a comment never passes for an import.
import { parseSync } from 'vite';

export interface ImportFact {
  readonly specifier: string;
  readonly line: number;
  /** True for `import type`, `export type … from` and `import('x').T`: gone when the program runs. */
  readonly typeOnly: boolean;
  /** True for `import(…)`: done while the program runs, when whoever asks is loaded already. */
  readonly late: boolean;
}
export interface CommentFact {
  readonly text: string;
  readonly line: number;
}
export interface SourceFacts {
  readonly imports: readonly ImportFact[];
  readonly comments: readonly CommentFact[];
  /** Lines where a wrapped secret is opened. */
  readonly exposures: readonly number[];
  /** Literal parts of the titles of tests and of their groups. */
  readonly titles: readonly string[];
  /** Lines that import or load something by a name that is not written out. */
  readonly unreadableImports: readonly number[];
  readonly lineCount: number;
  readonly startsWithComment: boolean;
  /** Set when the parser could not read the file. */
  readonly broken: string | undefined;
}

type Node = Readonly<Record<string, unknown>> & { readonly type: string; readonly start: number };

const isNode = (value: unknown): value is Node => typeof value === 'object' && value !== null && 'type' in value && typeof value.type === 'string' && 'start' in value;

function walk(node: Node, visit: (node: Node) => void): void {
  visit(node);
  for (const child of Object.values(node)) {
    if (Array.isArray(child)) {
      for (const one of child as readonly unknown[]) if (isNode(one)) walk(one, visit);
    } else if (isNode(child)) walk(child, visit);
  }
}

/** The text of a string literal or of a template; what is computed inside a template becomes `…`. */
function textOf(value: unknown): { readonly text: string; readonly whole: boolean } | undefined {
  if (!isNode(value)) return undefined;
  if (value.type === 'Literal' && typeof value['value'] === 'string') return { text: value['value'], whole: true };
  if (value.type === 'TSLiteralType') return textOf(value['literal']);
  if (value.type !== 'TemplateLiteral') return undefined;
  const parts = (value['quasis'] as readonly { readonly value: { readonly cooked: string } }[]).map((part) => part.value.cooked);
  return { text: parts.join('…'), whole: parts.length === 1 };
}

const nameOf = (node: unknown): string => (isNode(node) && typeof node['name'] === 'string' ? node['name'] : '');

/** `test` for `test(…)`, `test.skipIf(x)(…)` and `test.each(rows)(…)`. */
function rootName(callee: unknown): string {
  if (!isNode(callee)) return '';
  if (callee.type === 'MemberExpression') return rootName(callee['object']);
  if (callee.type === 'CallExpression' || callee.type === 'TaggedTemplateExpression') return rootName(callee['callee'] ?? callee['tag']);
  return nameOf(callee);
}

const opens = new Set(['expose', 'exposeBytes']);
const groups = new Set(['test', 'it', 'describe']);

/** True for `x.expose`, `x?.['expose']` and `const { expose } = x`. */
function isExposure(node: Node): boolean {
  if (node.type === 'MemberExpression') return opens.has(node['computed'] === true ? (textOf(node['property'])?.text ?? '') : nameOf(node['property']));
  if (node.type === 'ObjectPattern') return (node['properties'] as readonly Node[]).some((property) => opens.has(nameOf(property['key'])));
  return false;
}

/** What a node imports: `undefined` if nothing, else its specifier as far as it is written out. */
function importOf(node: Node): { readonly from: unknown; readonly typeOnly: boolean } | undefined {
  switch (node.type) {
    case 'ImportDeclaration': return { from: node['source'], typeOnly: node['importKind'] === 'type' };
    case 'ExportAllDeclaration': return { from: node['source'], typeOnly: node['exportKind'] === 'type' };
    case 'ExportNamedDeclaration': return node['source'] === null || node['source'] === undefined ? undefined : { from: node['source'], typeOnly: node['exportKind'] === 'type' };
    case 'ImportExpression': return { from: node['source'], typeOnly: false };
    case 'TSImportType': return { from: node['argument'] ?? node['source'], typeOnly: true };
    case 'CallExpression': {
      const callee = node['callee'];
      if (!isNode(callee) || callee.type !== 'Identifier' || nameOf(callee) !== 'require') return undefined;
      return { from: (node['arguments'] as readonly unknown[])[0], typeOnly: false };
    }
    default: return undefined;
  }
}

/** Parses one file. `name` decides between TypeScript and TSX. */
export function readSource(name: string, text: string): SourceFacts {
  const lineStarts = [0];
  for (let at = text.indexOf('\n'); at !== -1; at = text.indexOf('\n', at + 1)) lineStarts.push(at + 1);
  const lineAt = (offset: number): number => {
    const found = lineStarts.findLastIndex((start) => start <= offset);
    return found + 1;
  };
  const parsed = parseSync(name, text, { lang: name.endsWith('x') ? 'tsx' : 'ts', sourceType: 'module' });
  const imports: ImportFact[] = [];
  const exposures: number[] = [];
  const titles: string[] = [];
  const unreadableImports: number[] = [];
  if (isNode(parsed.program)) {
    walk(parsed.program, (node) => {
      const line = lineAt(node.start);
      const imported = importOf(node);
      if (imported !== undefined) {
        const specifier = textOf(imported.from);
        if (specifier?.whole === true) imports.push({ specifier: specifier.text, line, typeOnly: imported.typeOnly, late: node.type === 'ImportExpression' });
        else unreadableImports.push(line);
      }
      if (isExposure(node)) exposures.push(line);
      if (node.type === 'CallExpression' && groups.has(rootName(node['callee']))) {
        const title = textOf((node['arguments'] as readonly unknown[])[0]);
        if (title !== undefined) titles.push(title.text);
      }
    });
  }
  const lines = text.endsWith('\n') ? lineStarts.length - 1 : lineStarts.length;
  const body = text.startsWith('#!') ? text.slice(text.indexOf('\n') + 1) : text;
  return {
    imports, exposures, titles, unreadableImports,
    comments: parsed.comments.map((comment) => ({ text: comment.value, line: lineAt(comment.start) })),
    lineCount: lines,
    startsWithComment: /^\s*(?:\/\/|\/\*)/.test(body),
    broken: parsed.errors[0]?.message,
  };
}
