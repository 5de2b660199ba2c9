// The people of a project, from `.coffre/people.yaml`: who they are, their public keys, since when. Written by hand as often as by us, so it is read with what is wrong and where. Must never repeat a private key that somebody put there.
import { isMap, isScalar, isSeq, type Node, type ParsedNode } from 'yaml';
import type { PeopleProblem } from '../../../shared/ipc/recipients.ts';
import { bareKey } from '../../../shared/text/index.ts';
import { judge, readYamlText, type YamlText } from '../sops/index.ts';

const maxPeople = 1000;
const maxName = 80;

export interface Person {
  readonly name: string;
  readonly keys: readonly string[];
  /** YYYY-MM-DD, or ''. */
  readonly since: string;
}
export interface PersonProblem {
  readonly code: PeopleProblem;
  readonly line: number;
  readonly column: number;
}
export interface People {
  readonly people: readonly Person[];
  readonly problems: readonly PersonProblem[];
  /** '' for nobody's key. */
  nameOf(key: string): string;
}

const fields: ReadonlySet<string> = new Set(['name', 'keys', 'since']);
const oneLine = (text: string): string => text.replaceAll(/[\u0000-\u001f\u007f-\u009f\u200e\u200f\u2028-\u202e\u2066-\u2069]/g, ' ').trim();

interface Reading {
  readonly yaml: YamlText;
  report(code: PeopleProblem, node: Node | null): void;
}
const textOf = (node: unknown): string | undefined => (isScalar(node) && typeof node.value === 'string' ? node.value : undefined);

function keysFrom(node: ParsedNode | null, { report }: Reading): readonly string[] {
  const items = isSeq(node) ? (node.items as readonly (ParsedNode | null)[]) : isScalar(node) ? [node] : [];
  if (node !== null && !isSeq(node) && !isScalar(node)) report('wrong-type', node);
  return items.flatMap((item) => {
    const key = textOf(item)?.trim();
    if (key === undefined) {
      report('wrong-type', item);
      return [];
    }
    const judged = judge('age', key) === 'public' ? 'public' : judge('pgp', key);
    // SECURITY(people-show-no-key): a private key that somebody put there is named by its place only.
    if (judged !== 'public') report(judged === 'private' ? 'private-key' : 'bad-key', item);
    return judged === 'public' ? [key] : [];
  });
}

function personFrom(node: ParsedNode | null, reading: Reading): Person | undefined {
  const { report } = reading;
  if (!isMap(node)) {
    report('wrong-type', node);
    return undefined;
  }
  const found = new Map<string, ParsedNode | null>();
  for (const { key, value } of node.items as readonly { readonly key: ParsedNode; readonly value: ParsedNode | null }[]) {
    const name = textOf(key) ?? '';
    if (fields.has(name)) found.set(name, value);
    else report('unknown-field', key);
  }
  const name = oneLine(textOf(found.get('name')) ?? '');
  if (name === '' || name.length > maxName || judge('age', name) === 'private') {
    report('no-name', found.get('name') ?? node);
    return undefined;
  }
  const keys = keysFrom(found.get('keys') ?? null, reading);
  if (keys.length === 0) report('no-keys', found.get('keys') ?? node);
  const since = textOf(found.get('since')) ?? '';
  const dated = since === '' || (/^\d{4}-\d{2}-\d{2}$/.test(since) && !Number.isNaN(Date.parse(since)));
  if (!dated) report('bad-date', found.get('since') ?? null);
  return { name, keys, since: dated ? since : '' };
}

/** What the text of a people file says. Never refuses. */
export async function readPeople(text: string): Promise<People> {
  const problems: PersonProblem[] = [];
  const people: Person[] = [];
  const owners = new Map<string, string>();
  const yaml = await readYamlText(text);
  if ('code' in yaml) return { people, problems: [{ code: 'not-yaml', line: yaml.line, column: yaml.column }], nameOf: () => '' };
  const report: Reading['report'] = (code, node) => { problems.push({ code, ...yaml.placeOf(node?.range?.[0] ?? 0) }); };
  const top = yaml.document.contents;
  if (isMap(top)) {
    for (const { key, value } of top.items as readonly { readonly key: ParsedNode; readonly value: ParsedNode | null }[]) {
      if (textOf(key) !== 'people') report('unknown-field', key);
      else if (!isSeq(value)) {
        if (value !== null && textOf(value) !== '') report('wrong-type', value);
      } else {
        const names = new Set<string>();
        for (const item of (value.items as readonly (ParsedNode | null)[]).slice(0, maxPeople)) {
          const person = personFrom(item, { yaml, report });
          if (person === undefined) continue;
          if (names.size === names.add(person.name).size) report('duplicate-name', item);
          for (const each of person.keys) {
            if (owners.has(bareKey(each))) report('duplicate-key', item);
            else owners.set(bareKey(each), person.name);
          }
          people.push(person);
        }
      }
    }
  } else if (top !== null && textOf(top) !== '') report('wrong-type', top);
  return { people, problems: problems.toSorted((one, other) => one.line - other.line || one.column - other.column), nameOf: (key) => owners.get(bareKey(key)) ?? '' };
}
