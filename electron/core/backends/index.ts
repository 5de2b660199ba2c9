// Door of the room “backends”: a folder for each kind of place where secrets lie, and what the rooms above may ask there.
export {
  connectVault, pathIndexOf, type Allowed, type AskCode, type Browsing, type Difference, type Done, type FieldChange, type Health, type LoggedIn, type Login, type Metadata, type Opened, type PathIndex, type Progress, type Renewed, type Settings, type TokenFacts, type VaultClient, type VaultConnection, type Walked, type Walker, type Wrapped, type WrappingFacts,
} from './vault/index.ts';
