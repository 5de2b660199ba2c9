// Lets a module import a stylesheet for its effect.
declare module '*.css';
