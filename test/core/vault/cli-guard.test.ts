// A Vault that is guarded as production, at a terminal: its name is typed before anything is changed, once, and another name changes nothing.
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { builtCli, cliHome, type CliHome } from '../../fakes/cli.ts';
import { hasScreens, openScreen, type Screen } from '../../fakes/screen.ts';
import { hasVault, startVault, within, type VaultServer } from '../../servers/vault-server.ts';

const passphrase = 'canary passphrase of a guard';

describe.skipIf(!hasVault() || !hasScreens)('production at a terminal', () => {
  let vault: VaultServer;
  let home: CliHome;
  let kv: string;
  const onTerminal = (args: readonly string[], tail = ''): Screen => openScreen(home, [process.execPath, builtCli, ...args], { XDG_RUNTIME_DIR: home.folder, SOPS_AGE_KEY: '', NO_COLOR: '1' }, tail);
  async function fed(args: readonly string[], input: string): Promise<void> {
    const screen = onTerminal(args, ` < '${home.write('input', `${input}\n`)}'`);
    const status = await screen.ends;
    if (status !== 0) throw new Error(`${args.join(' ')}: ${String(status)} ${screen.shown()}`);
  }
  beforeAll(async () => {
    vault = await startVault();
    kv = await vault.mount(2);
    home = cliHome();
    await fed(['profile', 'init', '--no-keychain'], passphrase);
    await fed(['profile', 'unlock'], passphrase);
    await fed(['vault', 'login', '--addr', vault.address, '--name', 'prod-eu', '--guard', 'production'], await vault.tokenFor(`path "${kv}/*" { capabilities = ["create", "read", "update", "list", "delete"] }`));
  }, 90_000);
  afterAll(async () => {
    await onTerminal(['profile', 'lock']).ends;
    home.remove();
    await vault.end();
  });
  const deleted = async (): Promise<boolean> => within((await vault.api('GET', `${kv}/metadata/app`)).body, 'data', 'versions', '1', 'deletion_time') !== '';

  test('another name is asked about again; giving up changes nothing, and the name is the yes', async () => {
    await vault.api('POST', `${kv}/data/app`, { data: { A: 'canary' } });
    const question = `prod-eu is guarded as production. Type its name to change ${kv}/app`;
    const first = onTerminal(['vault', 'delete', `${kv}/app`]);
    await first.sees(question);
    first.type('prod\r');
    await first.sees('That was not it. ');
    first.type('\u0003');
    expect(await first.ends).toBe(1);
    expect(first.shown()).toContain('Nothing was changed');
    expect(await deleted()).toBe(false);
    const second = onTerminal(['vault', 'delete', `${kv}/app`]);
    await second.sees(question);
    second.type('prod-eu\r');
    expect(await second.ends).toBe(0);
    expect(second.shown()).not.toContain('[y/N]');
    expect(await deleted()).toBe(true);
  });
});
