// Stands in for what only Vault Enterprise answers: the state of a replica with each answer, 412 from one that is behind, and the states of health of replicas. Written from the documented API, and no Vault.
import { standIn } from './stand-in.ts';

export interface EnterpriseStandIn {
  readonly address: string;
  /** The state that each request to `auth/token/lookup-self` brought along; '' for none. */
  readonly states: string[];
  /** Named with the next answers. */
  state: string;
  /** How many requests it is behind for, from now on. */
  behind: number;
  /** Status and body of the next look at its health. */
  health: { readonly status: number; readonly body: unknown };
  end(): Promise<void>;
}

/** `v1:CLUSTER:LOCAL:REPLICATED:HMAC`, as it is sent. */
export const replicaState = (cluster: string, local: number, replicated: number): string => Buffer.from(`v1:${cluster}:${String(local)}:${String(replicated)}:aGFzaA`).toString('base64');

export async function startEnterpriseStandIn(): Promise<EnterpriseStandIn> {
  const server = await standIn((request, response) => {
    const answer = (status: number, body: unknown): void => { response.writeHead(status, { 'content-type': 'application/json', ...(self.state === '' ? {} : { 'x-vault-index': self.state }) }).end(JSON.stringify(body)); };
    if (request.url?.startsWith('/v1/sys/health') === true) answer(self.health.status, self.health.body);
    else {
      self.states.push(String(request.headers['x-vault-index'] ?? ''));
      if (self.behind > 0) {
        self.behind -= 1;
        answer(412, { errors: ['required index state not present'] });
      } else answer(200, { data: { display_name: 'x', policies: [] } });
    }
  });
  const self: EnterpriseStandIn = { ...server, states: [], state: '', behind: 0, health: { status: 200, body: {} } };
  return self;
}
