// Changes to `.coffre/people.yaml` that keep its comments and its order. What comes of one is read again and compared before anybody may have it.
import { isMap, isScalar, isSeq, parseDocument, Scalar, type Document, type YAMLMap } from 'yaml';
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

/**
 * The text with this person in it: the keys and the date of somebody who is there, else one more at the end.
 * Refusals: `bad-recipient`, `people-not-editable` for a text that is not in order, or that would say something else afterwards.
 */
export async function withPerson(text: string, person: Person): Promise<string> {
  if (person.keys.some((key) => judge('age', key) !== 'public' && judge('pgp', key) !== 'public')) throw new Refusal('bad-recipient');
  const before = await readPeople(text);
  if (before.problems.some(({ code }) => code === 'not-yaml' || code === 'wrong-type')) refuse();
  const eol = text.includes('\r\n') ? '\r\n' : '\n';
  const document = parseDocument(text.trim() === '' ? `${head}people: []\n` : text, { schema: 'failsafe', logLevel: 'silent', uniqueKeys: false });
  if (document.errors.length > 0 || (document.contents !== null && !isMap(document.contents))) refuse();
  if (document.contents === null) document.contents = document.createNode({ people: [] }) as unknown as typeof document.contents;
  const listed = document.get('people', true);
  const list: unknown = isSeq(listed) ? listed : document.createNode([]);
  if (!isSeq(listed)) document.set('people', list);
  if (!isSeq(list)) return refuse();
  list.flow = false;
  const there = list.items.find((item) => nameIn(item) === person.name);
  if (isMap(there)) {
    const known = there.get('keys', true);
    const old = isSeq(known) ? known.items : [];
    // WHY the nodes that are there: their comments stay with them.
    const keys: unknown = document.createNode([]);
    if (!isSeq(keys)) return refuse();
    for (const key of person.keys) keys.items.push(old.find((node) => isScalar(node) && node.value === key) ?? new Scalar(key));
    there.set('keys', keys);
    if (person.since !== '') there.set('since', person.since);
  } else list.items.push(nodeOf(document, person));
  const after = document.toString({ lineWidth: 0, indentSeq: true }).replaceAll(/\r?\n/g, eol);
  const read = await readPeople(after);
  const expected = isMap(there)
    ? before.people.map((one) => (one.name === person.name ? { ...one, keys: person.keys, since: person.since === '' ? one.since : person.since } : one))
    : [...before.people, person];
  return JSON.stringify(read.people) === JSON.stringify(expected.map(({ name, keys, since }) => ({ name, keys, since }))) ? after : refuse();
}
