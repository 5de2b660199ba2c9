// Which tests want servers or programs that Go builds: `npm run test:servers` runs these, and a run `--without-servers` all others. What lies elsewhere and needs a Vault would be skipped in one of them for good.
export const serverTests: readonly string[] = ['test/core/sops/differential', 'test/core/sops/fixtures-versions', 'test/core/sops/keys-', 'test/core/audit/sealing', 'test/core/cli/keys', 'test/core/age/', 'test/core/vault/', 'test/ui/vault', 'test/security/vault'];

/** As vitest leaves them out. */
export const withoutServerTests: readonly string[] = serverTests.flatMap((path) => ['--exclude', `**/${path}${path.endsWith('/') ? '**' : '*'}`]);
