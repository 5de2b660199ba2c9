// A path of a Vault stands in the address name by name, or is refused.
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { encoded, namesOf } from '../../../electron/core/backends/vault/path.ts';
import { anyPath } from '../../fakes/any-path.ts';

test('path-stays-put: a path is refused, or stands in the address name by name and comes back the same', () => {
  fc.assert(fc.property(anyPath, (written) => {
    let names: readonly string[];
    try {
      names = namesOf(written);
    } catch (error) {
      expect(error).toMatchObject({ name: 'Refusal', code: 'path-invalid' });
      return;
    }
    const address = new URL(`https://vault.example/v1/kv/data/${encoded(names)}`);
    expect(address.search + address.hash).toBe('');
    expect(address.pathname).toBe(`/v1/kv/data/${encoded(names)}`);
    expect(address.pathname.slice('/v1/kv/data/'.length).split('/').map(decodeURIComponent)).toEqual(names);
    expect(names.join('/')).toBe(written.replace(/\/$/, ''));
  }), { numRuns: process.env['COFFRE_DEEP'] === '1' ? 200_000 : 5000 });
  for (const name of ['.', '..', '', 'a//b', '/a', 'a/../b', 'a/./b', 'a\u0000', 'a\nb', '\ud800', '/', '//']) expect(() => namesOf(name), JSON.stringify(name)).toThrow('path-invalid');
});
