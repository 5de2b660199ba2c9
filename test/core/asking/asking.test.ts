// Questions of the core put to the window: listed, answered once, declined where nobody can see them; and yes and no outside of the page.
import { describe, expect, it } from 'vitest';
import { createAsking } from '../../../electron/core/asking/index.ts';
import type { Ports } from '../../../electron/core/ports.ts';
import { fakePorts } from '../../fakes/ports.ts';

const context = { role: 'window' as const, requestId: '', about: () => undefined, record: () => Promise.resolve() };
const passphrase = { what: 'ssh-key' as const, place: '~/.ssh/id_ed25519', text: '', again: false };

function room(more: { readonly host?: Ports['about']['host']; readonly asking?: Ports['asking']; readonly listened?: boolean; readonly agrees?: boolean } = {}) {
  const { about: usual, dialogs, fake } = fakePorts();
  fake.agrees = more.agrees ?? true;
  const about = { ...usual, host: more.host ?? 'chromium' };
  const events: string[] = [];
  const made = createAsking({ ports: { about, dialogs, ...(more.asking === undefined ? {} : { asking: more.asking }) }, emit: ({ name, payload }) => { events.push(`${name} ${JSON.stringify(payload)}`); }, listened: () => more.listened ?? true });
  const look = async () => made.handlers.listQuestions({}, context);
  const open = async () => (await look()).questions;
  const answer = (question: string, value: string) => made.handlers.answerQuestion({ question, value }, context);
  const unasked = () => { throw new Error('nobody can be asked'); };
  const port = made.port ?? { passphrase: unasked, confirm: unasked, tell: unasked };
  return { handlers: made.handlers, decline: made.decline, asks: made.port, port, events, look, open, answer, askedFor: fake.askedFor };
}

describe('asking the window', () => {
  it('lists a question, hands the answer over wrapped, and takes it once: one-answer', async () => {
    const { port, open, answer, events } = room();
    const asked = port.passphrase(passphrase);
    const [question] = await open();
    expect(question).toMatchObject({ what: 'ssh-key', place: '~/.ssh/id_ed25519', again: false });
    void answer(question?.question ?? '', 'canary-asking-1');
    const given = await asked;
    expect([String(given), given?.expose()]).toEqual(['[secret]', 'canary-asking-1']);
    expect(await open()).toEqual([]);
    expect(() => answer(question?.question ?? '', 'canary-asking-2')).toThrow('question-not-found');
    expect(() => answer('x'.repeat(22), 'y')).toThrow('question-not-found');
    expect(events.join('\n')).not.toContain('canary');
  });

  it('takes nothing typed for no', async () => {
    const { port, open, answer } = room();
    const asked = port.passphrase(passphrase);
    for (const { question } of await open()) void answer(question, '');
    expect(await asked).toBeUndefined();
  });

  it('declines what waits when the profile locks or the program ends: lock-declines', async () => {
    const { port, open, decline } = room();
    const waiting = [port.passphrase(passphrase), port.passphrase({ ...passphrase, place: '~/.ssh/id_rsa' })];
    expect(await open()).toHaveLength(2);
    decline();
    expect(await Promise.all(waiting)).toEqual([undefined, undefined]);
    expect(await open()).toEqual([]);
  });

  it('declines at once where no window listens, and the twenty-first of many', async () => {
    expect(await room({ listened: false }).port.passphrase(passphrase)).toBeUndefined();
    const { port, open } = room();
    for (let index = 0; index < 20; index += 1) void port.passphrase(passphrase);
    expect(await port.passphrase(passphrase)).toBeUndefined();
    expect(await open()).toHaveLength(20);
  });

  it('asks outside of the page whether a plugin may run, and what it asks: confirm-outside-page', async () => {
    const { port, open, askedFor } = room();
    expect(await port.confirm({ what: 'plugin-first-use', place: '/usr/bin/age-plugin-x', text: 'x' })).toBe(true);
    expect(await port.confirm({ what: 'plugin-question', place: 'x', text: 'really?' })).toBe(true);
    expect(askedFor).toEqual([{ plugin: 'x', path: '/usr/bin/age-plugin-x', text: '' }, { plugin: 'x', path: '', text: 'really?' }]);
    expect(await open()).toEqual([]);
    expect(await room({ agrees: false }).port.confirm({ what: 'plugin-first-use', place: '/usr/bin/age-plugin-x', text: 'x' })).toBe(false);
  });

  it('leaves the command line its own way, and asks nobody in other programs', () => {
    const own = { passphrase: () => Promise.resolve(undefined), confirm: () => Promise.resolve(true), tell: () => undefined };
    expect(room({ host: 'cli', asking: own }).asks).toBe(own);
    expect(room({ host: 'in-process' }).asks).toBeUndefined();
  });

  it('hands over what a plugin says once, without control characters, and not all of it', async () => {
    const { port, look, events } = room();
    port.tell({ what: 'plugin', place: 'x', text: `touch\u0007 it\u202e${'!'.repeat(5000)}` });
    expect(events).toEqual(['asking.changed {}']);
    const { told } = await look();
    expect(told[0]?.text).toMatch(/^touch {2}it !+$/);
    expect(told[0]?.text).toHaveLength(1000);
    expect((await look()).told).toEqual([]);
  });
});
