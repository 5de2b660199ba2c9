// Of two verdicts on one file the newer one counts: what an attempt has shown, or what the core has found since.
import { describe, expect, it } from 'vitest';
import { createVerdictMemory } from '../../renderer/features/files/tree/verdict-memory.ts';

describe('verdicts', () => {
  it('are what the core lists until somebody tries, and then what was tried until the core lists another', () => {
    const verdictOf = createVerdictMemory();
    expect(verdictOf('a', 'opens', undefined)).toBe('opens');
    expect(verdictOf('a', 'opens', 'tampered')).toBe('tampered');
    expect(verdictOf('a', 'opens', 'tampered')).toBe('tampered');
    expect(verdictOf('a', 'no-key', 'tampered')).toBe('no-key');
    expect(verdictOf('a', 'opens', 'tampered')).toBe('opens');
    expect(verdictOf('a', 'opens', 'no-key')).toBe('no-key');
    expect(verdictOf('a', 'opens', undefined)).toBe('opens');
  });

  it('keep what was tried while the core has not looked, and each file by itself', () => {
    const verdictOf = createVerdictMemory();
    expect(verdictOf('a', 'no-key', 'opens')).toBe('opens');
    expect(verdictOf('a', 'unknown', 'opens')).toBe('opens');
    expect(verdictOf('b', 'unknown', undefined)).toBe('unknown');
    expect(verdictOf('a', 'tampered', 'opens')).toBe('tampered');
  });
});
