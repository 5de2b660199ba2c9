// Stands in for a Vault whose login by GitHub asks GitHub itself, which no test may: takes one personal access token at `auth/<mount>/login`, by the documented API, and one token after that.
import { standIn } from './stand-in.ts';

export interface GithubStandIn {
  readonly address: string;
  /** Path and body of each login. */
  readonly logins: { readonly path: string; readonly body: unknown }[];
  end(): Promise<void>;
}

export async function startGithubStandIn(personal: string, token: string): Promise<GithubStandIn> {
  const logins: GithubStandIn['logins'] = [];
  const server = await standIn((request, response, said) => {
    const answer = (status: number, body: unknown): void => { response.writeHead(status, { 'content-type': 'application/json' }).end(JSON.stringify(body)); };
    const path = request.url ?? '';
    if (path.endsWith('/login') && path.startsWith('/v1/auth/')) {
      const body = JSON.parse(said) as { readonly token?: string };
      logins.push({ path, body });
      if (body.token === personal) answer(200, { auth: { client_token: token, accessor: 'a', policies: ['default', 'team'], metadata: { org: 'shop', username: 'ana' }, lease_duration: 1800, renewable: true } });
      else answer(400, { errors: ['error verifying user: GET https://api.github.com/user: 401 Bad credentials []'] });
    } else if (request.headers['x-vault-token'] === token && path === '/v1/sys/internal/ui/mounts') answer(200, { data: { secret: { 'kv/': { type: 'kv', options: { version: '2' } } } } });
    else answer(403, { errors: ['permission denied'] });
  });
  return { ...server, logins };
}
