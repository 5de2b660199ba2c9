// What stands in for a provider of OpenID Connect: discovery, one key, a page that says yes at once, and tokens for codes that come with their proof (PKCE). And for a Vault in what only OpenBao does: a code that is typed into another device.
import { createHash, generateKeyPairSync, randomUUID, sign } from 'node:crypto';
import type { ServerResponse } from 'node:http';
import { standIn } from './stand-in.ts';

export interface StandIn {
  readonly address: string;
  /** Query of the page as it was opened last. */
  readonly opened: URLSearchParams[];
  end(): Promise<void>;
}

const json = (response: ServerResponse, status: number, body: unknown): void => { response.writeHead(status, { 'content-type': 'application/json' }).end(JSON.stringify(body)); };

/** `says`: what the page answers instead of a code. */
export async function startOidcStandIn(client: string, says?: { readonly error: string }): Promise<StandIn> {
  const { privateKey, publicKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' });
  const opened: URLSearchParams[] = [];
  const codes = new Map<string, URLSearchParams>();
  let issuer = '';
  const encode = (part: unknown): string => Buffer.from(JSON.stringify(part)).toString('base64url');
  const server = await standIn((request, response, body) => {
    const url = new URL(request.url ?? '', issuer);
    if (url.pathname === '/.well-known/openid-configuration') json(response, 200, { issuer, authorization_endpoint: `${issuer}/authorize`, token_endpoint: `${issuer}/token`, jwks_uri: `${issuer}/jwks`, id_token_signing_alg_values_supported: ['ES256'], response_types_supported: ['code'], subject_types_supported: ['public'] });
    else if (url.pathname === '/jwks') json(response, 200, { keys: [{ ...publicKey.export({ format: 'jwk' }), kid: 'one', use: 'sig', alg: 'ES256' }] });
    else if (url.pathname === '/authorize') {
      opened.push(url.searchParams);
      const back = new URL(url.searchParams.get('redirect_uri') ?? '');
      const code = randomUUID();
      codes.set(code, url.searchParams);
      for (const [name, value] of Object.entries({ state: url.searchParams.get('state') ?? '', ...(says ?? { code }) })) back.searchParams.set(name, value);
      response.writeHead(302, { location: back.href }).end();
    } else {
      const given = new URLSearchParams(body);
      const asked = codes.get(given.get('code') ?? '');
      codes.delete(given.get('code') ?? '');
      const proof = createHash('sha256').update(given.get('code_verifier') ?? '').digest('base64url');
      if (asked === undefined || asked.get('code_challenge') !== proof) {
        json(response, 400, { error: 'invalid_grant' });
        return;
      }
      const now = Math.floor(Date.now() / 1000);
      const signed = `${encode({ alg: 'ES256', kid: 'one' })}.${encode({ iss: issuer, sub: 'alice', aud: client, iat: now, exp: now + 300, nonce: asked.get('nonce') })}`;
      const token = `${signed}.${sign('sha256', Buffer.from(signed), { key: privateKey, dsaEncoding: 'ieee-p1363' }).toString('base64url')}`;
      json(response, 200, { access_token: 'x', token_type: 'Bearer', id_token: token });
    }
  });
  issuer = server.address;
  return { ...server, opened };
}

/** Answers `auth_url` with this, and what is polled with these in turn. */
export async function startDeviceStandIn(page: unknown, polls: readonly (readonly [number, unknown])[]): Promise<{ readonly address: string; readonly polled: unknown[]; end(): Promise<void> }> {
  const polled: unknown[] = [];
  const server = await standIn((request, response, body) => {
    if (request.url?.endsWith('/oidc/auth_url') === true) json(response, 200, { data: page });
    else {
      const [status, answer] = polls[polled.length] ?? [500, {}];
      polled.push(JSON.parse(body));
      json(response, status, answer);
    }
  });
  return { ...server, polled };
}
