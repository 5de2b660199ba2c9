// Door of the search over paths of Vaults in the palette.
export { VaultPaths } from './vault-paths.tsx';
