// A file that the command line was refused too often: it says why and until when, in both languages and for scripts, for that file alone, and the audit log says so.
import { copyFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { encryptDotenv } from '../../../electron/core/sops/index.ts';
import { cliHome, type CliHome } from '../../fakes/cli.ts';
import { recipients } from '../../fakes/fixtures.ts';

let home: CliHome;
beforeEach(() => { home = cliHome(); });
afterEach(() => { home.remove(); });

test('access-locked: after five times for want of a key, with the hour, for this file and nobody else’s reading of it', async () => {
  const name = 'prod.env';
  home.write(name, await encryptDotenv([['TOKEN', 'canary-access-locked']], [recipients[1]], new Date()));
  copyFileSync(join(home.work, name), join(home.work, 'other.env'));
  const get = (file: string) => home.json(['file', 'get', file, 'TOKEN']);
  for (let times = 0; times < 5; times += 1) expect(await get(name)).toMatchObject({ status: 3, answer: { error: { code: 'no-matching-key' } } });
  const { status, answer } = await get(name);
  expect([status, answer.error?.code]).toEqual([3, 'access-locked']);
  const until = new Date(String(answer.error?.data['until']));
  const minutes = (until.getTime() - Date.now()) / 60_000;
  expect(minutes).toBeGreaterThan(13);
  expect(minutes).toBeLessThanOrEqual(15);
  const hour = `${String(until.getHours()).padStart(2, '0')}:${String(until.getMinutes()).padStart(2, '0')}`;
  const english = await home.run(['file', 'get', name, 'TOKEN']);
  expect(english).toMatchObject({ status: 3, stdout: '' });
  expect(english.stderr).toContain(`This access is locked until ${hour}`);
  expect(english.stderr).toMatch(/refused too often in a row[\s\S]*Wait 1[45] minutes/);
  const french = await home.run(['file', 'get', name, 'TOKEN'], { env: { LANG: 'fr_FR.UTF-8' } });
  expect(french).toMatchObject({ status: 3, stdout: '' });
  expect(french.stderr).toContain(`Cet accès est verrouillé jusqu’à ${hour}`);
  expect((await get('other.env')).answer.error?.code).toBe('no-matching-key');
  const { stdout } = await home.run(['audit', 'list', '--json']);
  expect(stdout).toContain('"access-locked"');
  for (const text of [english.stderr, french.stderr, stdout]) expect(text).not.toContain('canary');
});
