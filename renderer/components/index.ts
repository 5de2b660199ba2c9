// Door of the components: dumb pieces that are handed texts, data and callbacks.
export { AskDialog, type AskDialogProps } from './ask-dialog.tsx';
export { Button, IconButton, type ButtonProps, type IconButtonProps } from './button.tsx';
export { Dialog, type DialogProps } from './dialog.tsx';
export { Icon, type IconProps } from './icon.tsx';
export type { IconName } from './icon-paths.ts';
export { Dial, Mark, Mask } from './mask.tsx';
export { Banner, Chip, Empty, ErrorPanel, type ErrorPanelProps } from './message.tsx';
export { SecretField, type SecretFieldProps } from './secret-field.tsx';
export { Toasts, type ToastData } from './toasts.tsx';
export { Tree, type TreeRow } from './tree.tsx';
export { useRows } from './use-rows.ts';
export { useShortcut } from './use-shortcut.ts';
