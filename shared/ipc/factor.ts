// The second factor of the profile: setting it up, its recovery codes, taking it away. Its secret and its codes come out once, when they are made.
import * as v from 'valibot';
import { call } from './define.ts';
import { codeErrors } from './factor-errors.ts';
import { count, newValue, nothing, revealed, sinkRef } from './values.ts';

const writeErrors = ['disk-full', 'write-failed', 'file-busy'] as const;
const setupErrors = ['recovery-key-needed', 'record-damaged', ...codeErrors] as const;
const dialogErrors = ['no-file-dialog', 'dialog-busy', 'cancelled'] as const;
const changeErrors = ['factor-missing', 'record-damaged', ...codeErrors, ...writeErrors] as const;

export const factor = {
  /** `made`: RFC 3339, '' where none is enrolled. `codes`: how many recovery codes are left. `recoveryKey`: whether one opens the profile, without which none is enrolled. */
  getState: call({ input: nothing, output: v.strictObject({ enrolled: v.boolean(), made: v.string(), codes: count, recoveryKey: v.boolean() }), errors: ['record-damaged'], exposes: 'metadata', duringSetup: true }),
  /** A new secret as the address that an authenticator app reads (otpauth://…), on the screen. It counts once confirmSetup took a code of it, in place of the former one. Where there is one, it asks for a code of it first. */
  revealSetup: call({ input: nothing, output: revealed, errors: setupErrors, exposes: 'one-secret', roles: ['window'], duringSetup: true }),
  writeSetup: call({ input: v.strictObject({ sink: sinkRef }), output: nothing, errors: ['sink-closed', 'file-exists', 'disk-full', 'write-failed', ...setupErrors], exposes: 'nothing', discloses: ['stdout', 'file'], roles: ['cli'], duringSetup: true }),
  confirmSetup: call({ input: v.strictObject({ value: v.pipe(newValue, v.maxLength(1024)) }), output: nothing, errors: ['code-wrong', 'factor-missing', 'factor-exists', 'record-damaged', ...writeErrors], exposes: 'nothing', audited: true, duringSetup: true }),
  /** Ten new recovery codes in place of the former ones, one in each line. Asks for a code, but right after confirmSetup. */
  revealCodes: call({ input: nothing, output: revealed, errors: changeErrors, exposes: 'one-secret', roles: ['window'], duringSetup: true }),
  /** The codes that are on the screen, to a place that the person chooses in a dialog. `name` is how the file was called. */
  saveCodes: call({ input: nothing, output: v.strictObject({ name: v.string() }), errors: ['codes-gone', 'file-exists', 'disk-full', 'write-failed', ...dialogErrors], exposes: 'metadata', discloses: ['file'], roles: ['window'], duringSetup: true }),
  writeCodes: call({ input: v.strictObject({ sink: sinkRef }), output: nothing, errors: ['sink-closed', 'file-exists', ...changeErrors], exposes: 'nothing', discloses: ['stdout', 'file'], roles: ['cli'], duringSetup: true }),
  /** Asks for a code. */
  remove: call({ input: nothing, output: nothing, errors: changeErrors, exposes: 'nothing', audited: true }),
};
