// Door of the Vault room.
export { VaultScreen } from './screen.tsx';
