// The keys that belong to the window itself, in one place: what binds them, shows them and lists them agrees.

export const windowKeys = { palette: 'Ctrl+K', openFolder: 'Ctrl+O', find: 'Ctrl+F', save: 'Ctrl+S', undo: 'Ctrl+Z', redo: 'Ctrl+Shift+Z', redoToo: 'Ctrl+Y', preferences: 'Ctrl+,', shortcuts: 'Ctrl+/', files: 'Ctrl+1', vault: 'Ctrl+2', audit: 'Ctrl+5', lock: 'Ctrl+L', addKey: 'Ctrl+Shift+A' } as const;

/** Back and forward as the platform's own programs have them. */
export const stepKeys = (mac: boolean): { readonly back: string; readonly forward: string } => (mac ? { back: 'Ctrl+[', forward: 'Ctrl+]' } : { back: 'Alt+ArrowLeft', forward: 'Alt+ArrowRight' });
