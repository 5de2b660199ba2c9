// Refusals around job keys, in English.
import { plainly, type ErrorCode, type Sentence } from '../error-code.ts';
import { formatOf } from '../intl.ts';

const f = formatOf('en');

export const jobErrors = {
  'job-not-allowed': (facts) => ({ title: 'The job may not do this', why: `The key of the job ${facts.text('job') ?? ''} names the files, values and actions that it is for; this is none of them.`, next: 'Run it without the job key, or enrol a job that may.' }),
  'job-exists': plainly('There is a job of this name already', 'Each job has a name of its own, which the audit log shows.', 'Take another name, or revoke the former job first.'),
  'job-not-found': plainly('There is no job of this name', 'It was revoked, or its name is mistyped.', 'Look at the list of jobs.'),
  'job-key-not-found': plainly('There is no job key', 'The file or the entry of the keychain is not there.', 'Look where the job keeps its key, or enrol the job anew.'),
  'job-key-exposed': plainly('Others can read this job key', 'The file belongs to somebody else, or its permissions let others in. A key must be its owner’s alone.', 'Make it 0600. If somebody may have read it, revoke the job and enrol it anew.'),
  'job-key-damaged': plainly('This is no job key that fits', 'It was changed or cut off, or what it opens was.', 'Revoke the job and enrol it anew.'),
  'job-key-stale': plainly('The job key does not open this file any more', 'The file has another data key since the job was enrolled, as after a rotation or the removal of a recipient; or the job is for another file.', 'Enrol the job anew.'),
  'job-revoked': plainly('This job was revoked', 'Its key opens nothing any more, or the profile folder is another one.', 'Enrol the job anew if it is still needed.'),
  'job-expired': (facts) => ({ title: 'This job has expired', why: `Its key was good until ${f.moment(facts.text('expires') ?? '')}.`, next: 'Enrol it anew if it is still needed.' }),
} satisfies Partial<Record<ErrorCode, Sentence>>;
