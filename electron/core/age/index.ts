// Door of the room “age”: identities, recipients, and the places where both are found.
export { isPluginIdentity, readAnyIdentities, readIdentityText, type IdentityText, type LockedText } from './identity-text.ts';
export { findProgram } from './find-program.ts';
export { createPluginMemory } from './plugin-memory.ts';
export { createPlugins, type Plugins } from './plugins.ts';
export { ageHandlers, type AgeDeps } from './handlers.ts';
export { createLocks, type Locks } from './locks.ts';
export { armored, openWithPassphrase, sealWithPassphrase, type Unwrapped } from './age-file.ts';
export { decryptWith, encryptFor, generateIdentity, recipientOf, unwrap, wrap } from './unwrap.ts';
export { searchPlaces, type Place, type PlacePorts, type Search } from './places.ts';
