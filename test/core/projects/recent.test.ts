// The folders that were opened before: in the profile, over runs, never in the way.
import { mkdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { refusalOf } from '../safe-file/folder.ts';
import { context, testRoom, type TestRoom } from './room.ts';

const fileOf = (at: TestRoom): string => join(at.ports.paths.profile, 'recent.json');
const list = async (at: TestRoom) => at.handlers.listRecent({}, context);
async function choose(at: TestRoom, name: string): Promise<void> {
  const path = join(at.ports.paths.userHome, name);
  mkdirSync(path, { recursive: true });
  at.ports.fake.chosenFolders.push(path);
  await at.handlers.chooseFolder({}, context);
  at.ports.fake.clock.advance(1000);
}

describe('recent folders', () => {
  it('are those that the window opened, the last one first, once each', async () => {
    const at = testRoom();
    expect(await list(at)).toEqual([]);
    for (const name of ['one', 'two', 'one']) await choose(at, name);
    await at.room.openPath(at.root);
    expect((await list(at)).map(({ name, path, openedAt, exists }) => ({ name, path, openedAt, exists }))).toEqual([
      { name: 'shop', path: '~/shop', openedAt: '2026-11-22T09:00:03.000Z', exists: true },
      { name: 'one', path: '~/one', openedAt: '2026-11-22T09:00:02.000Z', exists: true },
      { name: 'two', path: '~/two', openedAt: '2026-11-22T09:00:01.000Z', exists: true },
    ]);
    expect(statSync(fileOf(at)).mode & 0o777).toBe(0o600);
  });

  it('are not the sample nor what the command line opened', async () => {
    const at = testRoom();
    await at.handlers.openSample({}, context);
    await at.open();
    expect(await list(at)).toEqual([]);
  });

  it('open by their ref, and say when they are gone', async () => {
    const at = testRoom();
    await choose(at, 'one');
    await choose(at, 'two');
    const [, one] = await list(at);
    const { project } = await at.handlers.openRecent({ recent: one?.recent ?? '' }, context);
    expect(project.path).toBe('~/one');
    rmSync(join(at.ports.paths.userHome, 'two'), { recursive: true });
    const [first, second] = await list(at);
    expect([first?.name, second?.name, second?.exists]).toEqual(['one', 'two', false]);
    expect(await refusalOf(Promise.resolve(at.handlers.openRecent({ recent: second?.recent ?? '' }, context)))).toBe('folder-not-found');
    await at.handlers.forgetRecent({ recent: second?.recent ?? '' }, context);
    expect((await list(at)).map(({ name }) => name)).toEqual(['one']);
    expect(await refusalOf(Promise.resolve(at.handlers.forgetRecent({ recent: 'A'.repeat(22) }, context)))).toBe('folder-not-found');
  });

  it('are twenty at most', async () => {
    const at = testRoom();
    for (let n = 0; n < 25; n += 1) await choose(at, `folder-${String(n)}`);
    expect((await list(at)).map(({ name }) => name)).toEqual(Array.from({ length: 20 }, (_, n) => `folder-${String(24 - n)}`));
  });

  it('begin anew where the file is damaged, and are written again by the next opening', async () => {
    for (const text of ['', '{', '[]', '{"folders":[{"path":1}]}', '{"folders":[{"path":"/x","openedAt":"never"}]}']) {
      const at = testRoom();
      mkdirSync(dirname(fileOf(at)), { recursive: true });
      writeFileSync(fileOf(at), text);
      expect(await list(at)).toEqual([]);
      await choose(at, 'one');
      expect((await list(at)).map(({ name }) => name)).toEqual(['one']);
      expect(readFileSync(fileOf(at), 'utf8')).toContain('/one');
    }
  });

  it('do not stand in the way where they cannot be written', async () => {
    const at = testRoom();
    mkdirSync(dirname(at.ports.paths.profile), { recursive: true });
    writeFileSync(at.ports.paths.profile, 'a file where the profile should be');
    await choose(at, 'one');
    expect(await list(at)).toEqual([]);
    expect(at.ports.fake.logged).toHaveLength(1);
    expect((await at.handlers.list({}, context)).map(({ name }) => name)).toEqual(['one']);
  });
});
