// What happens around the moment when the answer ends, which no real terminal lets a test hit reliably.
import { PassThrough } from 'node:stream';
import { setTimeout } from 'node:timers/promises';
import { describe, expect, test } from 'vitest';
import { ask, type Keyboard } from '../../../electron/cli/prompt.ts';

function keyboard(): { readonly keys: Keyboard; readonly raw: boolean[]; type(text: string): void } {
  const stream = new PassThrough();
  const raw: boolean[] = [];
  const keys = Object.assign(stream, { setRawMode(on: boolean) { raw.push(on); return keys as unknown as NodeJS.ReadStream; } }) as unknown as Keyboard;
  return { keys, raw, type: (text) => { stream.write(text); } };
}

describe('the prompt', () => {
  test('gives the terminal back as it was, however it ends', async () => {
    for (const [typed, wanted] of [['canary\r', 'canary'], ['\u0003', 'value-cancelled'], ['\r', 'no-value-given']] as const) {
      const { keys, raw, type } = keyboard();
      const answer = ask('', keys).catch((error: unknown) => (error as { readonly code: string }).code);
      type(typed);
      expect(await answer).toBe(wanted);
      expect(raw).toEqual([true, false]);
    }
  });

  test('asks again on the same terminal, and nothing of the first answer stays behind', async () => {
    const { keys, raw, type } = keyboard();
    for (const typed of ['canary-first', 'canary-second']) {
      const answer = ask('', keys);
      type(`${typed}\r`);
      expect(await answer).toBe(typed);
    }
    expect([raw, (keys as unknown as PassThrough).listenerCount('data')]).toEqual([[true, false, true, false], 0]);
  });

  test('keys that follow right behind Enter are taken off the terminal and refuse the whole answer', async () => {
    const { keys, type } = keyboard();
    const answer = ask('', keys).catch((error: unknown) => (error as { readonly code: string }).code);
    type('first line\r');
    await setTimeout(1);
    type('second line\r');
    expect(await answer).toBe('value-has-lines');
  });
});
