// What a random file of each format may hold: everything that sops can keep, and what it is known to print otherwise than it reads.
import fc from 'fast-check';
import type { Format } from '../../../electron/core/sops/formats/format.ts';
import type { RuleSource } from '../../../electron/core/sops/metadata.ts';
import { storedFrom } from '../../../electron/core/sops/scalars.ts';
import type { Line, ScalarType } from '../../../electron/core/sops/tree.ts';
import { formats } from './crypto-kit.ts';

export interface Facts {
  /** False where sops reads every number as a float. */
  readonly exactNumbers: boolean;
  /** True where a comment may come to stand in another branch by being written. */
  readonly commentsWander: boolean;
  /** How the output of sops for such lines can be held against ours: to the byte, by reading it, as JSON, or by nothing but the MAC that it checked. */
  comparedBy(lines: readonly Line[]): 'bytes' | 'reading' | 'json' | 'mac';
}
export interface RandomFiles {
  readonly file: fc.Arbitrary<readonly Line[]>;
  readonly facts: Facts;
}

/** All six; names and comments below are such that each meets some of them. */
export const rules: readonly RuleSource[] = [
  { kind: 'unencrypted_suffix', pattern: '_a' }, { kind: 'encrypted_suffix', pattern: '_secret' }, { kind: 'unencrypted_regex', pattern: '^PUB|[0-9]$' }, { kind: 'encrypted_regex', pattern: '(?i)secret$|^[k-p]' },
  { kind: 'unencrypted_comment_regex', pattern: '^ ?open' }, { kind: 'encrypted_comment_regex', pattern: '^ ?secret' },
];
const ruledNames = ['x_a', 'db_secret', 'PUB_x', 'n1', 'key', 'SECRET', 'k_unencrypted', 'a', 'b', 'c', '1', '__proto__', 'constructor', 'password'];

/** Values that look like something else to somebody. */
export const oddTexts = [
  '', ' ', 'ENC[AES256_GCM,data:AA==,iv:AA==,tag:AA==,type:str]', 'ENC[AES256_GCM,data:x]', 'ENC[', 'yes', 'null', '~', '0x1F', '012', '1_0', '1:30', '2020-01-02', '.5', '1e3', 'true', '- a', 'a: b', 'a #b', '#c', '; d', '---', '...',
  'a\nb\n', 'a\n\n\nb', '\n', 'a\n\n', '\n\na', 'a\tb', '\ta', ' x ', 'x ', "it's", '"', '"q"', "'s'", '`b`', '"""', 'a=b#c', '{', '[x', '{{t}}', '&a', '*a', '!t', '%', '@', '|', '>', '?', '\\', 'C:\\path', '\\\\', '</script>&', '\u2028\u2029\u007f\b\f', '\u0085', '\u00A0', '\uFEFF', 'a\r\nb\r', 'x '.repeat(120),
  '😀👩‍👩‍👧‍👦', 'e\u0301', '\u202Eright', '-----BEGIN KEY-----\nAAAA\n-----END KEY-----\n', `${'k'.repeat(200)}: v`,
];
/** WHY less where counts are sampled: sops takes a quarter of a minute for a megabyte in an ini file. */
const longest = process.env['COFFRE_DEEP'] === '1' ? 1_048_576 : 65_536;
/** Now and then a long one. WHY mapped from a length: a generator of a million characters takes longer than all the rest. */
const long = fc.tuple(fc.constantFrom('a', 'é ', 'ab\n', 'x=1;', '😀'), fc.nat(longest)).map(([piece, length]) => piece.repeat(Math.ceil(length / Buffer.byteLength(piece))).slice(0, length).toWellFormed());
/** Control characters, and what means something to one format or another. */
const marks = fc.array(fc.constantFrom(...'\u0001\u0007\b\t\n\u000B\f\r\u001B\u001F\u007F\u0080\u0085\u009F\u00A0 "\'`\\#;:=,[]{}-aé', '"""', '\\n', '😀'), { maxLength: 6 }).map((pieces) => pieces.join(''));
const text = fc.oneof(
  { weight: 50, arbitrary: fc.string({ unit: 'grapheme', maxLength: 12 }) },
  { weight: 20, arbitrary: fc.string({ unit: 'binary', maxLength: 12 }).map((value) => value.toWellFormed()) },
  { weight: 15, arbitrary: marks },
  { weight: 30, arbitrary: fc.constantFrom(...oddTexts) },
  { weight: 10, arbitrary: fc.stringMatching(/^[ -~]{0,80}$/) },
  { weight: 1, arbitrary: long },
);
const name = fc.oneof({ weight: 3, arbitrary: fc.constantFrom(...ruledNames) }, { weight: 2, arbitrary: fc.string({ unit: 'grapheme', minLength: 1, maxLength: 6 }) }, fc.string({ unit: 'binary', minLength: 1, maxLength: 4 }).map((value) => value.toWellFormed()), marks.filter((value) => value !== ''), fc.constantFrom('export A', ' A ', ':', 'yes', '- a', '#', 'é: b', '"', "'", '`', 'a.b[0]', 'sops_'));
const commentWords = fc.oneof(fc.constantFrom(' open', 'open to all', ' secret', 'secret below', ' plain words', ' KEY=value', '', '!', '# twice', ' ENC[AES256_GCM,data:AA==,iv:AA==,tag:AA==,type:comment]'), fc.string({ unit: 'grapheme', maxLength: 10 }), fc.stringMatching(/^[ -~]{0,20}$/));

type Leaf = { readonly type: ScalarType; readonly text: string };
type Tree = Leaf | { readonly elements: readonly Tree[] } | { readonly members: readonly Member[] };
/** A name with its value, and comments above it. */
type Member = readonly [name: string, value: Tree, above: readonly string[]];

const item = (key: string | undefined, { type, text: value }: Leaf, depth: number): Line => ({ kind: 'item', old: undefined, depth, key, type, text: value });
const comment = (said: string, depth: number, inline = false): Line => ({ kind: 'comment', old: undefined, depth, text: said, inline });

function linesOf(members: readonly Member[]): Line[] {
  const found: Line[] = [];
  const visit = (key: string | undefined, value: Tree, depth: number): void => {
    if ('type' in value) found.push(item(key, value, depth));
    else if ('elements' in value) {
      found.push({ kind: 'list', old: undefined, depth, key });
      for (const element of value.elements) visit(undefined, element, depth + 1);
    } else {
      found.push({ kind: 'branch', old: undefined, depth, key });
      visitAll(value.members, depth + 1);
    }
  };
  const visitAll = (all: readonly Member[], depth: number): void => {
    for (const [key, value, above] of all) {
      for (const said of above) found.push(comment(said, depth));
      visit(key, value, depth);
    }
  };
  visitAll(members, 0);
  return found;
}

const int = (limit: bigint): fc.Arbitrary<Leaf> => fc.bigInt({ min: -limit, max: limit - 1n }).map((value) => ({ type: 'int', text: String(value) }));
const float = (special: boolean): fc.Arbitrary<Leaf> => fc.double({ noDefaultInfinity: !special, noNaN: !special }).map((value) => ({ type: 'float', text: storedFrom('float', Object.is(value, -0) ? '-0' : String(value)) ?? '0.5' }));
const bool = fc.boolean().map((value): Leaf => ({ type: 'bool', text: value ? 'True' : 'False' }));
const nothing = fc.constant<Leaf>({ type: 'null', text: '' });
const time = fc.date({ min: new Date('1000-01-01'), max: new Date('9999-12-31'), noInvalidDate: true }).map((value): Leaf => ({ type: 'time', text: value.toISOString().replace(/\.?0*Z$/, 'Z') }));

/** Branches and lists at any depth over these values. */
function membersOf(scalar: fc.Arbitrary<Leaf>, nameAt: (depth: number) => fc.Arbitrary<string>, above: fc.Arbitrary<readonly string[]>, unique: boolean): fc.Arbitrary<readonly Member[]> {
  const { tree } = fc.letrec<{ tree: Tree; list: Tree; branch: Tree }>((tie) => ({
    tree: fc.oneof({ depthSize: 'small', withCrossShrink: true }, scalar, scalar, tie('list'), tie('branch')),
    list: fc.array(tie('tree'), { maxLength: 4 }).map((elements) => ({ elements })),
    branch: collection(fc.tuple(nameAt(1), tie('tree'), above), 5).map((members) => ({ members })),
  }));
  function collection(member: fc.Arbitrary<Member>, maxLength: number): fc.Arbitrary<readonly Member[]> {
    return unique ? fc.uniqueArray(member, { maxLength, selector: ([key]) => key }) : fc.array(member, { maxLength });
  }
  return collection(fc.tuple(nameAt(0), tree, above), 8);
}

const strings = (format: Format): fc.Arbitrary<Leaf> => text.filter((value) => format.valueProblem(value) === undefined).map((value) => ({ type: 'str', text: value }));
const names = (format: Format) => (depth: number): fc.Arbitrary<string> => name.filter((value) => format.nameProblem(value, depth) === undefined);
const always: Facts = { exactNumbers: true, commentsWander: false, comparedBy: () => 'bytes' };

const dotenv = (): RandomFiles => {
  const key = names(formats.dotenv)(0);
  const line = fc.oneof({ weight: 4, arbitrary: fc.tuple(key, strings(formats.dotenv)).map(([own, value]) => item(own, value, 0)) }, commentWords.filter((said) => !/[\n\u0000]|\\n/.test(said) && said.isWellFormed()).map((said) => comment(said, 0)));
  return { file: fc.array(line, { minLength: 1, maxLength: 14 }), facts: always };
};

const atLeast = (version: string, wanted: string): boolean => version.localeCompare(wanted, 'en', { numeric: true }) >= 0;

/** WHY small whole numbers for older ones: up to 3.13.1 sops reads every number of JSON as a float, and takes its MAC over that. */
const json = (version: string): RandomFiles => {
  const exactNumbers = atLeast(version, '3.13.2');
  const scalar = fc.oneof({ weight: 5, arbitrary: strings(formats.json) }, int(exactNumbers ? 2n ** 63n : 2n ** 53n), exactNumbers ? float(false).filter(({ text: value }) => !/^-?\d+$/.test(value)) : float(false), bool, nothing);
  const key = (): fc.Arbitrary<string> => fc.oneof(name, fc.constantFrom('', 'sops ')).filter((value) => value.toUpperCase() !== 'SOPS');
  return { file: membersOf(scalar, key, fc.constant([]), false).map(linesOf), facts: { exactNumbers, commentsWander: false, comparedBy: () => 'bytes' } };
};

const texts = (line: Line): readonly string[] => [...('text' in line ? [line.text] : []), ...('key' in line ? [line.key ?? ''] : [])];
const yamlFacts: Facts = {
  exactNumbers: true,
  commentsWander: true,
  comparedBy(lines) {
    // sops counts the indentation of a block in a list wrongly, and can then not read it, and prints null for text that begins with a tab: such values it prints as JSON only, where JSON has all of them.
    const misprinted = lines.some((line) => 'text' in line && /^[ \n\t].*\n|^\n/s.test(line.text));
    if (misprinted) return lines.some((line) => line.kind === 'document' || (line.kind === 'item' && /^(?:[+-]Inf|NaN)$/.test(line.text))) ? 'mac' : 'json';
    // It knows line breaks that others do not, and has places of its own for comments.
    return lines.some((line) => line.kind === 'comment' || texts(line).some((own) => /[\r\u0085\u2028\u2029]/.test(own)) || ('key' in line && line.key?.includes('\n') === true)) ? 'reading' : 'bytes';
  },
};
const yaml = (): RandomFiles => {
  const scalar = fc.oneof({ weight: 6, arbitrary: strings(formats.yaml) }, int(2n ** 63n), float(true).filter(({ text: value }) => !/^-?\d+$/.test(value)), bool, nothing, time);
  // WHY without line breaks: sops writes such a name in a list as it cannot read it itself.
  const key = (depth: number): fc.Arbitrary<string> => names(formats.yaml)(depth).filter((value) => value !== '<<' && !/[\n\r\u0085\u2028\u2029]/.test(value));
  // WHY never empty: between elements of a list sops writes an empty comment as an empty text, and so adds an element.
  const said = commentWords.filter((value) => value !== '' && !/[\n\r\u0085\u2028\u2029\uFEFF\p{Cc}]/u.test(value));
  const members = membersOf(scalar, key, fc.array(said, { maxLength: 2 }).map((all) => all), true);
  const plain = membersOf(scalar, key, fc.constant([]), true);
  const one = fc.oneof(members, plain).filter((all) => all.length > 0).map(linesOf);
  const two = fc.tuple(one, one).map(([first, second]): readonly Line[] => [...first, { kind: 'document', old: undefined, depth: 0 }, ...second]);
  return { file: fc.oneof({ weight: 6, arbitrary: one }, two), facts: yamlFacts };
};

const ini = (): RandomFiles => {
  const said = commentWords.map((value) => value.replace(/^[#; ]+/, '').trim()).filter((value) => value !== '' && !/[\n\r\p{Cc}\u00A0\u1680\u2000-\u200A\u2028\u2029\u202F\u205F\u3000\uFEFF]/u.test(value));
  const maybe = fc.option(said, { nil: undefined, freq: 3 });
  const key = fc.tuple(names(formats.ini)(1), strings(formats.ini), maybe);
  const keys = fc.uniqueArray(key, { maxLength: 5, selector: ([own]) => own });
  const section = fc.tuple(names(formats.ini)(0), maybe, keys);
  const note = (value: string | undefined): Line[] => (value === undefined ? [] : [comment(value, 1)]);
  return {
    file: fc.tuple(keys, fc.array(section, { maxLength: 4 })).map(([first, others]) => [['DEFAULT', undefined, first] as const, ...others].flatMap(([title, above, all]): Line[] => [
      { kind: 'branch', old: undefined, depth: 0, key: title }, ...note(above), ...all.flatMap(([own, value, behind]) => [item(own, value, 1), ...note(behind)]),
    ])),
    facts: always,
  };
};

/** WHY never empty: sops refuses to encrypt a file without a byte. */
const binary = (): RandomFiles => {
  const bytes = fc.oneof({ weight: 3, arbitrary: fc.uint8Array({ minLength: 1, maxLength: 200 }).map((array) => Buffer.from(array)) }, text.filter((value) => value !== '').map((value) => Buffer.from(value, 'utf8')), fc.constantFrom(Buffer.from([0]), Buffer.from([0xef, 0xbb, 0xbf]), Buffer.from([0xff, 0xfe, 0x41, 0x00]), Buffer.from('{"data":"x","sops":1}')));
  return {
    file: bytes.map((own): readonly Line[] => {
      const value = own.toString('utf8');
      return [{ kind: 'item', old: undefined, depth: 0, key: 'data', type: 'str', ...(Buffer.from(value, 'utf8').equals(own) ? { text: value } : { text: '', bytes: own }) }];
    }),
    facts: always,
  };
};

export function filesOf(id: Format['id'], version: string): RandomFiles {
  switch (id) {
    case 'dotenv': return dotenv();
    case 'json': return json(version);
    case 'yaml': return yaml();
    case 'ini': return ini();
    case 'binary': return binary();
  }
}
