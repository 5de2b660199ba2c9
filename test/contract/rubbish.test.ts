// Throws rubbish at the whole core over its one door: no crash, a JSON answer each time, no leak, and an audit log that is whole afterwards.
import { randomBytes } from 'node:crypto';
import { readFileSync, readdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import fc from 'fast-check';
import * as v from 'valibot';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { encryptDotenv } from '../../electron/core/sops/index.ts';
import { commonErrors } from '../../shared/ipc/common-errors.ts';
import { contract } from '../../shared/ipc/contract.ts';
import type { AnyCall, Contract, Role } from '../../shared/ipc/define.ts';
import { events } from '../../shared/ipc/events.ts';
import { recipients } from '../fakes/fixtures.ts';
import { openCore, type OpenCore } from '../fakes/open-core.ts';
import { almostFitting, fitting } from './schemas.ts';

const canary = `canary-${randomBytes(12).toString('hex')}`;
const total = process.env['COFFRE_DEEP'] === '1' ? 10_000 : 2_000;
const calls: readonly (readonly [name: string, def: AnyCall])[] = Object.entries(contract as Contract).flatMap(([room, table]) => Object.entries(table).map(([name, def]) => [`${room}.${name}`, def] as const));

let open: OpenCore;
const emitted: unknown[] = [];
/** Refs that are really open, so that mutated messages reach as deep as they can. */
let live: { readonly file: string; readonly document: string };

beforeAll(async () => {
  open = openCore();
  open.core.events((event) => { emitted.push(event); });
  const path = join(open.folder, '.env');
  writeFileSync(path, await encryptDotenv([{ comment: ` OLD_TOKEN=${canary}` }, ['TOKEN', canary]], [recipients[0]], new Date()));
  const { file, document } = await open.open(path);
  live = { file, document };
});
afterAll(async () => { await open.close(); });

const answerShape = v.union([v.strictObject({ ok: v.literal(true), value: v.unknown() }), v.strictObject({ ok: v.literal(false), error: v.strictObject({ code: v.string(), data: v.record(v.string(), v.union([v.string(), v.number(), v.boolean()])) }) })]);

async function send(wire: string, role: Role): Promise<v.InferOutput<typeof answerShape>> {
  const text = await open.core.router.handle(wire, { role, url: `${open.ports.origin}/`, isMainFrame: true });
  expect(text).not.toContain(canary);
  return v.parse(answerShape, JSON.parse(text));
}

describe.each(calls)('%s refuses', (name, def) => {
  test('every input that is wrong in one place', async () => {
    for (const input of almostFitting(def.input)) {
      for (const role of ['window', 'cli'] as const) {
        const answer = await send(JSON.stringify({ call: name, input }), role);
        const expected = def.roles.includes(role) ? 'bad-input' : 'not-allowed';
        expect(answer, JSON.stringify(input)).toMatchObject({ ok: false, error: { code: expected, data: {} } });
      }
    }
  });
  test('a role that it does not name', async () => {
    for (const role of ['window', 'cli'] as const) {
      if (def.roles.includes(role)) continue;
      expect(await send(JSON.stringify({ call: name, input: fitting(def.input) }), role)).toMatchObject({ ok: false, error: { code: 'not-allowed' } });
    }
  });
});

test(`${total} random messages: each gets an answer, none a secret or an incident (COFFRE_DEEP=1 sends 10,000)`, async () => {
  const name = fc.oneof(
    { weight: 6, arbitrary: fc.constantFrom(...calls.map(([one]) => one)) },
    { weight: 1, arbitrary: fc.string() },
    { weight: 1, arbitrary: fc.tuple(fc.constantFrom('sops', '__proto__', 'constructor', 'projects'), fc.constantFrom('__proto__', 'constructor', 'valueOf', 'revealEntry', 'then')).map((parts) => parts.join('.')) },
  );
  const alive = fc.constantFrom(() => live.document, () => live.file).map((get) => get());
  const json = fc.jsonValue({ maxDepth: 3, noUnicodeString: false } as fc.JsonSharedConstraints);
  /** Fields that calls know, with values that mostly do not fit. Never a path that exists: it would be a request, not rubbish. */
  const nearInput = fc.record(
    {
      document: fc.oneof(alive, json), file: fc.oneof(alive, json), entry: fc.oneof(fc.integer({ min: -2, max: 5 }), json), project: json, folder: json, offset: json, limit: json, language: json, theme: json,
      expectedRevision: json, sink: json, value: json, name: json, __proto__: json,
    },
    { requiredKeys: [] },
  );
  const message = fc.oneof(
    { weight: 1, arbitrary: fc.string({ unit: 'binary' }) },
    { weight: 1, arbitrary: json.map((value) => JSON.stringify(value)) },
    { weight: 1, arbitrary: fc.record({ dropped: json.filter((value) => !Array.isArray(value) || value.some((one) => typeof one !== 'string')) }).map((value) => JSON.stringify(value)) },
    { weight: 4, arbitrary: fc.record({ call: name, input: fc.oneof(json, nearInput) }).map((value) => JSON.stringify(value)) },
    { weight: 1, arbitrary: fc.tuple(fc.record({ call: name, input: nearInput }), fc.nat(), fc.string({ unit: 'binary', maxLength: 3 })).map(([value, at, text]) => {
      const wire = JSON.stringify(value);
      return wire.slice(0, at % wire.length) + text + wire.slice((at % wire.length) + 1);
    }) },
  );
  const declared = new Map(calls.map(([one, def]) => [one, def.errors as readonly string[]]));
  /** Random input may by chance be a request. These three open folders or make one; they are tried above. */
  const opens = new Set(['projects.openSample', 'projects.chooseFolder', 'projects.browseFolders']);
  /** The one call that may answer a value: the seam of the test above would call that a leak. */
  const reveals = 'sops.revealEntry';
  await fc.assert(fc.asyncProperty(message, fc.constantFrom<Role>('window', 'cli'), async (wire, role) => {
    let parsed: unknown;
    try {
      parsed = JSON.parse(wire);
    } catch {
      parsed = undefined;
    }
    const called = typeof parsed === 'object' && parsed !== null && 'call' in parsed && typeof parsed.call === 'string' ? parsed.call : '';
    if (opens.has(called) || called === reveals) return;
    const answer = await send(wire, role);
    if (answer.ok) return;
    expect(answer.error.code, wire).not.toBe('internal');
    expect([...commonErrors, ...(declared.get(called) ?? [])]).toContain(answer.error.code);
  }), { numRuns: total });
});

test('every right question about an open file is answered without its secret', async () => {
  const { document, file } = live;
  const { entry: [entry = -1] } = await open.done('sops.listEntries', { document });
  const questions = { 'sops.openFile': { file }, 'sops.listEntries': { document }, 'sops.setEntry': { document, entry, value: `${canary}-2` }, 'sops.addEntry': { document, name: 'NEW', value: canary }, 'sops.saveFile': { document, expectedRevision: 99 }, 'sops.discardChanges': { document }, 'projects.list': {}, 'app.describe': {}, 'settings.get': {} };
  const answers = new Map<string, boolean>();
  for (const role of ['window', 'cli'] as const) {
    for (const [call, input] of Object.entries(questions)) answers.set(call, (await send(JSON.stringify({ call, input }), role)).ok);
  }
  // One is a refusal on purpose: it has facts about the file too.
  expect([...answers].filter(([, ok]) => !ok).map(([call]) => call)).toEqual(['sops.saveFile']);
  expect((await send(JSON.stringify({ call: 'audit.list', input: { limit: 1000 } }), 'cli')).ok).toBe(true);
});

test('a reveal of something that is not there answers no value', async () => {
  open.ports.fake.clock.advance(60_000);
  for (const input of [{ document: live.document, entry: 99_999 }, { document: 'A'.repeat(22), entry: 0 }]) {
    open.ports.fake.clock.advance(300);
    expect(await send(JSON.stringify({ call: 'sops.revealEntry', input }), 'window')).toMatchObject({ ok: false });
  }
});

test('a message as large as the limit, and as deep as JSON goes, is refused and does no harm', async () => {
  expect(await send(JSON.stringify({ call: 'x'.repeat(20 * 1024 * 1024), input: {} }), 'window')).toMatchObject({ ok: false, error: { code: 'bad-input' } });
  expect(await send('['.repeat(5_000_000), 'window')).toMatchObject({ ok: false, error: { code: 'bad-input' } });
  const deep = `${'{"a":'.repeat(100_000)}1${'}'.repeat(100_000)}`;
  expect(await send(`{"call":"settings.set","input":${deep}}`, 'window')).toMatchObject({ ok: false, error: { code: 'bad-input' } });
});

test('afterwards the audit log is whole, and neither it, the local log, the events nor the profile know the secret', async () => {
  const log = await open.done('audit.verify', {});
  expect(log).toMatchObject({ whole: true });
  expect(log.lines).toBeGreaterThan(total / 2);
  const files = readdirSync(open.ports.paths.profile, { recursive: true, withFileTypes: true }).filter((entry) => entry.isFile()).map((entry) => readFileSync(join(entry.parentPath, entry.name), 'utf8'));
  expect(files.length).toBeGreaterThan(0);
  expect([...files, JSON.stringify(emitted), ...open.ports.fake.logged].join('\n')).not.toContain(canary);
  for (const event of emitted as readonly { readonly name: keyof typeof events; readonly payload: unknown }[]) expect(v.is(events[event.name], event.payload), event.name).toBe(true);
});
