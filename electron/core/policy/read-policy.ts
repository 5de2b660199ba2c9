// Reads the text of a policy field by field: what is right counts, what is wrong is told with its place. Strict where YAML is generous, because two readers of a policy must not understand it differently. Must never repeat a value.
import { isAlias, isMap, isScalar, type ParsedNode, type YAMLMap } from 'yaml';
import { nearest } from '../../../shared/text/index.ts';
import { readYamlText, shownName, type YamlText } from '../sops/index.ts';
import { fieldNames, fields, sectionPaths, type FieldName, type PolicyValues, type SectionName } from './fields.ts';
import type { Finding, FindingCode, Place, Policy } from './model.ts';
import { readValue } from './read-value.ts';

/** Far more than any policy says. */
export const maxPolicyBytes = 256 * 1024;
const maxLexemes = 20_000;

interface Level {
  /** Fields that stand here. */
  readonly fields: ReadonlySet<string>;
  readonly levels: Readonly<Record<string, () => Level>>;
}
const fieldsOf = (section: SectionName): ReadonlySet<string> => new Set(fieldNames.filter((name) => fields[name].section === section));
const none: ReadonlySet<string> = new Set();
const leaf = (section: SectionName): (() => Level) => () => ({ fields: fieldsOf(section), levels: {} });
const top: Level = {
  fields: none,
  levels: {
    security: () => ({
      fields: none,
      levels: {
        secrets: leaf('secrets'), authentication: leaf('authentication'), networking: leaf('networking'),
        monitoring: () => ({ fields: fieldsOf('monitoring'), levels: { alert_thresholds: leaf('alert_thresholds') } }),
      },
    }),
  },
};

/** Where each name stands, written as a person would say it. */
const placeOfName: ReadonlyMap<string, string> = new Map([
  ...fieldNames.map((name) => [name, [...sectionPaths[fields[name].section], name].join('.')] as const),
  ...Object.values(sectionPaths).map((path) => [path.at(-1) ?? '', path.join('.')] as const),
]);
const bare = (name: string): string => name.toLowerCase().replaceAll(/[^a-z0-9]/g, '');

/** The name of this level that was meant, or the place of the one that stands elsewhere. */
function meant(name: string, level: Level): { readonly code: FindingCode; readonly suggestion: string } {
  const elsewhere = placeOfName.get(name);
  if (elsewhere !== undefined) return { code: 'misplaced-field', suggestion: elsewhere };
  if (name.length > 64) return { code: 'unknown-field', suggestion: '' };
  const known = [...level.fields, ...Object.keys(level.levels)];
  return { code: 'unknown-field', suggestion: known.find((one) => bare(one) === bare(name)) ?? nearest(name.toLowerCase(), known) };
}

/** Puts a finding down. */
export type Report = (finding: Partial<Finding> & Pick<Finding, 'code'>, at: ParsedNode | null | number) => void;

/** Where the mark of a node stands: what is marked may begin lines below it. */
function markBefore(text: string, mark: '&' | '!', node: ParsedNode): number {
  let at = Math.max(0, text.lastIndexOf(mark, node.range[0]));
  while (at > 0 && text[at - 1] === mark) at -= 1;
  return at;
}

/** SECURITY(policy-no-tricks): what another reader could take for something else is refused, not followed. */
function refuseTricks({ text, document, anchored, targets, second }: YamlText, report: Report): void {
  for (const node of anchored) report({ code: 'yaml-trick', trick: 'anchor' }, markBefore(text, '&', node));
  for (const alias of targets.keys()) report({ code: 'yaml-trick', trick: 'alias' }, alias.range?.[0] ?? 0);
  const { yaml, tags } = document.directives;
  if (yaml.explicit === true || Object.keys(tags).length > 1) report({ code: 'yaml-trick', trick: 'directive' }, 0);
  if (second !== undefined) report({ code: 'several-documents', ...second }, 0);
}

function readLevel(text: string, node: ParsedNode | null, level: Level, field: string, report: Report, found: (name: FieldName, key: ParsedNode, value: ParsedNode | null) => void): void {
  const isNothing = node === null || (isScalar(node) && node.type === 'PLAIN' && node.tag === undefined && node.value === '');
  // A section whose lines are all comments says nothing.
  if (isNothing) return;
  if (!isMap(node)) {
    // An alias is told already.
    if (!isAlias(node)) report({ code: 'wrong-type', field, expected: 'fields' }, node);
    return;
  }
  if (node.tag !== undefined) report({ code: 'yaml-trick', field, trick: 'tag' }, markBefore(text, '!', node));
  const seen = new Set<string>();
  for (const item of (node as YAMLMap).items as readonly { readonly key: ParsedNode; readonly value: ParsedNode | null }[]) {
    const name = isScalar(item.key) && typeof item.key.value === 'string' ? item.key.value : '';
    const shown = shownName(name);
    if (isScalar(item.key) && item.key.tag !== undefined) report({ code: 'yaml-trick', field: shown, trick: 'tag' }, item.key);
    else if (name === '<<') report({ code: 'yaml-trick', trick: 'merge' }, item.key);
    else if (seen.has(name)) report({ code: 'duplicate-field', field: shown }, item.key);
    else if (level.fields.has(name)) found(name as FieldName, item.key, item.value);
    else if (Object.hasOwn(level.levels, name)) readLevel(text, item.value, (level.levels[name] as () => Level)(), name, report, found);
    else report({ ...meant(name, level), field: shown }, item.key);
    seen.add(name);
  }
}

/** What is wrong only together. */
function checkTogether(values: Partial<PolicyValues>, at: ReadonlyMap<FieldName, ParsedNode>, report: Report): void {
  const { mfa_required: required, mfa_providers: providers, tls_min_version: version, cipher_suites: suites } = values;
  if (required === true && providers !== undefined && !providers.includes('totp')) report({ code: 'no-provider-here', field: 'mfa_providers', suggestion: 'totp' }, at.get('mfa_providers') ?? 0);
  if ((version ?? '1.3') === '1.3' && suites !== undefined && suites.every((suite) => suite.includes('_WITH_'))) report({ code: 'nothing-connects', field: 'cipher_suites', suggestion: 'TLS_AES_256_GCM_SHA384' }, at.get('cipher_suites') ?? 0);
}

const whole = (code: FindingCode, place: Place = { line: 1, column: 1 }): Policy => ({ values: {}, floored: new Set(), findings: [{ code, field: '', suggestion: '', ...place }] });

/** What the bytes of a policy say. Never throws for what they may hold; what cannot be read says nothing. */
export async function readPolicy(bytes: Uint8Array): Promise<Policy> {
  if (bytes.length > maxPolicyBytes) return whole('file-too-large');
  const text = new TextDecoder('utf-8', { ignoreBOM: true }).decode(bytes);
  const source = await readYamlText(text, maxLexemes);
  if ('code' in source) return whole(source.code === 'unknown-anchor' ? 'yaml-trick' : source.code, source);
  const garbled = text.search(/[\ufffd\u0000-\u0008\u000b\u000c\u000e-\u001f\u007f-\u0084\u0086-\u009f\u2028\u2029]/);
  if (garbled !== -1) return whole('not-yaml', source.placeOf(garbled));

  const findings: Finding[] = [];
  const report: Report = (finding, at) => {
    findings.push({ field: '', suggestion: '', ...source.placeOf(typeof at === 'number' ? at : (at?.range[0] ?? 0)), ...finding });
  };
  const values: Partial<Record<FieldName, PolicyValues[FieldName]>> = {};
  const floored = new Set<FieldName>();
  const at = new Map<FieldName, ParsedNode>();
  refuseTricks(source, report);
  readLevel(source.text, source.document.contents as ParsedNode | null, top, '', report, (name, key, value) => {
    const read = readValue(name, value, (finding, node) => { report({ field: name, ...finding }, node === null ? key : finding.trick === 'tag' ? markBefore(source.text, '!', node) : node); });
    at.set(name, value ?? key);
    if (read.value !== undefined) values[name] = read.value;
    if (read.floored) floored.add(name);
  });
  checkTogether(values as Partial<PolicyValues>, at, report);
  return { values: values as Partial<PolicyValues>, floored, findings: findings.toSorted((one, other) => one.line - other.line || one.column - other.column) };
}
