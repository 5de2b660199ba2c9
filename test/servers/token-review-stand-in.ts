// What stands in for the API server of a Kubernetes: it answers TokenReview alone, so that a Vault's login of Kubernetes can be tried without one.
import { standIn } from './stand-in.ts';

export interface TokenReviewStandIn {
  readonly address: string;
  end(): Promise<void>;
}

/** Says yes to this token alone, for the service account `app` of `team`. */
export async function startTokenReviewStandIn(good: string): Promise<TokenReviewStandIn> {
  return standIn((_, response, said) => {
    const { spec } = JSON.parse(said) as { readonly spec: { readonly token: string; readonly audiences?: readonly string[] } };
    const status = spec.token === good ? { authenticated: true, audiences: spec.audiences ?? [], user: { username: 'system:serviceaccount:team:app', uid: 'uid-of-app', groups: ['system:serviceaccounts'] } } : { authenticated: false, error: 'not known' };
    response.writeHead(201, { 'content-type': 'application/json' }).end(JSON.stringify({ apiVersion: 'authentication.k8s.io/v1', kind: 'TokenReview', metadata: {}, spec, status }));
  });
}
