// Who speaks to the agent: Node cannot ask a socket for the credentials of its peer, so the peer makes a file whose owner the kernel writes down. Must never take a name from the other side that it has not looked at.
import { randomBytes } from 'node:crypto';
import { closeSync, lstatSync, openSync, readdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';

/** WHY not 32: a program that does not know this greeting must not take it for the key. */
export const greetingLength = 24;

const proofOf = (folder: string, profile: string, greeting: string): string => join(folder, `.${profile}.${greeting}`);

function remove(path: string): void {
  try {
    rmSync(path, { force: true });
  } catch {
    // Only a folder of that name stays: it proves nothing, and may be somebody's.
  }
}

/** Whether a folder is this user's alone, and no link to another one. */
export function isPrivate(folder: string, uid: number): boolean {
  const facts = lstatSync(folder, { throwIfNoEntry: false });
  return facts?.isDirectory() === true && facts.uid === uid && (facts.mode & 0o077) === 0;
}

export interface Doubt {
  /** What the peer is told: part of the name of the file that it makes. */
  readonly greeting: string;
  /** Whether the file is there, made by `uid`; takes it away. */
  settle(): boolean;
}

/** The agent's side, for one connection. */
export function doubtPeer(folder: string, profile: string, uid: number): Doubt {
  const greeting = randomBytes(greetingLength / 2).toString('hex');
  const path = proofOf(folder, profile, greeting);
  return {
    greeting,
    settle() {
      const facts = lstatSync(path, { throwIfNoEntry: false });
      remove(path);
      // SECURITY(agent-peer): whoever got hold of the socket without being this user cannot make a file of theirs. A link, or another name of a file that is there already, proves nothing, and neither does anything in a folder that others may change.
      return facts?.isFile() === true && facts.uid === uid && facts.nlink === 1 && facts.size === 0 && isPrivate(folder, uid);
    },
  };
}

/** The peer's side: makes the file that the agent looks for. Answers how to take it away; undefined if that is no greeting, or the file cannot be made. */
export function showOwner(folder: string, profile: string, greeting: string): (() => void) | undefined {
  if (greeting.length !== greetingLength || !/^[0-9a-f]+$/.test(greeting)) return undefined;
  const path = proofOf(folder, profile, greeting);
  try {
    closeSync(openSync(path, 'wx', 0o600));
  } catch {
    return undefined;
  }
  return () => { remove(path); };
}

/** Takes away what peers and agents of this profile left when they were killed. */
export function sweepProofs(folder: string, profile: string): void {
  for (const name of readdirSync(folder)) {
    if (name.startsWith(`.${profile}.`)) remove(join(folder, name));
  }
}
