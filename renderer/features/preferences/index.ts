// Door of the preferences and of the list of shortcuts. Import it late: the first view needs neither.
export { AppearanceChoices } from './appearance-choices.tsx';
export { Preferences } from './preferences.tsx';
export { ShortcutList } from './shortcut-list.tsx';
