// Door of the frame.
export { Frame, type Fact, type FrameProps } from './frame.tsx';
export { Panes, type PanesProps } from './panes.tsx';
export { Switches } from './switches.tsx';
export { useChoose } from './use-choose.ts';
export { useLock, type Lock } from './use-lock.ts';
export { useKeys, useMac } from './use-keys.ts';
export { useWindowCommands } from './use-window-commands.ts';
export { stepKeys, windowKeys } from './window-keys.ts';
