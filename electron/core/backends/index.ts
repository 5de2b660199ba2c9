// Door of the room “backends”: a folder for each kind of place where secrets lie, and what the rooms above may ask there.
export {
  connectVault, type AskCode, type Difference, type Done, type FieldChange, type Health, type LoggedIn, type Login, type Renewed, type TokenFacts, type VaultClient, type VaultConnection,
} from './vault/index.ts';
