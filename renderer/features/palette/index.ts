// Door of the palette. Import it late: nobody needs it before the first Ctrl+K.
export { Palette } from './palette.tsx';
