// A user of a real Vault who needs a code of an app after the password.
import { TOTP, URI } from 'otpauth';
import { within, type VaultServer } from './vault-server.ts';

/** Makes the user at `auth/userpass`, and answers with the key of the app. */
export async function userWithCode(vault: VaultServer, user: string, password: string): Promise<{ readonly codes: TOTP; readonly entity: string }> {
  async function set(path: string, body: unknown): Promise<unknown> {
    const { status, body: said } = await vault.api('POST', path, body);
    if (status >= 300) throw new Error(`${path}: ${String(status)} ${JSON.stringify(said)}`);
    return within(said, 'data');
  }
  await set('sys/auth/userpass', { type: 'userpass' });
  await set(`auth/userpass/users/${user}`, { password, token_policies: ['team'], token_ttl: '1h' });
  const accessor = within((await vault.api('GET', 'sys/auth')).body, 'data', 'userpass/', 'accessor');
  const entity = String(within(await set('identity/entity', { name: `entity-${user}` }), 'id'));
  await set('identity/entity-alias', { name: user, canonical_id: entity, mount_accessor: accessor });
  const method = within(await set('identity/mfa/method/totp', { issuer: 'coffre-test', max_validation_attempts: 5 }), 'method_id');
  const codes = URI.parse(String(within(await set('identity/mfa/method/totp/admin-generate', { method_id: method, entity_id: entity }), 'url')));
  if (!(codes instanceof TOTP)) throw new Error('no key of the second step');
  await set('identity/mfa/login-enforcement/userpass', { mfa_method_ids: [method], auth_method_accessors: [accessor] });
  return { codes, entity };
}
