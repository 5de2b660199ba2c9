// What stands in for the API server of a Kubernetes: it answers TokenReview alone, so that a Vault's login of Kubernetes can be tried without one.
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';

export interface TokenReviewStandIn {
  readonly address: string;
  end(): Promise<void>;
}

/** Says yes to this token alone, for the service account `app` of `team`. */
export async function startTokenReviewStandIn(good: string): Promise<TokenReviewStandIn> {
  const server = createServer((request, response) => {
    let said = '';
    request.setEncoding('utf8').on('data', (piece: string) => { said += piece; }).on('end', () => {
      const { spec } = JSON.parse(said) as { readonly spec: { readonly token: string; readonly audiences?: readonly string[] } };
      const status = spec.token === good ? { authenticated: true, audiences: spec.audiences ?? [], user: { username: 'system:serviceaccount:team:app', uid: 'uid-of-app', groups: ['system:serviceaccounts'] } } : { authenticated: false, error: 'not known' };
      response.writeHead(201, { 'content-type': 'application/json' }).end(JSON.stringify({ apiVersion: 'authentication.k8s.io/v1', kind: 'TokenReview', metadata: {}, spec, status }));
    });
  });
  await new Promise<void>((resolve) => { server.listen(0, '127.0.0.1', resolve); });
  return {
    address: `http://127.0.0.1:${String((server.address() as AddressInfo).port)}`,
    async end() {
      server.closeAllConnections();
      await new Promise((resolve) => { server.close(resolve); });
    },
  };
}
