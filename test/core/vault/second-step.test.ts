// A login over a saved connection whose server wants a code after the password: asked for through the window in the middle of the call, again where it was wrong, and never without one.
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test, vi } from 'vitest';
import type { Question } from '../../../shared/ipc/asking.ts';
import { openCore, type OpenCore } from '../../fakes/open-core.ts';
import { fakePorts } from '../../fakes/ports.ts';
import { hasVault, startVault, type VaultServer } from '../../servers/vault-server.ts';
import { userWithCode } from '../../servers/vault-second-step.ts';

const password = 'canary-password-before-a-code';

describe.skipIf(!hasVault())('a code after the password', () => {
  let vault: VaultServer;
  let codes: Awaited<ReturnType<typeof userWithCode>>['codes'];
  let at: OpenCore;
  let connection: string;
  let stop: () => void;
  beforeAll(async () => {
    vault = await startVault();
    ({ codes } = await userWithCode(vault, 'ana', password));
  });
  afterAll(() => vault.end());
  beforeEach(async () => {
    const usual = fakePorts();
    usual.fake.remove();
    at = openCore({ about: { ...usual.about, host: 'chromium' } });
    stop = at.core.events(() => undefined);
    await at.done('profile.create', { value: 'canary-passphrase', keychain: false }, 'window');
    ({ connection } = await at.done('vault.saveConnection', { name: 'team', address: vault.address, namespace: '', leastTls: '1.3', guard: 'none', method: 'userpass', mount: '', account: 'ana' }, 'window'));
  });
  afterEach(async () => {
    stop();
    await at.close();
  });
  const login = () => at.call('vault.login', { connection, value: password, wrapped: false, remember: false }, 'window');
  const asked = (): Promise<Question> => vi.waitFor(async () => {
    const [question] = (await at.done('asking.listQuestions', {}, 'window')).questions;
    if (question === undefined) throw new Error('nothing is asked');
    return question;
  }, { timeout: 10_000 });
  const answer = async (value: string): Promise<void> => { await at.done('asking.answerQuestion', { question: (await asked()).question, value }, 'window'); };

  test('is asked for in the window, again where it was wrong, and logs in', async () => {
    const under = login();
    expect(await asked()).toMatchObject({ what: 'vault-code', place: 'team', text: 'totp', again: false });
    await answer('000000');
    expect(await asked()).toMatchObject({ what: 'vault-code', place: 'team', again: true });
    await answer(codes.generate());
    const found = await under;
    expect(found).toMatchObject({ ok: true, value: { policies: ['default', 'team'], ttlSeconds: 3600 } });
    expect((await at.done('vault.listConnections', {}, 'window')).connections).toMatchObject([{ standing: 'in' }]);
  });
  test('is declined by the person and by a lock: nobody is logged in', async () => {
    const first = login();
    await answer('');
    expect(await first).toMatchObject({ ok: false, error: { code: 'code-needed' } });
    const second = login();
    await asked();
    await at.done('profile.lock', {}, 'window');
    expect(await second).toMatchObject({ ok: false });
    await at.done('profile.unlockWithPassphrase', { value: 'canary-passphrase' }, 'window');
    expect((await at.done('vault.listConnections', {}, 'window')).connections).toMatchObject([{ standing: 'out' }]);
  });
});
