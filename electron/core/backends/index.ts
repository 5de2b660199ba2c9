// Door of the room “backends”: a folder for each kind of place where secrets lie, and what the rooms above may ask there.
export { connectVault, type Difference, type Done, type FieldChange, type Health, type TokenFacts, type VaultClient, type VaultConnection } from './vault/index.ts';
