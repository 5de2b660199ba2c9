// Door of the room “age”: identities, recipients, and the places where both are found.
export { readIdentityText, type IdentityText } from './identity-text.ts';
export { generateIdentity, recipientOf, unwrap, wrap, type Unwrapped } from './unwrap.ts';
export { searchPlaces, type Place, type PlacePorts, type Search } from './places.ts';
