// Refusals of the gate, of folders and of the log, in English: what happened, why it usually does, what to do next.
import { faultIn, type FaultWords } from '../audit-fault.ts';
import { plainly, type ErrorCode, type Sentence } from '../error-code.ts';
import { formatOf } from '../intl.ts';

const f = formatOf('en');

const auditFaults: FaultWords = {
  'full': { why: 'The disk with the log is full.', next: 'Make room, then try again.' },
  'no-right': { why: 'Coffre may not write to the log: its folder has lost its rights, or its disk is read-only.', next: 'Give the audit folder in the profile back its rights, then try again.' },
  'foreign': { why: 'In the place of the log stands something else: a link, a folder, or the file of somebody else.', next: 'Look at the audit folder in the profile, and take away what does not belong there.' },
  'busy': { why: 'Another program has held the log for ten seconds.', next: 'Try again in a moment.' },
  'no-key': { why: 'Its lines are to be sealed, and no profile was ever open here to seal them for.', next: 'Unlock the profile once, then try again.' },
  'other': { why: 'The disk reported a fault.', next: 'Check the disk with the audit folder of the profile, then try again.' },
};

export const placeErrors = {
  'question-not-found': plainly('This question is not open any more', 'It was answered already, or what asked it has ended.', 'Nothing needs to be done.'),
  'not-allowed': plainly('That is not allowed from here', 'Some actions belong to the window only, others to the command line only.', 'Use the other one for this.'),
  'unknown-call': plainly('Coffre does not know this action', 'Window and core are of different versions, usually after an update while Coffre was open.', 'Close Coffre and start it again.'),
  'bad-input': plainly('The request could not be understood', 'It is larger than what may cross, or a part of it has a shape that Coffre does not expect.', 'Check what you entered. If it was short and plain, start Coffre again.'),
  locked: plainly('Coffre is locked', 'It locks by itself after a while, and when the computer sleeps.', 'Unlock it, then try again.'),
  'not-focused': plainly('The window is not in front', 'Values are only given to a window that you are looking at.', 'Click into the window, then try again.'),
  'slow-down': (facts) => ({
    title: 'Too many values at once',
    why: 'Coffre gives out one value at a time, and 30 in a minute, so that a program cannot read them all.',
    next: `Try again in ${f.seconds(facts.number('retryAfterMs') ?? 1000)}.`,
  }),
  'audit-unavailable': (facts) => ({ title: 'The access could not be recorded', why: `Every access to a value, and every change on a Vault, is written down first. ${auditFaults[faultIn(facts)].why}`, next: `${auditFaults[faultIn(facts)].next} Nothing was given out or changed.` }),
  internal: (facts) => {
    const incident = facts.text('incident');
    return {
      title: 'Something went wrong inside Coffre',
      why: 'This is a mistake in the program, not yours.',
      next: `Try again. If it comes back, report it${incident === undefined ? '' : ` with this number: ${incident}`}. Your files were not changed by it.`,
    };
  },
  'bridge-lost': plainly('The core of Coffre does not answer', 'It was closed, or it is starting again.', 'Try again in a moment. What you typed is still here.'),
  'audit-unreadable': plainly('The log cannot be read', 'Its file belongs to somebody else, or the disk reports a fault.', 'Check the rights of the audit folder in the profile.'),

  'folder-not-found': plainly('This folder is not there', 'It was moved, renamed or deleted, or its disk is not connected.', 'Choose it again, or choose another one.'),
  'not-a-folder': plainly('This is not a folder', 'A project is a folder; a file was given.', 'Choose the folder that holds the file.'),
  'folder-unreadable': plainly('This folder cannot be read', 'It belongs to somebody else, or its rights do not let you in.', 'Ask for the right to read it, or choose another folder.'),
  'symlink-loop': plainly('This link leads back to itself', 'Symbolic links point at each other in a circle.', 'Remove one of the links, or open the real file.'),
  'no-dialog': (facts) => ({
    title: 'The folder dialog cannot be shown',
    why: facts.text('reason') === 'no-display' ? 'There is no display.' : 'No program that shows one is installed.',
    next: 'Install zenity or kdialog, or choose the folder from the list in the window.',
  }),
  'no-file-dialog': (facts) => ({
    title: 'The file dialog cannot be shown',
    why: facts.text('reason') === 'no-display' ? 'There is no display.' : 'No program that shows one is installed.',
    next: 'Install zenity or kdialog, or use “coffre file decrypt” and “coffre file set” in a terminal.',
  }),
  'dialog-busy': plainly('A dialog is already open', 'It may be hidden behind this window.', 'Answer that one first.'),
  'use-the-dialog': plainly('Folders are chosen in the system’s dialog here', 'The list in the window is only for computers without such a dialog.', 'Use “Open a folder”.'),
  'nothing-dropped': plainly('Nothing that can be opened was dropped', 'Only folders of this computer make a project.', 'Drop a folder, or use “Open a folder”.'),
  'project-not-found': plainly('This project is no longer open', 'It was closed, or Coffre was started again.', 'Open its folder again.'),
  'unsaved-changes': plainly('There are changes that are not saved', 'Closing now would lose them.', 'Save or discard them first.'),
  'disk-full': plainly('The disk is full', 'There was no room for the new file beside the old one.', 'Make room, then try again. The file is as it was.'),
  'write-failed': plainly('It could not be written', 'The disk reported a fault, was removed, or is read-only.', 'Check the disk, then try again. The file is as it was.'),
  'sink-closed': plainly('Nobody takes the output any more', 'The program that read it has ended.', 'Run the command again.'),
  'file-exists': plainly('A file of this name is already there', 'Coffre does not write over a file that it did not make.', 'Choose another name, or move that file away.'),
  'clipboard-unavailable': (facts) => ({
    title: 'Copying does not work here',
    why: facts.text('reason') === 'no-display' ? 'There is no display, and so no clipboard.' : 'No program for the clipboard was found, or it failed.',
    next: 'Install wl-clipboard or xclip, or reveal the value instead.',
  }),
} satisfies Partial<Record<ErrorCode, Sentence>>;
