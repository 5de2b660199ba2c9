// The application menu. Only macOS needs one, for the keys of editing; elsewhere none, so that no menu reloads or inspects the page.
import type { MenuItemConstructorOptions } from 'electron';

/** The template, or `null` for no menu at all. */
export function menuTemplate(platform: string): MenuItemConstructorOptions[] | null {
  return platform === 'darwin' ? [{ role: 'appMenu' }, { role: 'editMenu' }, { role: 'windowMenu' }] : null;
}
