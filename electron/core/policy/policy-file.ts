// The files that policies lie in: read whole, told apart by a name for each state. Must never refuse because of what is in one.
import { createHash } from 'node:crypto';
import { join } from 'node:path';
import { readWhole } from '../safe-file/index.ts';
import type { Policy } from './model.ts';
import { maxPolicyBytes, readPolicy } from './read-policy.ts';

/** Where the policy of a project lies in its folder. */
export const projectPolicyFile = (folder: string): string => join(folder, 'config', 'security-policy.yaml');

export interface PolicyFile {
  /** Undefined if there is none, or if it cannot be read. */
  readonly bytes: Buffer | undefined;
  readonly there: boolean;
  readonly policy: Policy;
}

export const silent: Policy = { values: {}, floored: new Set(), findings: [] };
const told = (code: 'file-unreadable' | 'file-empty' | 'file-too-large'): Policy => ({ ...silent, findings: [{ code, field: '', suggestion: '', line: 1, column: 1 }] });

/** Names one state of a file. */
export const revisionOf = (bytes: Uint8Array | undefined): string => createHash('sha256').update(bytes ?? '').digest('base64url').slice(0, 22);

export async function policyAt(file: string): Promise<PolicyFile> {
  try {
    const { bytes } = await readWhole(file, maxPolicyBytes);
    // WHY a mistake: a write that broke off leaves an empty file, and nobody means one.
    return { bytes, there: true, policy: bytes.length === 0 ? told('file-empty') : await readPolicy(bytes) };
  } catch (error) {
    const code = error instanceof Error && 'code' in error ? error.code : '';
    if (code === 'file-not-found') return { bytes: undefined, there: false, policy: silent };
    return { bytes: undefined, there: true, policy: told(code === 'file-too-large' ? code : 'file-unreadable') };
  }
}
