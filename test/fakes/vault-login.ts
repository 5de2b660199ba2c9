// A client of a real Vault as a test opens it, and what a login gives, without what is secret in it.
import { onTestFinished } from 'vitest';
import { connectVault, type AskCode, type LoggedIn, type Login, type VaultClient, type VaultConnection } from '../../electron/core/backends/index.ts';
import { Refusal } from '../../electron/core/refusal.ts';
import { SecretText } from '../../electron/core/secret/index.ts';
import type { VaultServer } from '../servers/vault-server.ts';

const rules = { tls_min_version: '1.3', cipher_suites: ['TLS_AES_256_GCM_SHA384', 'TLS_AES_128_GCM_SHA256'] } as const;

/** With the token of `token`, or with none. */
export function clientOf(vault: Pick<VaultServer, 'address' | 'authority'>, token?: string, more: Partial<VaultConnection> = {}): VaultClient {
  const client = connectVault({ address: vault.address, namespace: '', rules, token: () => (token === undefined ? undefined : new SecretText(token)), ...(vault.authority === '' ? {} : { authorities: vault.authority }), ...more });
  onTestFinished(() => client.close());
  return client;
}

export const noCode: AskCode = () => Promise.reject(new Error('no code was expected to be asked for'));
export const textIn = (found: LoggedIn): string => found.token.text().expose();

/** What a refusal is called, and that nothing of what was sent is in it. */
export async function refusedBy(of: Promise<unknown>, ...hidden: readonly string[]): Promise<string> {
  try {
    await of;
  } catch (error) {
    if (!(error instanceof Refusal)) throw error;
    const said = `${JSON.stringify(error)}${error.stack ?? ''}${JSON.stringify(error.data)}${String(error.cause)}`;
    for (const one of hidden) if (said.includes(one)) throw new Error('a refusal says what it must not');
    return error.code;
  }
  return 'fine';
}

export const logInAs = (client: VaultClient, login: Login, askCode: AskCode = noCode): Promise<LoggedIn> => client.logIn(login, askCode);
