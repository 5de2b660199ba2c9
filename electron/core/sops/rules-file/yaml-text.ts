// The text of a `.sops.yaml` as nodes with their places: its first document, which is all that sops reads. Bounded in time and memory whatever the file holds; the parser's own messages repeat the file and stay here.
import type { Alias, CST, Document, Node, ParsedNode } from 'yaml';
import { createBreath } from '../breath.ts';
import type { Place } from './model.ts';

/** Ten thousand recipients with their names are 80,000 lexemes; what has more than this is no file of rules. */
const maxLexemes = 120_000;
const maxDepth = 200;

export interface YamlText {
  readonly text: string;
  readonly document: Document.Parsed;
  /** What each alias stands for, by the order of the file. */
  readonly targets: ReadonlyMap<Alias, ParsedNode>;
  /** What has an anchor. */
  readonly anchored: readonly ParsedNode[];
  placeOf(offset: number): Place;
  /** Where a second document begins. */
  readonly second: Place | undefined;
}
/** Why there are no nodes. */
export interface NotRead extends Place {
  readonly code: 'too-much' | 'not-yaml' | 'unknown-anchor';
}

/** Finds line and column of an offset in a text. */
function placesIn(text: string): (offset: number) => Place {
  const starts = [0];
  for (let at = text.indexOf('\n'); at !== -1; at = text.indexOf('\n', at + 1)) starts.push(at + 1);
  return (offset) => {
    let [low, high] = [0, starts.length - 1];
    while (low < high) {
      const middle = Math.ceil((low + high) / 2);
      if ((starts[middle] ?? 0) <= offset) low = middle;
      else high = middle - 1;
    }
    return { line: low + 1, column: offset - (starts[low] ?? 0) + 1 };
  };
}

class Stop extends Error {
  readonly code: NotRead['code'];
  readonly offset: number;
  constructor(code: NotRead['code'], offset: number) {
    super(code);
    this.code = code;
    this.offset = offset;
  }
}

/** WHY before composing: that is recursive, and a thousand brackets would end it. */
function checkDepth(document: CST.Document): void {
  const open: { readonly token: CST.Token; readonly depth: number }[] = document.value === undefined ? [] : [{ token: document.value, depth: 1 }];
  for (let next = open.pop(); next !== undefined; next = open.pop()) {
    const { token, depth } = next;
    if (depth > maxDepth) throw new Stop('too-much', token.offset);
    if (!('items' in token)) continue;
    for (const { key, value } of token.items) {
      if (key !== undefined && key !== null) open.push({ token: key, depth: depth + 1 });
      if (value !== undefined) open.push({ token: value, depth: depth + 1 });
    }
  }
}

type Yaml = typeof import('yaml');

function compose({ Composer }: Yaml, tokens: readonly CST.Token[]): Document.Parsed | undefined {
  // WHY failsafe: types are told by the rules of Go's parser. WHY keys may repeat: the parser would compare each with each.
  const composer = new Composer({ logLevel: 'silent', schema: 'failsafe', uniqueKeys: false, keepSourceTokens: true });
  // WHY in its place: collecting half a million complaints costs seconds, and one is enough. sops would stop there too.
  let stop: Stop | undefined;
  Object.assign(composer, {
    onError(source: number | readonly number[] | { readonly offset: number }, _code: string, _message: string, warning?: boolean): void {
      if (warning === true) return;
      // WHY the first one: the composer catches what is thrown here and complains of that in turn.
      stop ??= new Stop('not-yaml', typeof source === 'number' ? source : 'offset' in source ? source.offset : (source[0] ?? 0));
      throw stop;
    },
  });
  for (const document of composer.compose(tokens, true, tokens.length)) return document as Document.Parsed;
  return undefined;
}

/** Aliases by their anchors: the last one of that name before it counts, as in Go. */
function resolve({ isAlias, isCollection, isNode, isPair }: Yaml, document: Document.Parsed): Pick<YamlText, 'targets' | 'anchored'> {
  const anchors = new Map<string, ParsedNode>();
  const anchored: ParsedNode[] = [];
  const targets = new Map<Alias, ParsedNode>();
  const open: unknown[] = [document.contents];
  for (let next = open.pop(); open.length > 0 || next !== undefined; next = open.pop()) {
    if (isPair(next)) {
      open.push(next.value, next.key);
      continue;
    }
    if (!isNode(next)) continue;
    if (isAlias(next)) {
      const target = anchors.get(next.source);
      if (target === undefined) throw new Stop('unknown-anchor', next.range?.[0] ?? 0);
      targets.set(next, target);
      continue;
    }
    const node = next as Node & { readonly anchor?: string };
    if (node.anchor !== undefined) {
      anchors.set(node.anchor, node as ParsedNode);
      anchored.push(node as ParsedNode);
    }
    if (isCollection(next)) open.push(...next.items.toReversed());
  }
  return { targets, anchored };
}

/** `most`: lexemes. Never throws for what a file may hold. */
export async function readYamlText(text: string, most = maxLexemes): Promise<YamlText | NotRead> {
  // WHY late: most folders have no rules.
  const yaml = await import('yaml');
  const placeOf = placesIn(text);
  const breath = createBreath();
  try {
    const parser = new yaml.Parser();
    const tokens: CST.Token[] = [];
    let lexemes = 0;
    let at = 0;
    for (const lexeme of new yaml.Lexer().lex(text)) {
      tokens.push(...parser.next(lexeme));
      lexemes += 1;
      at += lexeme.length;
      if (lexemes > most) throw new Stop('too-much', Math.min(at, text.length));
      if (lexemes % 64 === 0) await breath();
    }
    tokens.push(...parser.end());
    const documents = tokens.filter((token): token is CST.Document => token.type === 'document');
    const [first, second] = documents;
    if (first !== undefined) checkDepth(first);
    const end = second === undefined ? tokens.length : tokens.indexOf(second);
    const document = compose(yaml, tokens.slice(0, end));
    await breath();
    if (document === undefined) return { code: 'not-yaml', ...placeOf(0) };
    return { text, document, ...resolve(yaml, document), placeOf, second: second === undefined ? undefined : placeOf(second.offset) };
  } catch (error) {
    if (error instanceof Stop) return { code: error.code, ...placeOf(error.offset) };
    // The parser's messages repeat the file: they stay here.
    return { code: 'not-yaml', line: 1, column: 1 };
  }
}
