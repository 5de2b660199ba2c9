// Door of the room “age”: identities, recipients, and the places where both are found.
export { generateIdentity, unwrap, wrap, type Unwrapped } from './unwrap.ts';
export { searchPlaces, type Place, type PlacePorts, type Search } from './places.ts';
