// Door of the frame.
export { Frame, type FrameProps } from './frame.tsx';
export { Switches } from './switches.tsx';
export { useKeys, useMac } from './use-keys.ts';
