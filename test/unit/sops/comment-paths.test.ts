// What a comment was sealed under, where the file does not say: found near by, and given up in bounded time.
import { createSecretKey, randomBytes } from 'node:crypto';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { aadOf, sealValue } from '../../../electron/core/sops/cipher.ts';
import { createCommentOpener } from '../../../electron/core/sops/comment-paths.ts';
import { leavesOf, type Leaf } from '../../../electron/core/sops/tree.ts';
import { worked } from '../../fakes/worked.ts';
import { branchOf, nested } from './nested.ts';

const key = createSecretKey(randomBytes(32));
const sealed = (text: string, path: readonly string[]): string => sealValue(Buffer.from(text), 'comment', key, aadOf(path));
const leaf = (path: readonly string[], text: string): Leaf => ({ id: 0, comment: true, type: 'comment', path, text, above: undefined });
const value = (path: readonly string[]): Leaf => ({ id: 0, comment: false, type: 'str', path, text: '', above: undefined });

describe('a comment', () => {
  it('opens under any path of the file that is near it', async () => {
    await fc.assert(fc.asyncProperty(nested, fc.nat(), async (spec, pick) => {
      const leaves = await leavesOf([branchOf(spec)]);
      const at = leaves.findIndex(({ comment, text }) => comment && text !== '');
      const target = leaves[at];
      const under = leaves[pick % Math.max(1, leaves.length)]?.path ?? [];
      fc.pre(target !== undefined);
      const opened = createCommentOpener(leaves.map((one) => (one === target ? { ...one, text: sealed('canary-3c', under) } : one)), key)(at);
      expect(opened?.bytes.toString()).toBe('canary-3c');
      // A path with a colon in a name reads like another one.
      expect(aadOf(opened?.under ?? ['?'])).toEqual(aadOf(under));
    }), { numRuns: 300 });
  });
  it('of the item before it is found inside what that item holds', () => {
    const leaves = [value(['a', 'b', 'c']), leaf([], sealed('x', ['a', 'b'])), value(['d'])];
    expect(createCommentOpener(leaves, key)(1)?.under).toEqual(['a', 'b']);
  });
  it('in clear, damaged or under another key stays shut', () => {
    const open = createCommentOpener([leaf([], ' plain'), leaf([], sealed('x', []).replace('data:', 'data:AAAA')), leaf([], sealValue(Buffer.from('x'), 'comment', createSecretKey(randomBytes(32)), aadOf([])))], key);
    expect([0, 1, 2, 3].map(open)).toEqual([undefined, undefined, undefined, undefined]);
  });
  it('that fits nowhere costs a bounded time, however many there are of it', () => {
    const deep = Array.from({ length: 60 }, (_, at) => `level-${String(at)}`);
    const text = sealValue(randomBytes(40), 'comment', createSecretKey(randomBytes(32)), aadOf([]));
    const leaves = Array.from({ length: 20_000 }, (_, at) => leaf(deep.slice(0, 1 + (at % 60)), text));
    const started = worked();
    const open = createCommentOpener(leaves, key);
    expect(leaves.every((_, at) => open(at) === undefined)).toBe(true);
    expect(worked() - started).toBeLessThan(3000);
    // WHY still: the path at which it stands is tried whatever was spent before.
    const last = [...leaves, leaf(deep, sealed('found', deep))];
    const again = createCommentOpener(last, key);
    for (let at = 0; at < last.length - 1; at += 1) again(at);
    expect(again(last.length - 1)?.bytes.toString()).toBe('found');
  });
});
