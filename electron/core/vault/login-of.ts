// What a connection's way of logging in needs from what was kept and what was typed.
import type { Browsing, Login } from '../backends/index.ts';
import { Refusal } from '../refusal.ts';
import { SecretText } from '../secret/index.ts';
import type { SavedConnection } from './saved.ts';

/** Refusal: credential-needed. */
export function loginOf({ method, mount, account }: SavedConnection, proof: string | undefined, wrapped: boolean, browsing: () => Browsing): Login {
  const needed = (): SecretText => {
    if (proof === undefined || proof === '') throw new Refusal('credential-needed');
    return new SecretText(proof);
  };
  switch (method) {
    case 'token': return { method, token: needed() };
    case 'userpass': case 'ldap': return { method, mount, user: account, password: needed() };
    // WHY not needed: a role may ask for none.
    case 'approle': return { method, mount, roleId: account, wrapped, ...(proof === undefined || proof === '' ? {} : { secretId: new SecretText(proof) }) };
    case 'jwt': case 'kubernetes': return { method, mount, role: account, jwt: needed() };
    case 'cert': return { method, mount, role: account };
    case 'oidc': return { method, mount, role: account, browsing: browsing() };
    case 'github': return { method, mount, token: needed() };
  }
}
