// How somebody logs in to a Vault by each of its methods, and what a token may be asked for then. Must never send what proves somebody anywhere but to the login of its own method, nor keep it.
import { Refusal } from '../../refusal.ts';
import { SecretBytes, SecretText } from '../../secret/index.ts';
import { command } from './commands.ts';
import { fieldOf, numberOf, textOf, textsOf } from './json.ts';
import { codeRefusal, loginRefusal, tokenRefusal } from './login-refused.ts';
import { byOidc, type Browsing } from './oidc.ts';
import { encoded, encodedName, namesOf } from './path.ts';
import { dataOf, type Transport, type VaultAnswer } from './transport.ts';
import { unwrapSecretId } from './wrapped-secret-id.ts';

/** `mount`: where the method lies below `auth/`; '' for its usual place. */
export type Login =
  | { readonly method: 'token'; readonly token: SecretText }
  | { readonly method: 'userpass' | 'ldap'; readonly mount: string; readonly user: string; readonly password: SecretText }
  /** `secretId` is absent where the role asks for none. `wrapped`: it is the token that wraps it. */
  | { readonly method: 'approle'; readonly mount: string; readonly roleId: string; readonly secretId?: SecretText; readonly wrapped: boolean }
  | { readonly method: 'jwt' | 'kubernetes'; readonly mount: string; readonly role: string; readonly jwt: SecretText }
  /** By the certificate of the connection. `role` '': whichever fits. */
  | { readonly method: 'cert'; readonly mount: string; readonly role: string }
  /** `role` '': the usual one. */
  | { readonly method: 'oidc'; readonly mount: string; readonly role: string; readonly browsing: Browsing }
  | { readonly method: 'github'; readonly mount: string; readonly token: SecretText };

export interface LoggedIn {
  readonly token: SecretBytes;
  /** Names the token and opens nothing; '' where it has none. */
  readonly accessor: string;
  readonly entity: string;
  /** Whom the server takes this for; '' where it does not say. */
  readonly name: string;
  readonly policies: readonly string[];
  /** 0: it never ends. */
  readonly ttlSeconds: number;
  readonly renewable: boolean;
  /** False for a token that may not look at itself: nothing else here is known then. */
  readonly known: boolean;
}
/** Asks for the code of a second step; `again`: the last one was wrong. To give up, it throws. */
export type AskCode = (wanted: { readonly kind: string; readonly again: boolean }) => Promise<SecretText>;

/** The server has 0 for what never ends; what a login has left out, it has not. */
function loggedIn(auth: unknown): LoggedIn {
  const token = textOf(auth, 'client_token');
  if (token === '') throw new Refusal('not-a-vault', { status: 200 });
  const metadata = fieldOf(auth, 'metadata');
  return {
    token: new SecretBytes(Buffer.from(token)), accessor: textOf(auth, 'accessor'), entity: textOf(auth, 'entity_id'),
    name: textOf(metadata, 'username') || textOf(metadata, 'role_name') || textOf(metadata, 'role') || textOf(metadata, 'cert_name'),
    policies: textsOf(auth, 'policies'), ttlSeconds: numberOf(auth, 'lease_duration'), renewable: fieldOf(auth, 'renewable') === true, known: true,
  };
}

async function byToken(transport: Transport, token: SecretText): Promise<LoggedIn> {
  const bytes = (): SecretBytes => new SecretBytes(Buffer.from(token.expose()));
  try {
    const data = dataOf(await transport.ask({ ...await command('tokenLookupSelf'), token }));
    return {
      token: bytes(), accessor: textOf(data, 'accessor'), entity: textOf(data, 'entity_id'), name: textOf(data, 'display_name'),
      policies: [...textsOf(data, 'policies'), ...textsOf(data, 'identity_policies')], ttlSeconds: numberOf(data, 'ttl'), renewable: fieldOf(data, 'renewable') === true, known: true,
    };
  } catch (error) {
    // WHY not refused: without the policy `default` a good token may not look at itself.
    if (!(error instanceof Refusal) || error.code !== 'permission-denied') throw error;
    return { token: bytes(), accessor: '', entity: '', name: '', policies: [], ttlSeconds: 0, renewable: false, known: false };
  }
}

interface Step {
  readonly path: string;
  readonly body: Readonly<Record<string, string>>;
}

/** An empty one is refused here: LDAP takes it for nobody, and says yes. */
function given(secret: SecretText): string {
  const text = secret.expose();
  if (text === '') throw new Refusal('login-failed');
  return text;
}

const mountOf = ({ method, mount }: Exclude<Login, { readonly method: 'token' }>): string => (mount === '' ? method : encoded(namesOf(mount)));

async function stepOf(transport: Transport, login: Exclude<Login, { readonly method: 'token' | 'oidc' }>): Promise<Step> {
  const mount = mountOf(login);
  const path = `auth/${mount}/login`;
  switch (login.method) {
    case 'userpass': case 'ldap':
      return { path: `${path}/${encodedName(login.user)}`, body: { password: given(login.password) } };
    case 'approle': {
      if (login.secretId === undefined) return { path, body: { role_id: login.roleId } };
      return { path, body: { role_id: login.roleId, secret_id: login.wrapped ? await unwrapSecretId(transport, login.secretId, mount) : given(login.secretId) } };
    }
    case 'jwt': case 'kubernetes':
      return { path, body: { jwt: given(login.jwt), ...(login.role === '' ? {} : { role: login.role }) } };
    case 'cert':
      return { path, body: login.role === '' ? {} : { name: login.role } };
    case 'github':
      return { path, body: { token: given(login.token) } };
  }
}

const sent = (transport: Transport, { path, body }: Step): Promise<VaultAnswer> => transport.ask({ method: 'POST', path, body, bare: true, refusal: loginRefusal });

interface CodeMethod {
  readonly id: string;
  readonly kind: string;
}

/** Of each rule one method, one that takes a code. Refusal: second-step-unsupported. */
function codeMethods(requirement: unknown): readonly CodeMethod[] {
  const rules = fieldOf(requirement, 'mfa_constraints');
  const methods = Object.values(typeof rules === 'object' && rules !== null ? rules : {}).map((rule): CodeMethod => {
    const any = fieldOf(rule, 'any');
    const fit: unknown = Array.isArray(any) ? any.find((one) => fieldOf(one, 'uses_passcode') === true) : undefined;
    if (fit === undefined) throw new Refusal('second-step-unsupported');
    return { id: textOf(fit, 'id'), kind: textOf(fit, 'type') };
  });
  return methods.filter(({ id }, at) => methods.findIndex((one) => one.id === id) === at);
}

/** Until the codes are right, or whoever is asked gives up, or the server has had enough. */
async function secondStep(transport: Transport, requirement: unknown, askCode: AskCode): Promise<VaultAnswer> {
  const methods = codeMethods(requirement);
  for (let again = false; ; again = true) {
    const codes: Record<string, readonly string[]> = {};
    for (const { id, kind } of methods) codes[id] = [(await askCode({ kind, again })).expose()];
    try {
      return await transport.ask({ method: 'POST', path: 'sys/mfa/validate', body: { mfa_request_id: textOf(requirement, 'mfa_request_id'), mfa_payload: codes }, bare: true, refusal: codeRefusal });
    } catch (error) {
      if (!(error instanceof Refusal) || error.code !== 'code-wrong') throw error;
    }
  }
}

/**
 * Refusals: those of a request; path-invalid (what cannot be the name of a method or of somebody), login-failed, login-refused (too many tries, or no such method there), login-role-unknown, login-expired (the proof, or the time for the second step), login-directory-down,
 * certificate-missing; of a page: login-page-refused, callback-impossible, callback-too-slow, cancelled; second-step-unsupported, too-many-codes; of what was wrapped: wrapping-used (or expired, or never one), wrapping-foreign (it wraps something else). And what `askCode` throws.
 */
export async function logIn(transport: Transport, login: Login, askCode: AskCode): Promise<LoggedIn> {
  if (login.method === 'token') return byToken(transport, login.token);
  const answer = login.method === 'oidc' ? await byOidc(transport, mountOf(login), login.role, login.browsing) : await sent(transport, await stepOf(transport, login));
  const auth = fieldOf(answer.body, 'auth');
  const requirement = fieldOf(auth, 'mfa_requirement');
  return loggedIn(requirement === undefined || requirement === null ? auth : fieldOf((await secondStep(transport, requirement, askCode)).body, 'auth'));
}

export interface Renewed {
  /** 0: it never ends. */
  readonly ttlSeconds: number;
  readonly renewable: boolean;
}

/** For as long as the server likes; a longer time than it allows is cut by it. Refusals: not-renewable, token-invalid, permission-denied. */
export async function renewSelf(transport: Transport, incrementSeconds?: number): Promise<Renewed> {
  const auth = fieldOf((await transport.ask({ ...await command('tokenRenewSelf'), body: incrementSeconds === undefined ? {} : { increment: `${String(incrementSeconds)}s` }, refusal: tokenRefusal })).body, 'auth');
  return { ttlSeconds: numberOf(auth, 'lease_duration'), renewable: fieldOf(auth, 'renewable') === true };
}

/** False for a token that cannot be taken back and lives to its end. One that is dead already is fine. */
export async function revokeSelf(transport: Transport): Promise<boolean> {
  try {
    await transport.ask({ ...await command('tokenRevokeSelf'), refusal: tokenRefusal });
    return true;
  } catch (error) {
    if (error instanceof Refusal && error.code === 'token-invalid') return true;
    if (error instanceof Refusal && error.code === 'not-revocable') return false;
    throw error;
  }
}
