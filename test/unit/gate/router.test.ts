// The router: its order, each of its refusals, and that nothing passes that should not.
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { Refusal } from '../../../electron/core/refusal.ts';
import { SecretText } from '../../../electron/core/secret/index.ts';
import { canary, smallRouter, type SmallRouter } from './small-router.ts';

let small: SmallRouter;
beforeEach(() => { small = smallRouter(); });
afterEach(() => { small.ports.fake.remove(); });

const codeOf = async (answer: Promise<{ readonly error?: { readonly code: string } }>): Promise<string | undefined> => (await answer).error?.code;
/** Everything that left the router or was written down, as text. */
const traces = (answer: unknown): string => JSON.stringify([answer, small.lines, small.ports.fake.logged]);

describe('the way through', () => {
  test('metadata: no intent, no outcome line', async () => {
    expect(await small.ask('room.listThings', { name: 'A' })).toEqual({ ok: true, value: { names: ['A'] } });
    expect(small.order).toEqual(['run:listThings']);
  });
  test('an audited call: one outcome line', async () => {
    small.instead.set('setThing', (input, context) => {
      context.about({ secretKey: `file#${input.name}`, backend: 'sops' });
      return {};
    });
    expect((await small.ask('room.setThing', { name: 'A' })).ok).toBe(true);
    expect(small.order).toEqual(['run:setThing', 'append:operation']);
    expect(small.lines[0]).toMatchObject({ event_type: 'operation', secret_key: 'file#A', backend: 'sops', action: 'room.setThing', agent: 'tester (window)', success: true, reason: '', ip_address: '127.0.0.1' });
  });
  test('a secret: subject, durable intent, handler, outcome, in this order', async () => {
    expect(await small.ask('room.revealThing', { name: 'A' })).toEqual({ ok: true, value: { value: canary, hideAfterMs: 20_000 } });
    expect(small.order).toEqual(['subject:revealThing', 'append:secret_access_intent', 'run:revealThing', 'append:secret_access']);
    expect(small.lines.map((line) => [line.secret_key, line.backend])).toEqual([['file#A', 'sops'], ['file#A', 'sops']]);
    expect(new Set(small.lines.map((line) => line.request_id)).size).toBe(1);
    expect(JSON.stringify(small.lines)).not.toContain(canary);
  });
  test('what discloses without answering a secret is guarded the same way', async () => {
    expect(await small.ask('room.copyThing', { name: 'A' })).toEqual({ ok: true, value: {} });
    expect(small.order).toEqual(['subject:copyThing', 'append:secret_access_intent', 'run:copyThing', 'append:secret_access']);
  });
  test('the command line is named as such', async () => {
    await small.ask('room.setThing', { name: 'A' }, { role: 'cli', url: '', isMainFrame: false });
    expect(small.lines[0]).toMatchObject({ agent: 'tester (cli)', user_agent: 'Coffre/0.0.0 (cli; linux)' });
  });
});

describe('refusals, in the order of the checks', () => {
  test('sender-rule: a wrong sender is turned away before its message is even read', async () => {
    expect(await codeOf(small.send('not json', { url: 'https://evil.example/' }))).toBe('not-allowed');
    expect(await codeOf(small.ask('room.listThings', { name: 'A' }, { isMainFrame: false }))).toBe('not-allowed');
    expect(small.order).toEqual(['append:refusal', 'append:refusal']);
  });
  test.each(['not json', '', 'null', '[]', '"a"', '{}', '{"call":1,"input":{}}', '{"call":"room.listThings"}', '{"call":"room.listThings","input":{},"more":1}', '{"dropped":"a"}', '{"dropped":[1]}', '{"call":"a.b","input":{},"dropped":[]}'])('%s is no request', async (wire) => {
    expect(await codeOf(small.send(wire))).toMatch(/^(?:bad-input)$/);
  });
  test('a message of more than 16 MiB is refused unread', async () => {
    expect(await codeOf(small.send(JSON.stringify({ call: 'room.listThings', input: { name: 'x'.repeat(16 * 1024 * 1024) } })))).toBe('bad-input');
  });
  test.each(['', 'room', 'room.', '.listThings', 'room.nothing', 'nothing.listThings', 'room.listThings.more', '__proto__.toString', 'constructor.constructor', 'toString.call', 'room.__proto__', 'room.constructor', 'room.hasOwnProperty', 'room.toString', '__proto__.__proto__'])('own-properties: %s is nobody\'s call', async (name) => {
    expect(await codeOf(small.ask(name, {}))).toBe('unknown-call');
    expect(small.lines.at(-1)).toMatchObject({ event_type: 'refusal', action: '', reason: 'unknown-call' });
  });
  test('a role that the call does not name', async () => {
    expect(await codeOf(small.ask('room.printThing', {}))).toBe('not-allowed');
    expect(await codeOf(small.ask('room.printThing', {}, { role: 'cli' }))).toBeUndefined();
  });
  test('dropped folders come from a window\'s adapter alone, and a page cannot ask for the call by name', async () => {
    expect(await small.send(JSON.stringify({ dropped: ['/a', '/b'] }))).toEqual({ ok: true, value: { paths: 2 } });
    expect(await codeOf(small.send(JSON.stringify({ dropped: ['/a'] }), { role: 'cli' }))).toBe('not-allowed');
    expect(await codeOf(small.ask('projects.openDropped', { paths: ['/a'] }))).toBe('not-allowed');
    expect(await codeOf(small.ask('projects.openDropped', { paths: ['/a'] }, { role: 'cli' }))).toBe('not-allowed');
  });
  test.each([[{}], [{ name: 1 }], [{ name: 'A', more: 1 }], ['A'], [null], [['A']]])('input %j does not fit, and the handler never sees it', async (input) => {
    expect(await codeOf(small.ask('room.listThings', input))).toBe('bad-input');
    expect(small.order).toEqual(['append:refusal']);
  });
  test('locked: after the input, before everything that touches a secret', async () => {
    small.ports.fake.unlocked = false;
    const locked = smallRouter();
    locked.ports.fake.unlocked = false;
    expect(await codeOf(locked.ask('room.revealThing', { nam: 'A' }))).toBe('bad-input');
    expect(await codeOf(locked.ask('room.revealThing', { name: 'A' }))).toBe('locked');
    expect(await codeOf(locked.ask('room.listThings', { name: 'A' }))).toBe('locked');
    expect(locked.order.filter((step) => step !== 'append:refusal')).toEqual([]);
    locked.ports.fake.remove();
  });
  test('reveal-policy: unfocused, too fast, too many', async () => {
    small.ports.fake.focused = false;
    expect(await codeOf(small.ask('room.revealThing', { name: 'A' }))).toBe('not-focused');
    small.ports.fake.focused = true;
    expect(await codeOf(small.ask('room.revealThing', { name: 'A' }))).toBeUndefined();
    const slow = await small.ask('room.copyThing', { name: 'B' });
    expect(slow.error).toEqual({ code: 'slow-down', data: { retryAfterMs: 300 } });
    expect(small.order.filter((step) => step === 'subject:copyThing')).toEqual([]);
    expect(await codeOf(small.ask('room.listThings', { name: 'A' }))).toBeUndefined();
  });
  test('audit-before-secret: no durable line, no secret, and the handler never runs', async () => {
    small.auditFails = new Error(`disk says ${canary}`);
    const answer = await small.ask('room.revealThing', { name: 'A' });
    expect(answer).toEqual({ ok: false, error: { code: 'audit-unavailable', data: {} } });
    expect(await codeOf(small.ask('room.copyThing', { name: 'A' }))).toBe('slow-down');
    small.ports.fake.clock.advance(300);
    expect(await codeOf(small.ask('room.copyThing', { name: 'A' }))).toBe('audit-unavailable');
    expect(small.order).toEqual(['subject:revealThing', 'subject:copyThing']);
    expect(small.ports.fake.logged.length).toBeGreaterThan(0);
    expect(traces(answer)).not.toContain(canary);
  });
  test('says why where the log says so', async () => {
    small.auditFails = new Refusal('audit-unavailable', { fault: 'full' }, new Error(`disk says ${canary}`));
    const answer = await small.ask('room.revealThing', { name: 'A' });
    expect(answer).toEqual({ ok: false, error: { code: 'audit-unavailable', data: { fault: 'full' } } });
    expect(traces(answer)).not.toContain(canary);
  });
  test('a failing audit log does not stop what gives no secret away', async () => {
    small.auditFails = new Error('full');
    expect((await small.ask('room.setThing', { name: 'A' })).ok).toBe(true);
  });
  test('every refusal writes a line, the early ones too', async () => {
    await small.send('x');
    await small.ask('room.nothing', {});
    await small.ask('room.listThings', {});
    await small.ask('room.listThings', {}, { isMainFrame: false });
    expect(small.lines.map((line) => [line.event_type, line.success, line.reason])).toEqual([['refusal', false, 'bad-input'], ['refusal', false, 'unknown-call'], ['refusal', false, 'bad-input'], ['refusal', false, 'not-allowed']]);
  });
});

describe('what handlers throw', () => {
  test('a declared refusal passes with its facts', async () => {
    small.instead.set('listThings', () => { throw new Refusal('gone', { line: 3, name: 'A', whole: false }); });
    expect(await small.ask('room.listThings', { name: 'A' })).toEqual({ ok: false, error: { code: 'gone', data: { line: 3, name: 'A', whole: false } } });
  });
  test('a refusal that the call does not declare becomes internal', async () => {
    small.instead.set('setThing', () => { throw new Refusal('gone'); });
    expect(await codeOf(small.ask('room.setThing', { name: 'A' }))).toBe('internal');
  });
  test('facts of a wrong kind are dropped, whole', async () => {
    small.instead.set('listThings', () => { throw new Refusal('gone', { content: { deep: canary } } as never); });
    const answer = await small.ask('room.listThings', { name: 'A' });
    expect(answer.error).toEqual({ code: 'gone', data: {} });
  });
  test('incident: anything else becomes an id, and its message goes nowhere', async () => {
    for (const thrown of [new Error(canary), canary, { message: canary }, undefined, new AggregateError([new Error(canary)], canary, { cause: canary })]) {
      small.instead.set('listThings', () => Promise.reject(thrown as Error));
      const answer = await small.ask('room.listThings', { name: 'A' });
      const incident = String(answer.error?.data['incident']);
      expect(answer.error?.code).toBe('internal');
      expect(incident).toMatch(/^[0-9a-f]{12}$/);
      expect(small.ports.fake.logged.at(-1)).toContain(incident);
      expect(traces(answer)).not.toContain(canary);
    }
  });
  test('a guarded call that fails after its intent leaves a line that says so', async () => {
    small.instead.set('revealThing', () => Promise.reject(new Refusal('gone')));
    expect(await codeOf(small.ask('room.revealThing', { name: 'A' }))).toBe('gone');
    expect(small.lines.map((line) => [line.event_type, line.secret_key, line.reason])).toEqual([['secret_access_intent', 'file#A', ''], ['refusal', 'file#A', 'gone']]);
  });
  test('a subject that cannot be told stops the call before its intent', async () => {
    small.instead.set('subject:revealThing', () => { throw new Refusal('gone'); });
    expect(await codeOf(small.ask('room.revealThing', { name: 'A' }))).toBe('gone');
    expect(small.order).toEqual(['subject:revealThing', 'append:refusal']);
  });
});

describe('what handlers answer', () => {
  test('strict-output: one field too many fails closed', async () => {
    small.instead.set('listThings', () => ({ names: ['A'], values: [canary] }));
    const answer = await small.ask('room.listThings', { name: 'A' });
    expect(answer.error?.code).toBe('internal');
    expect(traces(answer)).not.toContain(canary);
  });
  test('strict-output: a field that another object hides in its prototype does not travel', async () => {
    small.instead.set('listThings', () => Object.create({ names: [canary] }) as unknown);
    expect(JSON.stringify(await small.ask('room.setThing', { name: 'A' }))).not.toContain(canary);
  });
  test('one-secret: a bare string instead of a wrapped one fails closed', async () => {
    for (const answer of [{ value: canary, hideAfterMs: 1 }, { value: new SecretText(canary), hideAfterMs: 1, more: new SecretText(canary) }, { value: { expose: canary }, hideAfterMs: 1 }, canary, null]) {
      small.instead.set('revealThing', () => answer);
      const found = await small.ask('room.revealThing', { name: 'A' });
      expect(found.error?.code).toBe('internal');
      expect(traces(found)).not.toContain(canary);
      small.ports.fake.clock.advance(300);
    }
  });
  test('one-secret: a wrapped value in a call that exposes none fails closed', async () => {
    small.instead.set('listThings', () => ({ names: [new SecretText(canary)] }));
    const answer = await small.ask('room.listThings', { name: 'A' });
    expect(answer.error?.code).toBe('internal');
    expect(traces(answer)).not.toContain(canary);
  });
});
