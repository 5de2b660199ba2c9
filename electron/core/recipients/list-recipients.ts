// Who can open one file, by name, and whether its rule says the same. Needs no key and opens nothing.
import { dirname } from 'node:path';
import type { ListedRecipients } from '../../../shared/ipc/recipients.ts';
import { createRuleBook, readRecipients, sameRecipients } from '../sops/index.ts';
import { findPeople } from './find-people.ts';
import { somebodyFrom } from './names.ts';

const maxMissing = 1000;
const maxGroups = 255;

/** `shown` writes a path as a person would. Refusals: those of reading the file. */
export async function listRecipients({ path, label }: { readonly path: string; readonly label: string }, shown: (path: string) => string): Promise<ListedRecipients> {
  const file = await readRecipients(path);
  const book = createRuleBook();
  const rule = await book.ruleFor(path);
  const somebody = somebodyFrom((await findPeople(dirname(path)))?.people, book);
  const ruled = rule.groups.map((group) => new Set(group.map(({ kind, recipient }) => `${kind} ${recipient}`)));
  const here = file.groups.map((group) => new Set(group.map(({ kind, recipient }) => `${kind} ${recipient}`)));
  const missing = rule.groups.flatMap((group, at) => group.filter(({ kind, recipient }) => recipient !== '' && here[at]?.has(`${kind} ${recipient}`) !== true));
  return {
    path: label,
    groups: file.groups.slice(0, maxGroups).map((group, at) => {
      const all = group.map(somebody);
      return { kind: all.map(({ kind }) => kind), key: all.map(({ key }) => key), name: all.map(({ name }) => name), namedBy: all.map(({ namedBy }) => namedBy), ruled: group.map(({ kind, recipient }) => ruled[at]?.has(`${kind} ${recipient}`) === true) };
    }),
    threshold: file.groups.length < 2 ? 1 : Math.max(2, file.threshold),
    outcome: rule.outcome,
    rulesFile: rule.rulesPath === '' ? '' : shown(rule.rulesPath),
    ruleLine: rule.line,
    missing: missing.slice(0, maxMissing).map(({ kind, recipient }) => somebody({ kind, recipient })),
    missingCount: missing.length,
    state: rule.outcome !== 'matched' ? 'unknown' : sameRecipients(file.groups, rule.groups) ? 'same' : 'differ',
  };
}
