// Who can open what in a whole folder: everybody who is named in a file, in a rule or among the people, with counts, and every file with who can open it. Needs no key and opens nothing.
import { dirname, join, relative, sep } from 'node:path';
import type { Access, AccessPage } from '../../../shared/ipc/recipients-access.ts';
import { bareKey } from '../../../shared/text/index.ts';
import { filesOf } from '../projects/index.ts';
import { Refusal } from '../refusal.ts';
import { createRuleBook, kindOfKey, readRecipients, sameRecipients, type Recipient, type RuleBook } from '../sops/index.ts';
import { findPeople } from './find-people.ts';
import { somebodyFrom } from './names.ts';
import type { People } from './people.ts';

const maxSomebody = 1000;
const pageSize = 1000;

interface ReadFile {
  readonly path: string;
  readonly who: readonly number[];
  readonly state: AccessPage['files'][number]['state'];
  /** How many groups must come together. */
  readonly threshold: number;
}
export interface ReadAccess {
  readonly facts: Omit<Access, 'access'>;
  readonly files: readonly ReadFile[];
}

const nameOf = ({ kind, recipient }: Recipient): string => `${kind} ${bareKey(recipient)}`;

/** Numbers recipients in the order in which they are met. */
function createRoll(): { numberOf(recipient: Recipient): number; all(): readonly Recipient[] } {
  const numbers = new Map<string, number>();
  const all: Recipient[] = [];
  return {
    numberOf(recipient) {
      const known = numbers.get(nameOf(recipient));
      if (known !== undefined) return known;
      numbers.set(nameOf(recipient), all.length);
      return all.push(recipient) - 1;
    },
    all: () => all,
  };
}

async function readOne(path: string, root: string, book: RuleBook, numberOf: (recipient: Recipient) => number): Promise<ReadFile> {
  const way = relative(root, path).replaceAll(sep, '/');
  const rule = await book.ruleFor(path);
  for (const one of rule.groups.flat()) if (one.recipient !== '') numberOf({ kind: one.kind, recipient: one.recipient });
  try {
    const { groups, threshold } = await readRecipients(path);
    const state = rule.outcome === 'matched' ? (sameRecipients(groups, rule.groups) ? 'same' as const : 'differ' as const) : rule.outcome === 'no-match' ? 'no-rule' as const : 'unknown' as const;
    return { path: way, who: [...new Set(groups.flat().map(numberOf))], state, threshold: groups.length < 2 ? 1 : Math.max(2, threshold) };
  } catch (error) {
    if (!(error instanceof Refusal)) throw error;
    return { path: way, who: [], state: 'unreadable', threshold: 1 };
  }
}

function peopleOf(people: People): readonly (Recipient & { readonly since: string })[] {
  return people.people.flatMap(({ keys, since }) => keys.flatMap((key) => {
    const kind = kindOfKey(key);
    return kind === 'age' || kind === 'pgp' ? [{ kind, recipient: kind === 'pgp' ? key.replaceAll(' ', '') : key, since }] : [];
  }));
}

/** `reading` is told how far it is. Refusal: `cancelled`. */
export async function readAccess(root: string, reading: (done: number, total: number) => void, signal: AbortSignal): Promise<ReadAccess> {
  const { encrypted, rules } = await filesOf(root, signal);
  const book = createRuleBook();
  const roll = createRoll();
  const files: ReadFile[] = [];
  // WHY rules too: somebody may be named in one that no file has been encrypted by yet.
  for (const path of rules) await book.ruleFor(join(dirname(path), '.env'));
  for (const [at, path] of encrypted.entries()) {
    reading(at, encrypted.length);
    if (signal.aborted) throw new Refusal('cancelled');
    files.push(await readOne(path, root, book, roll.numberOf));
  }
  reading(encrypted.length, encrypted.length);
  const people = (await findPeople(root))?.people;
  const since = new Map((people === undefined ? [] : peopleOf(people)).map((one) => {
    roll.numberOf(one);
    return [nameOf(one), one.since];
  }));
  const counts = new Map<number, number>();
  for (const number of files.flatMap(({ who }) => who)) counts.set(number, (counts.get(number) ?? 0) + 1);
  const shown = roll.all().slice(0, maxSomebody);
  const somebody = somebodyFrom(people, book);
  const all = shown.map(somebody);
  return {
    files,
    facts: {
      files: files.length, unreadable: files.filter(({ state }) => state === 'unreadable').length, differ: files.filter(({ state }) => state === 'differ').length, noRule: files.filter(({ state }) => state === 'no-rule').length,
      somebodyCount: roll.all().length,
      kind: all.map(({ kind }) => kind), key: all.map(({ key }) => key), name: all.map(({ name }) => name), namedBy: all.map(({ namedBy }) => namedBy),
      since: shown.map((one) => since.get(nameOf(one)) ?? ''), opens: shown.map((_, at) => counts.get(at) ?? 0),
    },
  };
}

export function pageOfAccess({ files }: ReadAccess, offset: number): AccessPage {
  return { total: files.length, files: files.slice(offset, offset + pageSize).map((file) => ({ ...file, who: file.who.filter((number) => number < maxSomebody) })) };
}
