// States, kinds, notes and abilities in English: the short words beside an icon, and the sentence behind them.
import type { Fit } from '../../ipc/age.ts';
import type { Ability } from '../../ipc/app.ts';
import type { FileState } from '../../ipc/projects.ts';
import type { EntryChange, EntryKind, Opened } from '../../ipc/sops.ts';

/** `said` stands beside the icon, `means` is the whole sentence. */
export interface StateWords {
  readonly said: string;
  readonly means: string;
}
/** What an attempt to open a file has shown, beyond what its bytes tell. */
export type Verdict = 'no-key' | 'tampered' | 'recipients-differ';
export type FileNote = Opened['notes'][number];

const file: Readonly<Record<FileState, StateWords>> = {
  encrypted: { said: 'encrypted', means: 'Encrypted with sops.' },
  'clear-text': { said: 'clear text', means: 'Values lie in this file in clear text: everybody who reads the file reads them.' },
  damaged: { said: 'damaged', means: 'Looks like an encrypted file, but a part of it is missing or mixed up.' },
  unreadable: { said: 'unreadable', means: 'This file may not be read by you.' },
  rules: { said: 'rules', means: 'Says which files are encrypted, and for whom.' },
};
const verdict: Readonly<Record<Verdict, StateWords>> = {
  'no-key': { said: 'no key', means: 'Encrypted, but no identity on this computer opens it.' },
  tampered: { said: 'tampered', means: 'Its content does not match its seal.' },
  'recipients-differ': { said: 'recipients differ', means: 'Encrypted for others than its rule in .sops.yaml names.' },
};
const noRule: StateWords = { said: 'no rule', means: 'None of the creation rules in reach is meant for this file: sops could not encrypt it anew.' };
const kind: Readonly<Record<EntryKind, string>> = {
  empty: 'empty', text: 'text', number: 'number', boolean: 'boolean', url: 'URL', token: 'token', password: 'password', pem: 'PEM', json: 'JSON',
};
const change: Readonly<Record<EntryChange, string>> = { none: '', added: 'added', changed: 'changed', renamed: 'renamed', removed: 'removed' };
const note: Readonly<Record<FileNote, StateWords>> = {
  'plain-comments': { said: 'comments in clear text', means: 'Comments of this file are not encrypted, and its seal does not vouch for them.' },
  'name-needs-input-type': { said: 'name hides the format', means: 'By this name sops takes the file for another format: at the command line add --input-type dotenv.' },
  'carriage-returns': { said: 'Windows line ends', means: 'Lines end with a carriage return, which sops takes for a part of the value.' },
  'byte-order-mark': { said: 'byte order mark', means: 'The file begins with a byte order mark, which other readers take for a part of the first name.' },
  'list-comments': { said: 'comments in lists', means: 'Comments stand between the elements of a list: sops 3.13.2 reports a false seal for such files; other versions read them.' },
  'timestamps': { said: 'dates', means: 'A value is a date: sops before 3.10 cannot open the file.' },
  'big-integers': { said: 'large numbers', means: 'A readable number is beyond 9 007 199 254 740 992: sops up to 3.13.1 and later ones seal it in different ways, and each refuses the other’s file.' },
  'duplicate-sections': { said: 'sections of one name', means: 'Two sections have one name: sops before 3.10 merges them, and then finds the seal false.' },
  'comment-markers': { said: 'comment marks', means: 'Comments begin with #: sops writes them back with ; when it saves the file.' },
  'metadata-differs': { said: 'joined documents', means: 'Its documents were encrypted on their own and joined later: sops reads the first one’s keys only.' },
  'legacy-mac': { said: 'older seal', means: 'A large number was sealed the way sops up to 3.13.1 does. Saving it here seals it the new way.' },
  'newer-than-3-8': { said: 'needs sops 3.9', means: 'It uses rules or key groups that sops 3.8 cannot read.' },
  'post-quantum-mixed': { said: 'not post-quantum throughout', means: 'One recipient is post-quantum, another is not: the weaker one decides.' },
};
const ability: Readonly<Record<Ability['reason'], string>> = {
  '': '',
  'no-program': 'No program for it is installed.',
  'no-display': 'There is no display.',
  'not-here': 'It does not work here.',
};
/** What is known of a place where identities are looked for. */
const place: Readonly<Record<'usable' | 'locked' | 'absent' | 'unusable' | 'not-supported', string>> = {
  usable: 'opens files now', locked: 'locked', absent: 'not set', unusable: 'cannot be used', 'not-supported': 'not supported',
};
/** Whether what was found there opens the file that was asked about. */
const fit: Readonly<Record<Fit, string>> = { opens: 'opens it', no: 'does not open it', perhaps: 'may open it, once it is asked', '': '' };

export const states = { file, verdict, noRule, kind, change, note, ability, place, fit };
