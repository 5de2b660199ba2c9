// Door of setting a second factor up. Import it late: few starts need it.
export { CodesDialog } from './codes-dialog.tsx';
export { FactorDialog, type FactorDialogProps } from './factor-dialog.tsx';
