// Names of recipients: from the people of the project, else from a comment beside the key in the rules, else from the key itself. Names only; a key without one stays without.
import type { Somebody } from '../../../shared/ipc/recipients.ts';
import type { Recipient, RuleBook } from '../sops/index.ts';
import type { People } from './people.ts';

const maxName = 80;

/** What somebody wrote behind an SSH key, mostly user@machine. */
function fromKey({ kind, recipient }: Recipient): string {
  const [, comment = ''] = kind === 'age' ? (/^ssh-\S+ \S+\s+(.+)$/.exec(recipient) ?? []) : [];
  const name = comment.replaceAll(/[\u0000-\u001f\u007f-\u009f\u200e\u200f\u2028-\u202e\u2066-\u2069]/g, ' ').trim();
  return name.length > maxName ? '' : name;
}

/** `people`: whose project it is; undefined where it has no list of them. */
export function somebodyFrom(people: People | undefined, book: RuleBook): (recipient: Recipient) => Somebody {
  return (recipient) => {
    const { kind, recipient: key } = recipient;
    const all = [['people', people?.nameOf(key) ?? ''], ['rules', book.nameOf(recipient)], ['key', fromKey(recipient)]] as const;
    const [namedBy, name] = all.find(([, found]) => found !== '') ?? (['nobody', ''] as const);
    return { kind, key, name, namedBy };
  };
}
