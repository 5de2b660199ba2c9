// What can keep an encrypted file from being opened, and from being saved.

export const openErrors = [
  'file-not-found', 'file-unreadable', 'not-a-file', 'symlink-loop', 'file-too-large', 'empty-file', 'not-encrypted', 'binary-file', 'format-not-supported', 'merge-conflict', 'file-truncated',
  'bad-line', 'bad-metadata', 'no-matching-key', 'identity-unusable', 'identity-locked', 'job-key-stale', 'value-damaged', 'value-not-encrypted', 'mac-mismatch', 'mac-missing', 'rules-conflict',
  'format-refused', 'nested-too-deep', 'cancelled',
] as const;
export const saveErrors = [
  'document-not-found', 'revision-conflict', 'changed-on-disk', 'file-gone', 'file-not-writable', 'folder-not-writable', 'disk-full', 'hard-linked', 'foreign-owner', 'attributes-lost',
  'verify-failed', 'write-failed', 'file-busy', 'symlink-loop', 'not-a-file', 'file-unreadable',
] as const;
