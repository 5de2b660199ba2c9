// A copied secret leaves the clipboard again, and what the person copied since stays. Must never keep the value to know which is which.
import { inspect } from 'node:util';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { createClipboard } from '../../../electron/core/clipboard/index.ts';
import { SecretText } from '../../../electron/core/secret/index.ts';
import { fakePorts, type FakePorts } from '../../fakes/ports.ts';

let ports: FakePorts;
let cleared: number;
let seconds: number;
beforeEach(() => {
  ports = fakePorts();
  cleared = 0;
  seconds = 30;
});
afterEach(() => { ports.fake.remove(); });
const room = () => createClipboard(ports.clipboard, ports.clock, () => seconds * 1000, () => { cleared += 1; });
const settle = () => new Promise((resolve) => { setTimeout(resolve, 0); });

describe('the clipboard', () => {
  it('is cleared after its time', async () => {
    const { clearAfterMs } = await room().copy(new SecretText('canary-c1'));
    expect(ports.fake.clipboard).toBe('canary-c1');
    ports.fake.clock.advance(clearAfterMs - 1);
    await settle();
    expect(ports.fake.clipboard).toBe('canary-c1');
    ports.fake.clock.advance(1);
    await settle();
    expect([ports.fake.clipboard, cleared]).toEqual(['', 1]);
  });
  it('waits as long as is chosen when something is copied', async () => {
    const clipboard = room();
    seconds = 5;
    expect(await clipboard.copy(new SecretText('canary-c0'))).toEqual({ clearAfterMs: 5000 });
    seconds = 60;
    ports.fake.clock.advance(5000);
    await settle();
    expect([ports.fake.clipboard, cleared]).toEqual(['', 1]);
    expect(await clipboard.copy(new SecretText('canary-c0'))).toEqual({ clearAfterMs: 60_000 });
  });
  it('SECURITY(clipboard-only-ours) keeps what the person copied since', async () => {
    const clipboard = room();
    const { clearAfterMs } = await clipboard.copy(new SecretText('canary-c2'));
    ports.fake.clipboard = 'a shopping list';
    ports.fake.clock.advance(clearAfterMs);
    await settle();
    expect([ports.fake.clipboard, cleared]).toEqual(['a shopping list', 0]);
  });
  it('is cleared at the end, and where it cannot be read back too', async () => {
    const clipboard = room();
    await clipboard.copy(new SecretText('canary-c3'));
    ports.fake.clipboard = undefined;
    await clipboard.clearIfOurs();
    expect([ports.fake.clipboard, cleared]).toEqual(['', 1]);
    await clipboard.clearIfOurs();
    expect(cleared).toBe(1);
  });
  it('a second copy counts its own time', async () => {
    const clipboard = room();
    const { clearAfterMs } = await clipboard.copy(new SecretText('canary-c4'));
    ports.fake.clock.advance(clearAfterMs - 10);
    await clipboard.copy(new SecretText('canary-c5'));
    ports.fake.clock.advance(20);
    await settle();
    expect(ports.fake.clipboard).toBe('canary-c5');
  });
  it('that does not work is said, without the value', async () => {
    const broken = createClipboard({ ...ports.clipboard, ability: { works: false, reason: 'no-program' } }, ports.clock, () => 30_000, () => undefined);
    const failed = await broken.copy(new SecretText('canary-c6')).catch((error: unknown) => error);
    expect(failed).toMatchObject({ code: 'clipboard-unavailable', data: { reason: 'no-program' } });
    expect(inspect(failed, { depth: 5, showHidden: true })).not.toContain('canary-c6');
  });
});
