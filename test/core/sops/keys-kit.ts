// What the tests of key sources share: opening the data key of a file with what a home holds.
import { encryptDotenv } from '../../../electron/core/sops/index.ts';
import { chooseFormat } from '../../../electron/core/sops/choose-format.ts';
import { openDataKey } from '../../../electron/core/sops/key-groups.ts';
import type { KeySource } from '../../../electron/core/sops/key-sources/key-source.ts';
import { readMetadata } from '../../../electron/core/sops/metadata.ts';

/** Where the identity was found that opened it. */
export async function openedBy(file: string | Uint8Array, sources: readonly KeySource[]): Promise<string> {
  const bytes = Buffer.from(file);
  const format = await chooseFormat('x.env', bytes);
  return (await openDataKey(readMetadata((await format.parse(bytes)).metadata), sources, undefined)).openedWith;
}

export const fileFor = (value: string, ...recipients: readonly string[]): Promise<Buffer> => encryptDotenv([['KEY', value]], recipients, new Date());
