// The command line's words for the audit log, in English.
export const cliAuditEn = {
  auditWhole: (n: number): string => `${n === 1 ? '1 line' : `${String(n)} lines`}: whole`,
  auditEmpty: 'The audit log is empty.',
  auditNoneFit: 'No entry fits.',
  auditDamage: {
    'edited': 'this line was changed after it was written', 'removed': 'lines before this one were removed', 'inserted': 'this line was put in afterwards', 'reordered': 'this line stands in another place than it was written',
    'truncated': 'the log was cut off here', 'rolled-back': 'an older state of the log was put back', 'forged-checkpoint': 'the signature in this line is not genuine: something before it was changed', 'wrong-key': 'this line is signed by another key',
  },
  auditBroken: (file: string, line: number, what: string): string => `${file}, line ${String(line)}: ${what}`,
  auditSigned: (line: number, fingerprint: string): string => `signed up to line ${String(line)} by SHA256:${fingerprint}`,
  auditReported: (n: number): string => (n === 1 ? '1 line of the log says that the log was replaced or damaged' : `${String(n)} lines of the log say that it was replaced or damaged`),
  auditUnknown: {
    'unsigned': 'nothing is signed: whoever may write the log could have written it anew', 'unprotected-tail': 'what stands behind the last signature could have been changed or cut off', 'key-unconfirmed': 'whose key it is: compare its fingerprint with the one that you kept elsewhere',
    'end-unconfirmed': 'whether lines were cut off at the end', 'expired': 'what stood in the lines whose time was over',
  },
  auditUnlogged: (n: number): string => (n === 1 ? '1 access was not recorded in the audit log, as your policy allows.' : `${String(n)} accesses were not recorded in the audit log, as your policy allows.`),
  auditCannotKnow: (what: string): string => `cannot be known: ${what}`,
};
export const auditCommandsEn = {
  'audit list': { summary: 'list who accessed what, newest last', more: 'Names only; a value is never written to the log. Filters fit anywhere in their column, in any case; times are dates or RFC 3339. --follow goes on until Ctrl+C.' },
  'audit export': { summary: 'write the log for somebody else, as lines, a table or a signed archive', more: 'What fits the filters, the oldest first, as JSON lines or CSV. --format bundle is the whole log in a tar archive, with its public keys and a verifier that needs nothing but Node.' },
  'audit verify': { summary: 'check that the audit log was not touched', more: 'Exits with 10 if it was, and says what cannot be known. With an open profile, it must have signed, and the log must end as the profile remembers.' },
};
export const auditOptionsEn = {
  who: 'entries of whom, by any part of the name', what: 'an action or a kind of event, by any part of its name', secret: 'entries about this secret or file, by any part of its name', backend: 'entries about this source', result: 'answered or refused',
  since: 'from then on: 2026-11-27 or 2026-11-27T10:00:00Z', until: 'before then', text: 'entries that say this anywhere', format: 'jsonl, csv or bundle (jsonl if you leave it out)', follow: 'show what comes in from now on, too',
};
