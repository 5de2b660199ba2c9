// A person who leaves: what the core does with its value on the clipboard, and whom it tells.
import { copyFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { fixtures } from '../../fakes/fixtures.ts';
import { openCore, type OpenCore } from '../../fakes/open-core.ts';

let at: OpenCore;
let told: string[] = [];
let stop: () => void;
beforeEach(async () => {
  at = openCore();
  told = [];
  stop = at.core.events(({ name }) => { told.push(name); });
  const file = join(at.folder, 'app.env');
  copyFileSync(join(fixtures, 'edge/dotenv-odd.enc.env'), file);
  const { document } = await at.open(file);
  await at.done('sops.copyEntry', { document, entry: 0 }, 'window');
});
afterEach(async () => {
  stop();
  await at.close();
});
const settle = () => new Promise((resolve) => { setImmediate(resolve); });

describe('a person who leaves', () => {
  it.each(['suspend', 'screen-locked'] as const)('away-hides: at %s our value is off the clipboard and the window is told', async (news) => {
    at.ports.fake.tell(news);
    await settle();
    expect(at.ports.fake.clipboard).toBe('');
    expect(told).toContain('app.attentionLapsed');
    expect(told).toContain('clipboard.cleared');
  });
  it('keeps what the person copied elsewhere meanwhile', async () => {
    at.ports.fake.clipboard = 'a word of somebody else';
    at.ports.fake.tell('screen-locked');
    await settle();
    expect(at.ports.fake.clipboard).toBe('a word of somebody else');
    expect(told).not.toContain('clipboard.cleared');
  });
  it('counts idleness only while somebody listens', () => {
    stop();
    at.ports.fake.idleSeconds = 600;
    at.ports.fake.tell('suspend');
    at.ports.fake.clock.advance(600_000);
    expect([told.filter((name) => name === 'app.attentionLapsed'), at.ports.fake.watching()]).toEqual([[], 0]);
  });
  it('hands a picked command of the menu to the window', () => {
    at.core.command('save');
    expect(told).toContain('app.commandPicked');
  });
});
