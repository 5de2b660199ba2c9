// The sops fixtures and the throw-away identities that open them.
import { readFileSync } from 'node:fs';
import { join } from 'node:path';

export const fixtures = join(import.meta.dirname, '../fixtures/sops');
const secretLine = (file: string): string => readFileSync(join(fixtures, file), 'utf8').split('\n').find((line) => line.startsWith('AGE-SECRET-KEY')) ?? '';
/** The throw-away identities that the fixtures are encrypted to. */
export const identities = [secretLine('keys-x25519-1.txt'), secretLine('keys-x25519-2.txt')] as const;
export const recipients = ['age1qvusm9mwu3yxl7lx8w7phpwqaczx0vl4a0vvrc6lvaxnd4mrq3gsektrvd', 'age1eud3echtr5nltqgzem07vmcq90xcaxu9je6qndqd7tlh7kc2mf6qm9rvs6'] as const;
