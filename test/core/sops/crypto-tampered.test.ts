// Files that somebody changed: the verdict of the real sops on every fixture, and no single byte that could be changed without being refused, or being of no matter.
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { formatByName } from '../../../electron/core/sops/format-by-name.ts';
import type { Format } from '../../../electron/core/sops/formats/format.ts';
import type { VerifiedFile } from '../../../electron/core/sops/open-file.ts';
import { Refusal } from '../../../electron/core/refusal.ts';
import { fixtures, identities } from '../../fakes/fixtures.ts';
import { formatIds, openAs, samples, weEncrypt } from './crypto-kit.ts';

interface Fixture { readonly file: string; readonly sops: Readonly<Record<string, string>> | null; readonly identities?: readonly string[] | null }
const manifest = JSON.parse(readFileSync(join(fixtures, 'manifest.json'), 'utf8')) as { readonly fixtures: readonly Fixture[] };
const identityIn = (file: string): string => readFileSync(join(fixtures, file), 'utf8').split('\n').find((line) => line.startsWith('AGE-SECRET-KEY')) ?? '';

/** Where we answer otherwise than sops 3.13.2, and why. */
const otherwise: Readonly<Record<string, string>> = {
  // Its comments in lists are right; that version counts them in the MAC (getsops/sops#2243).
  'edge/yaml-listcomments.enc.yaml': 'ok',
  // A checkout put them there; without them it is the file that it was.
  'tampered/crlf.enc.env': 'ok',
  // No SSH keys are opened yet.
  'recipients/ssh-ed25519.enc.env': 'no-matching-key',
};

describe('every fixture', () => {
  it.each(manifest.fixtures.filter(({ file }) => formatIds.includes(formatByName(file))))('$file gets the verdict of sops', async ({ file, sops, identities: own }) => {
    const wanted = otherwise[file] ?? (sops?.['3.13.2'] === 'ok' ? 'ok' : 'refused');
    const verdict = await openAs(formatByName(file), readFileSync(join(fixtures, file)), own?.map(identityIn) ?? identities).then(() => 'ok', (error: unknown) => (error instanceof Refusal ? error.code : error));
    expect(wanted === 'refused' ? (verdict === 'ok' ? 'ok' : 'refused') : verdict).toBe(wanted);
  });
});

/** What must not change without being noticed: each value that is not empty, and the names under which encrypted ones stand. */
const vouchedFor = ({ leaves }: VerifiedFile): string[] => leaves.filter(({ comment, storedType, plain }) => !comment && storedType !== 'comment' && plain.exposeBytes().length > 0).map(({ path, encrypted, plain }) => `${encrypted ? path.join('/') : ''}=${plain.exposeBytes().toString('latin1')}`);
/** Comments that nobody vouches for, beside those that opened. */
const commentsOf = ({ leaves }: VerifiedFile): string[] => leaves.filter(({ comment, storedType }) => comment && storedType !== 'plain').map(({ plain }) => plain.exposeBytes().toString('latin1'));

const deep = process.env['COFFRE_DEEP'] === '1';
const flips: readonly ((byte: number) => number)[] = [(byte) => byte ^ 1, (byte) => byte ^ 0x20, (byte) => byte ^ 0x80, () => 10, () => 0];

async function flipped(id: Format['id'], clear: string, step: number): Promise<{ readonly opened: number; readonly refused: ReadonlyMap<string, number> }> {
  const bytes = await weEncrypt(id, clear);
  const whole = await openAs(id, bytes);
  const [values, comments] = [vouchedFor(whole), commentsOf(whole)];
  const refused = new Map<string, number>();
  let opened = 0;
  for (let at = 0; at < bytes.length; at += 1) {
    for (const [nth, flip] of flips.entries()) {
      if ((at * flips.length + nth) % step !== 0 || flip(bytes[at] ?? 0) === bytes[at]) continue;
      const other = Buffer.from(bytes);
      other[at] = flip(bytes[at] ?? 0);
      try {
        const file = await openAs(id, other);
        opened += 1;
        expect(vouchedFor(file), `byte ${String(at)}`).toEqual(values);
        expect(comments, `byte ${String(at)}`).toEqual(expect.arrayContaining(commentsOf(file)));
      } catch (error) {
        if (!(error instanceof Refusal)) throw error;
        expect(JSON.stringify(error.data)).not.toContain('canary');
        refused.set(error.code, (refused.get(error.code) ?? 0) + 1);
      }
    }
  }
  return { opened, refused };
}

describe('one byte changed anywhere', () => {
  it.each(formatIds)('in %s is refused, or of no matter to any value', async (id) => {
    const { opened, refused } = await flipped(id, samples[id], deep ? 1 : 7);
    expect([...refused.keys()]).toEqual(expect.arrayContaining(['value-damaged', 'mac-mismatch', 'bad-metadata']));
    // Names of what is not encrypted, comments, and what is armour about a key that still opens.
    expect(opened).toBeLessThan([...refused.values()].reduce((sum, count) => sum + count, 0) / 2);
  });
});

describe('what is put elsewhere', () => {
  const swapped = async (clear: string): Promise<unknown> => {
    const text = (await weEncrypt('json', clear)).toString('utf8');
    const [first = '', second = ''] = text.match(/ENC\[[^\]]+\]/g) ?? [];
    return openAs('json', Buffer.from(text.replace(first, '\u0000').replace(second, first).replace('\u0000', second))).then(() => 'ok', (error: unknown) => (error as Refusal).code);
  };
  it('is noticed: under another key by its path, in the same list by the MAC', async () => {
    expect(await swapped('{"a":"canary-1","b":"canary-2"}')).toBe('value-damaged');
    expect(await swapped('{"a":["canary-1","canary-2"]}')).toBe('mac-mismatch');
    expect(await swapped('{"a":{"k":"canary-1"},"b":{"k":"canary-2"}}')).toBe('value-damaged');
  });
  it('is noticed: a value of an earlier version of the same file', async () => {
    const before = await weEncrypt('json', '{"a":"canary-1","b":"canary-2"}');
    const after = await weEncrypt('json', '{"a":"canary-3","b":"canary-2"}', { keep: await openAs('json', before), groups: [] });
    const enc = (bytes: Buffer): string => /ENC\[[^\]]+\]/.exec(bytes.toString('utf8'))?.[0] ?? '';
    await expect(openAs('json', Buffer.from(after.toString('utf8').replace(enc(after), enc(before))))).rejects.toMatchObject({ code: 'mac-mismatch' });
  });
  it('is noticed: another type on a value that is none of it, and not on one that is (nothing vouches for types)', async () => {
    const retyped = async (value: string, type: string): Promise<unknown> => {
      const text = (await weEncrypt('json', JSON.stringify({ a: value }))).toString('utf8').replace('type:str', `type:${type}`);
      return openAs('json', Buffer.from(text)).then(({ leaves }) => leaves[0]?.plain.exposeBytes().toString('utf8'), (error: unknown) => (error as Refusal).code);
    };
    expect(await Promise.all([retyped('canary', 'int'), retyped('canary', 'bool'), retyped('canary', 'float'), retyped('canary', 'time'), retyped('canary', 'nonsense')])).toEqual(Array.from({ length: 5 }, () => 'value-damaged'));
    // As a comment it is out of the MAC; as a number that is printed otherwise it changes it.
    expect(await Promise.all([retyped('canary', 'comment'), retyped('007', 'int'), retyped('1', 'bool'), retyped('1e3', 'float')])).toEqual(Array.from({ length: 4 }, () => 'mac-mismatch'));
    expect(await Promise.all([retyped('7', 'int'), retyped('True', 'bool'), retyped('canary', 'bytes')])).toEqual(['7', 'True', 'canary']);
  });
});
