// The same secret under two keys is found, what is no secret is passed over, and nothing but names and places comes out.
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { findTwins } from '../../../electron/core/sops/twins.ts';

const secret = 'canary-5f1c9e72b0';
const of = (values: Readonly<Record<string, string>>) => Object.entries(values).map(([name, value], entry) => ({ entry, name, value: Buffer.from(value) }));
const sibling = (path: string, values: Readonly<Record<string, string>>) => ({ path, entries: of(values).map(({ name, value }) => ({ name, value })) });

describe('twins', () => {
  it('are other names in this file, and any name in a file beside it', async () => {
    const own = of({ A: secret, B: secret, C: `${secret}x` });
    expect(await findTwins(own.slice(0, 1), own, [sibling('.env.prod', { A: secret, Z: secret, B: 'other-secret-1' }), sibling('.env.test', { A: `${secret} ` })])).toEqual([
      { entry: 0, path: '', name: 'B' }, { entry: 0, path: '.env.prod', name: 'A' }, { entry: 0, path: '.env.prod', name: 'Z' },
    ]);
  });
  it('are told of each other where both are pending, and never of themselves or of the same name twice', async () => {
    const own = [...of({ A: secret, B: secret }), { entry: 2, name: 'A', value: Buffer.from(secret) }];
    expect(await findTwins(own.slice(0, 2), own, [])).toEqual([{ entry: 0, path: '', name: 'B' }, { entry: 1, path: '', name: 'A' }, { entry: 1, path: '', name: 'A' }]);
  });
  it.each(['', 'short7!', 'true', '12345678', '-12.50000000', 'production', 'localhost', 'eu-west', 'Development', 'db.internal.example.com', 'db.example.com:5432', 'https://api.example.com/v1', 'http://localhost:3000/', 'ops@example.com', '/etc/ssl/certs', './secrets/key.txt', '2026-11-25', 'v1.22.333', '10.0.0.1:8080'])('%j is no secret', async (value) => {
    const own = of({ A: value, B: value });
    expect(await findTwins(own, own, [sibling('x', { A: value })])).toEqual([]);
  });
  it.each(['hunter2hunter', 'p@ssw0rd', 'correct horse battery', 'postgres://app:hunter2@db/app', 'https://hooks.example.com/services/T0A1B2C3D/B0X1Y2Z3/abcDEF123456ghiJKL7', '{"private_key":"x"}', '-----BEGIN X-----\nabc', 'Zm9vYmFyYmF6cXV4MTIz', '/9j4AAQSkZJRgABAQ2F3d4', 'déjà-vu!'])('%j is one', async (value) => {
    const own = of({ A: value, B: value });
    expect(await findTwins(own.slice(0, 1), own, [])).toEqual([{ entry: 0, path: '', name: 'B' }]);
  });
  it('goes by the name where the value is only a word', async () => {
    const own = of({ DB_PASSWORD: 'sunshine', REGION: 'sunshine' });
    expect(await findTwins(own, own, [])).toEqual([{ entry: 0, path: '', name: 'REGION' }]);
  });
  it('are a thousand at most', async () => {
    const own = of(Object.fromEntries(Array.from({ length: 1500 }, (_, at) => [`K${String(at)}`, secret])));
    expect(await findTwins(own, own, [])).toHaveLength(1000);
  });
  it('come out as numbers, places and names alone, for any bytes', async () => {
    const entry = fc.record({ name: fc.constantFrom('A', 'B', 'C'), value: fc.uint8Array({ maxLength: 40 }).map((bytes) => Buffer.from(bytes)) });
    await fc.assert(fc.asyncProperty(fc.array(entry, { maxLength: 8 }), fc.array(entry, { maxLength: 8 }), async (some, more) => {
      const own = [...some, ...some].map((one, at) => ({ ...one, entry: at }));
      const twins = await findTwins(own, own, [{ path: 'p', entries: [...more, ...some] }]);
      for (const twin of twins) {
        expect(Object.keys(twin).toSorted()).toEqual(['entry', 'name', 'path']);
        const value = own[twin.entry]?.value ?? Buffer.alloc(0);
        expect((twin.path === '' ? own : [...more, ...some]).some((other) => other.name === twin.name && other.value.equals(value))).toBe(true);
      }
    }), { numRuns: 2000 });
  });
  it('leaves others their turn', async () => {
    const own = of(Object.fromEntries(Array.from({ length: 20_000 }, (_, at) => [`KEY_${String(at)}`, `${secret}-${String(at).padStart(6, '0')}`])));
    let turns = 0;
    let done = false;
    const count = (): void => {
      turns += 1;
      if (!done) setImmediate(count);
    };
    setImmediate(count);
    expect(await findTwins(own, own, [])).toEqual([]);
    done = true;
    expect(turns).toBeGreaterThan(2);
  });
});
