// Where each command's code is, loaded only when it runs: most of them need little of the program.
import type { Run } from './answer.ts';
import type { CommandName } from './grammar.ts';

export const loaders: Readonly<Record<CommandName, () => Promise<Run>>> = {
  open: async () => (await import('./open.ts')).open,
  'file list': async () => (await import('./file-list.ts')).fileList,
  'file show': async () => (await import('./file-show.ts')).fileShow,
  'file get': async () => (await import('./file-get.ts')).fileGet,
  'file set': async () => (await import('./file-set.ts')).fileSet,
  'file unset': async () => (await import('./file-unset.ts')).fileUnset,
  'file rename': async () => (await import('./file-rename.ts')).fileRename,
  'file encrypt': async () => (await import('./file-encrypt.ts')).fileEncrypt,
  'file decrypt': async () => (await import('./file-decrypt.ts')).fileDecrypt,
  'file verify': async () => (await import('./file-verify.ts')).fileVerify,
  'file diff': async () => (await import('./file-diff.ts')).fileDiff,
  'file lint': async () => (await import('./file-lint.ts')).fileLint,
  'file rules': async () => (await import('./file-rules.ts')).fileRules,
  'profile init': async () => (await import('./profile-init.ts')).profileInit,
  'profile unlock': async () => (await import('./profile-unlock.ts')).profileUnlock,
  'profile lock': async () => (await import('./profile-lock.ts')).profileLock,
  'profile status': async () => (await import('./profile-status.ts')).profileStatus,
  'profile protectors': async () => (await import('./profile-protectors.ts')).profileProtectors,
  'profile recover': async () => (await import('./profile-recover.ts')).profileRecover,
  'profile repair': async () => (await import('./profile-repair.ts')).profileRepair,
  'keys list': async () => (await import('./keys-list.ts')).keysList,
  'keys generate': async () => (await import('./keys-generate.ts')).keysGenerate,
  'keys import': async () => (await import('./keys-import.ts')).keysImport,
  'keys remove': async () => (await import('./keys-remove.ts')).keysRemove,
  'audit list': async () => (await import('./audit-list.ts')).auditList,
  'audit verify': async () => (await import('./audit-verify.ts')).auditVerify,
  completion: async () => (await import('./completion/index.ts')).completion,
};
