// Changes to `.coffre/people.yaml` that keep its comments and its order. What comes of one is read again and compared before anybody may have it.
import { isMap, isScalar, isSeq, parseDocument, Scalar, type Document, type YAMLMap, type YAMLSeq } from 'yaml';
import { Refusal } from '../refusal.ts';
import { judge } from '../sops/index.ts';
import { readPeople, type Person } from './people.ts';

const head = '# Who is who: recipients of encrypted files are shown by these names. Public keys only.\n';
const refuse = (): never => { throw new Refusal('people-not-editable'); };

/** WHY quoted: a date in plain style is one for other readers of YAML too, and a name may be anything. */
function nodeOf(document: Document, { name, keys, since }: Person): YAMLMap {
  const fields = { name, ...(since === '' ? {} : { since }), keys: [...keys] };
  return document.createNode(fields) as YAMLMap;
}

const nameIn = (node: unknown): string | undefined => {
  const name = isMap(node) ? node.get('name', true) : undefined;
  return isScalar(name) && typeof name.value === 'string' ? name.value.trim() : undefined;
};

const list = (document: Document): YAMLSeq | undefined => {
  const listed = document.get('people', true);
  return isSeq(listed) ? listed : undefined;
};
const personIn = (document: Document, name: string): YAMLMap | undefined => {
  const found = list(document)?.items.find((item) => nameIn(item) === name);
  return isMap(found) ? found : undefined;
};

/** Changes a text, and shows that it says what is expected afterwards and nothing else. */
async function edited(text: string, change: (document: Document, people: readonly Person[]) => readonly Person[]): Promise<string> {
  const before = await readPeople(text);
  if (before.problems.some(({ code }) => code === 'not-yaml' || code === 'wrong-type')) refuse();
  const eol = text.includes('\r\n') ? '\r\n' : '\n';
  const document = parseDocument(text.trim() === '' ? `${head}people: []\n` : text, { schema: 'failsafe', logLevel: 'silent', uniqueKeys: false });
  if (document.errors.length > 0 || (document.contents !== null && !isMap(document.contents))) refuse();
  if (document.contents === null) document.contents = document.createNode({ people: [] }) as unknown as typeof document.contents;
  const expected = change(document, before.people);
  const after = document.toString({ lineWidth: 0, indentSeq: true }).replaceAll(/\r?\n/g, eol);
  const read = await readPeople(after);
  return JSON.stringify(read.people) === JSON.stringify(expected.map(({ name, keys, since }) => ({ name, keys, since }))) ? after : refuse();
}

/**
 * The text with this person in it: the keys and the date of somebody who is there, else one more at the end.
 * Refusals: `bad-recipient`, `people-not-editable` for a text that is not in order, or that would say something else afterwards.
 */
export async function withPerson(text: string, person: Person): Promise<string> {
  if (person.keys.some((key) => judge('age', key) !== 'public' && judge('pgp', key) !== 'public')) throw new Refusal('bad-recipient');
  return edited(text, (document, people) => {
    if (list(document) === undefined) document.set('people', document.createNode([]));
    const all = list(document) ?? refuse();
    all.flow = false;
    const there = personIn(document, person.name);
    if (there === undefined) {
      all.items.push(nodeOf(document, person));
      return [...people, person];
    }
    const known = there.get('keys', true);
    const old = isSeq(known) ? known.items : isScalar(known) ? [known] : [];
    // WHY the nodes that are there: their comments stay with them.
    const keys: unknown = document.createNode([]);
    if (!isSeq(keys)) return refuse();
    for (const key of person.keys) keys.items.push(old.find((node) => isScalar(node) && node.value === key) ?? new Scalar(key));
    there.set('keys', keys);
    if (person.since !== '') there.set('since', person.since);
    return people.map((one) => (one.name === person.name ? { ...one, keys: person.keys, since: person.since === '' ? one.since : person.since } : one));
  });
}

/** Refusals: `person-not-found`, `person-exists`, `people-not-editable`. */
export async function renamedPerson(text: string, name: string, to: string): Promise<string> {
  return edited(text, (document, people) => {
    if (people.some((one) => one.name === to)) throw new Refusal('person-exists');
    const named = personIn(document, name)?.get('name', true);
    if (!isScalar(named)) throw new Refusal('person-not-found');
    named.value = to;
    return people.map((one) => (one.name === name ? { ...one, name: to } : one));
  });
}

/** Refusals: `person-not-found`, `people-not-editable`. */
export async function withoutPerson(text: string, name: string): Promise<string> {
  return edited(text, (document, people) => {
    const there = personIn(document, name);
    const all = list(document);
    if (there === undefined || all === undefined) throw new Refusal('person-not-found');
    all.items.splice(all.items.indexOf(there), 1);
    return people.filter((one) => one.name !== name);
  });
}
