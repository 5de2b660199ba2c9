// Replicas of Vault Enterprise, by a stand-in, for want of one: a state that was seen is wanted of each that answers later, one that is behind is asked again, and what their health means.
import { expect, onTestFinished, test } from 'vitest';
import { clientOf, refusedBy } from '../../fakes/vault-login.ts';
import { replicaState, startEnterpriseStandIn, type EnterpriseStandIn } from '../../servers/enterprise-stand-in.ts';

const token = 'hvs.canary-token-for-replicas';
async function replica(): Promise<EnterpriseStandIn> {
  const server = await startEnterpriseStandIn();
  onTestFinished(() => server.end());
  return server;
}

test('the newest state that an answer named goes along, also to another node; none does before', async () => {
  const [one, other] = [await replica(), await replica()];
  const client = clientOf({ address: one.address, authority: '' }, token, { others: [other.address] });
  await client.token();
  one.state = replicaState('c', 7, 3);
  await client.token();
  one.state = replicaState('c', 6, 3);
  await client.token();
  one.state = '';
  await client.token();
  expect(one.states).toEqual(['', '', replicaState('c', 7, 3), replicaState('c', 7, 3)]);
  await one.end();
  await client.token();
  expect(other.states).toEqual([replicaState('c', 7, 3)]);
});

test('one that is behind is asked again a moment later, and what stays behind is said', async () => {
  const server = await replica();
  const client = clientOf({ address: server.address, authority: '' }, token);
  server.behind = 1;
  expect((await client.token()).name).toBe('x');
  expect(server.states).toHaveLength(2);
  server.behind = 100;
  expect(await refusedBy(client.token(), token)).toBe('server-busy');
  expect(server.states).toHaveLength(5);
});

test.each([
  [472, { initialized: true, sealed: false, standby: true, replication_dr_mode: 'secondary', enterprise: true }, 'standby'],
  [473, { initialized: true, sealed: false, standby: true, performance_standby: true, enterprise: true }, 'standby'],
  [530, { initialized: true, sealed: false, standby: true, removed_from_cluster: true, enterprise: true }, 'standby'],
  [200, { initialized: true, sealed: false, standby: false, enterprise: true }, 'active'],
])('health %i', async (status, body, state) => {
  const server = await replica();
  server.health = { status, body };
  expect(await clientOf({ address: server.address, authority: '' }, token).health()).toMatchObject({ state, enterprise: true });
});

test('index-is-plain: what is no state is sent to nobody', async () => {
  const server = await replica();
  const client = clientOf({ address: server.address, authority: '' }, token);
  for (const text of ['x', 'x-vault-token: b', Buffer.from('v2:c:1:1:h').toString('base64'), Buffer.from('v1:c:-1:1:h').toString('base64'), Buffer.from('v1:c:1:1').toString('base64'), replicaState('c', 1, 1).repeat(100), '']) {
    server.state = text;
    await client.token();
  }
  expect(server.states).toEqual(Array.from({ length: 7 }, () => ''));
  server.state = replicaState('c', 2, 1);
  await client.token();
  server.state = replicaState('other', 1, 1);
  await client.token();
  await client.token();
  expect(server.states.slice(7)).toEqual(['', replicaState('c', 2, 1), replicaState('other', 1, 1)]);
});
