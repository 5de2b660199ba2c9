// Door of the components: dumb pieces that are handed texts, data and callbacks.
export { AskDialog, type AskDialogProps } from './ask-dialog.tsx';
export { Button, IconButton, type ButtonProps, type IconButtonProps } from './button.tsx';
export { Checkbox, Segmented, Select, Switch, type CheckboxProps, type Option, type SegmentedProps, type SelectProps, type SwitchProps } from './choices.tsx';
export { Dialog, type DialogProps } from './dialog.tsx';
export { Field, NumberField, type FieldProps, type NumberFieldProps } from './field.tsx';
export { Icon, type IconProps } from './icon.tsx';
export type { IconName } from './icon-paths.ts';
export { Dial, Mark, Mask } from './mask.tsx';
export { Menu, MenuList, placeOfClick, type MenuAct, type MenuItem, type MenuPlace, type MenuProps } from './menu.tsx';
export { Banner, Chip, Empty, ErrorPanel, type ErrorPanelProps } from './message.tsx';
export { SecretField, type SecretFieldProps } from './secret-field.tsx';
export { Toasts, type ToastData } from './toasts.tsx';
export { Tips, Tooltip, tipped, type TooltipProps } from './tooltip.tsx';
export { Tree, type TreeRow } from './tree.tsx';
export { useRows } from './use-rows.ts';
export { useShortcut } from './use-shortcut.ts';
