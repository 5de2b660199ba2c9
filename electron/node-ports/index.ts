// Door of the plain Node ports that every adapter shares. Must never import electron or a room.
export { fileSink, fileSource } from './clear-file.ts';
export { nodeAgent, serveAgent } from './agent.ts';
export { nodeBoot } from './boot.ts';
export { nodeClock } from './clock.ts';
export { turnOffCoreDumps } from './core-dumps.ts';
export { fileLog } from './file-log.ts';
export { nodeKeychain } from './keychain.ts';
export { nodePaths } from './paths.ts';
export { isWebPage, openPage } from './open-page.ts';
export { nodePrograms } from './programs.ts';
export { nodeRunner } from './runner.ts';
export { silentPower } from './silent-power.ts';
export { osUser, systemLanguage } from './person.ts';
