// The folder of what opens the profile, one file for each kind, so that damage in one leaves the others. Must never remove the last one that works.
import { mkdir, rename, unlink } from 'node:fs/promises';
import { join } from 'node:path';
import { randomBytes } from 'node:crypto';
import type { ProtectorKind } from '../../../shared/ipc/profile.ts';
import { readFile } from '../read-again.ts';
import { Refusal } from '../refusal.ts';
import { writeOwnFile } from '../safe-file/index.ts';
import { readProtector, writeProtector, type ProtectorFile, type ReadProtector } from './canonical.ts';

export const kinds: readonly ProtectorKind[] = ['keychain', 'passphrase', 'recovery-key'];

export type Found = { readonly kind: ProtectorKind } & ReadProtector;
export type FileOf<K extends ProtectorKind> = Extract<ProtectorFile, { kind: K }>;

/** 16 random bytes as a name. */
export const newId = (): string => randomBytes(16).toString('base64url');
export const newSalt = (): string => randomBytes(16).toString('base64');

export interface ProtectorFolder {
  /** What is there, whole or not; empty where there is no profile. */
  list(): Promise<readonly Found[]>;
  /** The whole one of a kind. Refusals: profile-missing, profile-newer, protector-missing, protector-damaged (data: kind). */
  get<K extends ProtectorKind>(kind: K): Promise<FileOf<K>>;
  /** Atomically: afterwards the former one or this one is there. Refusals: disk-full, write-failed. */
  put(file: ProtectorFile): Promise<void>;
  /** Moves damaged ones into the folder `into`. Refusal: write-failed. */
  setAside(into: string): Promise<void>;
  /** Refusals: profile-missing, protector-missing, last-protector, write-failed. */
  remove(kind: ProtectorKind): Promise<void>;
}

const codeOf = (error: unknown): unknown => (typeof error === 'object' && error !== null && 'code' in error ? error.code : undefined);

export function protectorFolder(folder: string): ProtectorFolder {
  const fileOf = (kind: ProtectorKind): string => join(folder, `${kind}.json`);

  async function find(kind: ProtectorKind): Promise<Found | undefined> {
    try {
      const read = readProtector(await readFile(fileOf(kind)));
      // A whole file under another's name is not what its writer put there.
      return read.state === 'whole' && read.file.kind !== kind ? { kind, state: 'damaged' } : { kind, ...read };
    } catch (error) {
      return codeOf(error) === 'ENOENT' || codeOf(error) === 'ENOTDIR' ? undefined : { kind, state: 'damaged' };
    }
  }

  async function list(): Promise<readonly Found[]> {
    return (await Promise.all(kinds.map(find))).filter((found) => found !== undefined);
  }

  return {
    list,
    async get<K extends ProtectorKind>(kind: K) {
      const all = await list();
      if (all.length === 0) throw new Refusal('profile-missing');
      if (all.some(({ state }) => state === 'newer')) throw new Refusal('profile-newer');
      const found = all.find((one) => one.kind === kind);
      if (found === undefined) throw new Refusal('protector-missing', { kind });
      if (found.state !== 'whole') throw new Refusal('protector-damaged', { kind });
      // `find` has compared the file's kind with its name.
      return found.file as FileOf<K>;
    },
    put: (file) => writeOwnFile(fileOf(file.kind), writeProtector(file)),
    async setAside(into) {
      const damaged = (await list()).filter(({ state }) => state === 'damaged');
      if (damaged.length === 0) return;
      try {
        await mkdir(into, { recursive: true, mode: 0o700 });
        for (const { kind } of damaged) await rename(fileOf(kind), join(into, `${kind}.json`));
      } catch {
        throw new Refusal('write-failed');
      }
    },
    async remove(kind) {
      const all = await list();
      if (all.length === 0) throw new Refusal('profile-missing');
      if (!all.some((one) => one.kind === kind)) throw new Refusal('protector-missing', { kind });
      // SECURITY(last-protector): without one, everything that is sealed is lost.
      if (!all.some((one) => one.kind !== kind && one.state === 'whole')) throw new Refusal('last-protector');
      await unlink(fileOf(kind)).catch((error: unknown) => {
        if (codeOf(error) !== 'ENOENT') throw new Refusal('write-failed');
      });
    },
  };
}
