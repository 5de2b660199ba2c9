// All ways from a clear file to an encrypted one, over one and the same encrypter: by paths for the command line, by steps for the window.
import type { AppContract } from '../../../shared/ipc/contract.ts';
import type { Handlers } from '../../../shared/ipc/define.ts';
import { clearFileHandlers, type ClearFileDeps } from './clear-file/index.ts';
import { createClearEncrypter, type ClearEncrypterDeps } from './encrypt-clear.ts';
import { encryptHandlers, type EncryptDeps } from './encrypt-handler.ts';

export type { Around } from './clear-file/index.ts';

export type EncryptingDeps = Omit<EncryptDeps & ClearFileDeps & ClearEncrypterDeps, 'encrypter' | 'ports'> & { readonly ports: EncryptDeps['ports'] & ClearFileDeps['ports'] & ClearEncrypterDeps['ports'] };

export function encryptingHandlers(deps: EncryptingDeps): Pick<Handlers<AppContract>['sops'], keyof ReturnType<typeof encryptHandlers> | keyof ReturnType<typeof clearFileHandlers>> {
  const encrypter = createClearEncrypter(deps);
  return { ...encryptHandlers({ ...deps, encrypter }), ...clearFileHandlers({ ...deps, encrypter }) };
}
