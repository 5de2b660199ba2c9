// Door of the Settings room. Import it late: nobody begins there.
export { SettingsScreen } from './screen.tsx';
