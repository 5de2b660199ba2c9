// Samples for the page that shows every part in every state. Never seen in the product.

export const kit = {
  title: 'Kit of parts',
  text: 'Every part, in every state',
  look: { language: 'Language', theme: 'Theme', density: 'Density', themes: { system: 'System', light: 'Light', dark: 'Dark' }, densities: { comfortable: 'Comfortable', compact: 'Compact' } },
  chips: { title: 'State chips', encrypted: 'encrypted', clear: 'clear text', tampered: 'tampered', noKey: 'no key', pending: '5 pending', running: 'running', verified: 'verified', weak: 'weak, under 12', down: 'down', means: 'Shorter than twelve characters.' },
  buttons: {
    title: 'Buttons', save: 'Review and save', verify: 'Verify again', add: 'Add key', destroy: 'Destroy version 3', rollBack: 'Roll back', busy: 'Saving', off: 'Not allowed', offBecause: 'Policy checkout-dev does not allow this',
    text: 'Cancel', copy: 'Copy', copyOff: 'Nothing to copy: the file cannot be opened', undo: 'Undo', more: 'More about .env.production',
  },
  tips: { title: 'Tooltips', cut: 'a-very-long-name-that-does-not-fit-into-the-place-that-it-has.env.production', why: 'out of sync', whyText: 'The recipients differ from rule 1 of .sops.yaml.' },
  menu: { title: 'Menus', rename: 'Rename', duplicate: 'Duplicate', up: 'Move up', reorder: 'The list is filtered', remove: 'Delete', context: 'Right click here' },
  secret: { title: 'Secret field', hidden: 'hidden value', reveal: 'Reveal', hide: 'Hide', copy: 'Copy', edit: 'Edit', clock: '7 s', copied: 'copied, clears in 28 s', done: 'Copied' },
  fields: {
    title: 'Fields', name: 'New key', hint: 'Capitals, digits and _', error: 'A name cannot begin with a digit. _2FAST can.', off: 'Name', length: 'Length', less: 'One less', more: 'One more', lengthHint: 'Between 8 and 128',
    kind: 'Kind', kinds: { text: 'text', token: 'token', pem: 'PEM' }, kindHint: 'Decides how it is shown', locked: 'Mount',
  },
  choices: {
    title: 'Choices', mode: 'View', grid: 'Grid', asText: 'Text', all: 'All keys', some: 'Some keys', one: 'DATABASE_URL', off: 'Not yours to choose', hint: 'Needs a profile', protect: 'Hide the window from screen recordings', protectOff: 'Lock on sleep', protectHint: 'Set by the policy',
    tabs: 'Parts of this secret', fields: 'Fields', versions: 'Versions', metadata: 'Metadata', panel: (name: string) => `Here are the ${name.toLowerCase()}.`,
  },
  waiting: { title: 'Work under way', some: 'Re-encrypting 31 of 48 files, 20 s left', name: 'Re-encrypting', unknown: 'Looking through folders', cancel: 'Cancel', skeleton: 'Reading the folder' },
  banners: {
    title: 'Banners', warning: 'Kept aside', warningText: 'Your changes were kept, because the file on disk changed.', verified: 'Verified', verifiedText: 'Read again after writing: all 26 keys open.', down: 'Vault is down since 10:42', downText: 'The environment answers; values are 3 days old.',
    note: 'Read-only', noteText: 'You have no key for this file.', act: 'Look',
  },
  messages: {
    title: 'Empty and error', empty: 'No secret file in this folder', emptyText: 'Coffre looked at 1,204 files and found none that is encrypted or named like .env.', create: 'New encrypted file', other: 'Look in another folder',
    error: 'tfvars.enc.json was changed outside sops', why: 'Its check value does not match. Usually a merge joined two versions, or somebody edited the cipher text by hand.', next: 'Your 2 drafts are safe. Compare with the last good version in git, or open it read-only.', compare: 'Compare with git', readOnly: 'Open read-only',
  },
  tree: { title: 'Tree', name: 'Sample files', clear: 'clear text', tampered: 'tampered', noKey: 'no key', pending: '5 pending' },
  dialogs: {
    title: 'Dialogs', small: 'Small', medium: 'Medium', large: 'Large', ask: 'Question', typed: 'Type the name', head: 'Review 5 changes', about: 'apps/api/.env.production · git will show 5 changed lines', aside: '2 warnings', body: 'What a dialog asks stands here.', back: 'Back to editing', go: 'Save 5 changes', close: 'Close',
    question: 'Discard 2 changes?', questionText: 'They exist nowhere else.', yes: 'Discard', no: 'Keep them',
    destroy: 'Destroy version 3?', destroyText: 'Its values are erased on the server. No copy is kept and nobody can bring them back.', typeIt: (name: string) => `Type ${name} to go on`, keep: 'Keep it', destroyYes: 'Destroy version 3', why: 'The name is not typed yet',
  },
  toasts: { title: 'In the corner', done: 'Show one', act: 'Show one with a way back', refused: 'Show a refusal', saved: 'Saved 5 changes to .env.production', undo: 'Undo', failed: 'The disk is full', again: 'Taken back' },
};
