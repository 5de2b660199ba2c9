// Names that the policy hides: what stands in the log, who can find it, and what a locked profile leaves out.
import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { expect, it } from 'vitest';
import type { AuditRules } from '../../../electron/core/audit/index.ts';
import { auditFolder, context, factsOf } from './audit-folder.ts';
import { keptInMemory } from './kept.ts';

const name = 'canary-name-51c2/.env#API_KEY';
const hidden = (hashNames = true, sealed = false) => (): Promise<AuditRules> => Promise.resolve({ sealed, keepDays: 365, hashNames, required: true });

it('audit-names-hashed: no name and no plain hash of it is in the log; whoever has the profile finds its lines by the name, old ones in clear as well', async () => {
  const profile = keptInMemory();
  const before = auditFolder({ profile, rules: hidden(false) });
  const clear = before.open();
  await clear.admit(factsOf('clear', { secret_key: 'old/.env#API_KEY' }));
  await clear.dispose();
  const at = auditFolder({ folder: before.folder, profile, rules: hidden() });
  const room = at.open();
  for (const id of ['one', 'two']) await room.admit(factsOf(id, { secret_key: name }));
  await room.append(factsOf('other', { secret_key: 'canary-name-51c2/.env#OTHER' }));
  await room.append(factsOf('none', { secret_key: '' }));
  await room.sign();
  const text = readFileSync(before.log, 'utf8');
  expect(text).not.toContain('canary-name');
  for (const kind of ['sha256', 'sha1', 'md5']) expect(text).not.toContain(createHash(kind).update(name).digest('hex').slice(0, 32));
  expect(before.entries().map(({ secret_key }) => secret_key.replace(/^hash:[0-9a-f]{32}$/, 'HASH'))).toEqual(['old/.env#API_KEY', 'HASH', 'HASH', 'HASH', '', '']);
  const ids = async (secret: string) => (await room.handlers.list({ limit: 10, filter: { secret } }, context)).entries.map(({ request_id }) => request_id);
  expect(await ids(name)).toEqual(['one', 'two']);
  expect(await ids('old/.env#API_KEY')).toEqual(['clear']);
  expect(await ids('canary-name')).toEqual([]);
  for (;;) {
    const found = await room.handlers.listRange({ filter: { secret: name }, from: 0, limit: 10 }, context);
    if (!found.complete) continue;
    expect(found.entries.map(({ request_id }) => request_id)).toEqual(['two', 'one']);
    break;
  }
  expect(await room.handlers.verify({}, context)).toMatchObject({ whole: true });
  // Another profile has another key: to it the name says nothing.
  const stranger = auditFolder({ folder: before.folder, profile: keptInMemory(), rules: hidden() }).open();
  await stranger.append(factsOf('stranger', { secret_key: name }));
  expect((await stranger.handlers.list({ limit: 10, filter: { secret: name } }, context)).entries.map(({ request_id }) => request_id)).toEqual(['stranger']);
});

it('the same in lines that are sealed, for whoever exports them', async () => {
  const profile = keptInMemory();
  const at = auditFolder({ profile, rules: hidden(true, true) });
  const room = at.open();
  await room.admit(factsOf('one', { secret_key: name }));
  const { entries } = await room.handlers.list({ limit: 10, filter: { secret: name } }, context);
  expect(entries).toMatchObject([{ request_id: 'one', secret_key: expect.stringMatching(/^hash:[0-9a-f]{32}$/) as unknown }]);
});

it('a locked profile is opened if that takes no question; else the name is left out, and the access is in the log all the same', async () => {
  const profile = keptInMemory();
  let asked = 0;
  const at = auditFolder({ profile: { ...profile, isOpen: () => profile.open, openQuietly: () => { asked += 1; return Promise.resolve(); } }, rules: hidden() });
  profile.open = false;
  const room = at.open();
  await room.admit(factsOf('locked', { secret_key: name }));
  expect(asked).toBe(1);
  expect(at.entries()).toMatchObject([{ request_id: 'locked', secret_key: 'hidden', agent: 'tester (cli)' }]);
});
