// Lets a module import a stylesheet for its effect.
declare module '*.css';
// The address of a stylesheet, for a shadow root that links it.
declare module '*.css?url' {
  export const href: string;
  export { href as default };
}
