// Door of setting up what opens the profile: the first run, and the sheet of a recovery key. Import it late: few starts need it.
export { RecoveryDialog, type RecoveryDialogProps } from './recovery-dialog.tsx';
export { RestoreDialog, type RestoreDialogProps } from './restore-dialog.tsx';
export { SlowKeychain, useSlowKeychain } from './slow-keychain.tsx';
export { SetUp, type SetUpProps } from './set-up.tsx';
