// A ref hands over what it stands for once, and only what it stands for.
import { expect, test } from 'vitest';
import { createMinted } from '../../../electron/cli/minted.ts';

test('what was minted is handed over once, and only for its own ref', () => {
  const minted = createMinted<object>();
  const thing = {};
  const ref = minted.mint(thing);
  expect(ref).toMatch(/^[A-Za-z0-9_-]{22}$/);
  expect(minted.take(`${ref.slice(0, -1)}${ref.endsWith('A') ? 'B' : 'A'}`)).toBeUndefined();
  expect(minted.take(ref)).toBe(thing);
  expect(minted.take(ref)).toBeUndefined();
});
