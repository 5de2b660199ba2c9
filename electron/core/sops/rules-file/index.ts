// Door of the rules file: what a `.sops.yaml` says about which files are encrypted. Reads one small file; must never fail because it is damaged, and runs nothing.
import { dirname, join, relative } from 'node:path';
import * as v from 'valibot';
import type { CST } from 'yaml';
import { readWhole } from '../../safe-file/index.ts';
import { createBreath } from '../breath.ts';

/** What one `.sops.yaml` says. */
export interface RulesFile {
  /** The folder in which it lies. */
  readonly folder: string;
  /** How many creation rules it has; 0 if it cannot be read as rules. */
  readonly rules: number;
  /** True if a creation rule is meant for the file at this way from `folder`, written as this platform does, or if that cannot be told. */
  matches(relativePath: string): boolean;
}

/** Rules of hundreds of folders fit. */
const maxBytes = 128 * 1024;
/** How far sops looks upwards. */
const maxFolders = 100;

const document = v.object({ content: v.nullish(v.looseObject({ creation_rules: v.nullish(v.array(v.nullish(v.looseObject({ path_regex: v.nullish(v.string()) })))) })) });

/** WHY true for everything: what cannot be read must not raise an alarm about files that are in order. */
const unclear = (folder: string): RulesFile => ({ folder, rules: 0, matches: () => true });

/** The first document of the text, read in slices; undefined if it is damaged. The first counts, as in Go. */
async function firstDocument(text: string): Promise<unknown> {
  // WHY late: most folders have no rules.
  const { Composer, Lexer, Parser } = await import('yaml');
  const breath = createBreath();
  const parser = new Parser();
  const tokens: CST.Token[] = [];
  let lexemes = 0;
  for (const lexeme of new Lexer().lex(text)) {
    tokens.push(...parser.next(lexeme));
    lexemes += 1;
    if (lexemes % 64 === 0) await breath();
  }
  tokens.push(...parser.end());
  const [first] = new Composer({ logLevel: 'silent' }).compose(tokens);
  return first === undefined || first.errors.length > 0 ? undefined : { content: first.toJS({ maxAliasCount: 100 }) as unknown };
}

async function parse(folder: string, text: string): Promise<RulesFile> {
  try {
    const read = v.parse(document, await firstDocument(text)).content;
    // A file without the list is as good as none (spec §4.1).
    if (read?.creation_rules === undefined || read.creation_rules === null) return unclear(folder);
    const { RE2JS } = await import('re2js');
    const breath = createBreath();
    const expressions: (ReturnType<typeof RE2JS.compile> | undefined)[] = [];
    for (const rule of read.creation_rules) {
      const pattern = rule?.path_regex ?? '';
      expressions.push(pattern === '' ? undefined : RE2JS.compile(pattern));
      await breath();
    }
    return { folder, rules: expressions.length, matches: (path) => expressions.some((expression) => expression === undefined || expression.matcher(path).find()) };
  } catch {
    // The parser's and the engine's messages repeat the file: they stay here.
    return unclear(folder);
  }
}

/** The rules in this very folder (absolute), or undefined if there is no `.sops.yaml` in it. What cannot be read has no rules and matches everything. */
export async function rulesIn(folder: string): Promise<RulesFile | undefined> {
  try {
    const { bytes } = await readWhole(join(folder, '.sops.yaml'), maxBytes);
    return await parse(folder, bytes.toString('utf8'));
  } catch (error) {
    return error instanceof Error && 'code' in error && error.code === 'file-not-found' ? undefined : unclear(folder);
  }
}

/**
 * The nearest rules for files in `folder` (absolute): from there upwards to the root of the file system, as sops does, so that a part of a repository has the rules of the whole.
 * sops starts from the folder in which it is run; a window has none, and starts from the file.
 */
export async function rulesFor(folder: string): Promise<RulesFile | undefined> {
  let here = folder;
  for (let climbed = 0; climbed < maxFolders; climbed += 1) {
    const found = await rulesIn(here);
    if (found !== undefined) return found;
    const above = dirname(here);
    if (above === here) return undefined;
    here = above;
  }
  return undefined;
}

/** True if the rules are meant for the file at this absolute path. */
export const isRuled = (rules: RulesFile | undefined, path: string): boolean => rules === undefined || rules.matches(relative(rules.folder, path));
