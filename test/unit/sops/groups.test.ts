// Headings as people write them in .env files, told from comments on one entry and from lines that were commented out.
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { groupsOf, type GroupLine } from '../../../electron/core/sops/groups.ts';
import { commentForList } from '../../../electron/core/sops/kinds.ts';

const linesOf = (text: string): readonly GroupLine[] => text.split('\n').map((line, id) => (line === '' ? { kind: 'blank', id } : line.startsWith('#') ? { kind: 'comment', id, text: commentForList(line.slice(1)) } : { kind: 'entry', id }));
/** Each group as `title: entries`, entries without one under `-`; then the comments that are no heading. */
function shown(text: string): { readonly groups: readonly string[]; readonly comments: readonly string[] } {
  const written = text.replaceAll(/\n[ \t]+/g, '\n').trim().replaceAll(/^~$/gm, '');
  const lines = written.split('\n');
  const { group, groups, headings } = groupsOf(linesOf(written));
  const rows = new Map<number, string[]>();
  for (const [id, index] of group) rows.set(index, [...(rows.get(index) ?? []), lines[id] ?? '']);
  return {
    groups: [...rows].map(([index, names]) => `${index === -1 ? '-' : (groups[index] ?? '?')}: ${names.join(' ')}`),
    comments: lines.filter((line, id) => line.startsWith('#') && !headings.has(id)),
  };
}
// In these files a line with a lone ~ is a blank one.

describe('banners', () => {
  it.each(['# --- Database ---', '# === Database ===', '### Database', '#### Database ####', '# *** Database ***', '# ── Database ──────', '#--- Database:', '# ~~~ Database', '#################\n# Database\n#################', '# -----\n# Database\n# -----', '###########\n#  Database  #\n###########', '# Database\n# --------', '# ===\n# Database'])('%j opens a group', (banner) => {
    expect(shown(`A\n${banner}\nB`)).toEqual({ groups: ['-: A', 'Database: B'], comments: [] });
  });
  it('last until the next, over blank lines and comments on entries', () => {
    expect(shown(`# --- Database ---
      ~
      A
      ~
      B
      # the pool
      C
      ~
      # === Mail ===
      # who answers
      D
      E`)).toEqual({ groups: ['Database: A B C', 'Mail: D E'], comments: ['# the pool', '# who answers'] });
  });
  it('hold groups after which the section goes on', () => {
    expect(shown('# === Database ===\n\n# Primary\nA\nB\n\nC')).toEqual({ groups: ['Database: C', 'Primary: A B'].toReversed(), comments: [] });
  });
  it('that stand one upon the other: the last one counts, and a box keeps its upper edge', () => {
    expect(shown('# === All ===\n# --- Database ---\nA').groups).toEqual(['Database: A']);
    expect(shown('# A note\n# -----\n# Database\n# -----\nA')).toEqual({ groups: ['Database: A'], comments: ['# A note'] });
  });
  it('are no line of dashes, no list and no commented-out line in disguise', () => {
    expect(shown('# -----\nA\nB').groups).toEqual(['-: A B']);
    expect(shown('## OLD_KEY=hunter2\nA\nB').groups).toEqual(['-: A B']);
    expect(shown('# -- old.key = hunter2\nA\nB').groups).toEqual(['-: A B']);
    expect(shown('A\n# - one thing\nB').groups).toEqual(['-: A B']);
  });
});

describe('a file with blank lines', () => {
  it('takes a block above two entries for a heading, by its last line', () => {
    expect(shown(`# Database: pooled, port 6432
      A
      B
      ~
      # Ask ops before you change these.
      # Mail
      C
      D
      ~
      E`)).toEqual({ groups: ['Database: pooled, port 6432: A B', 'Mail: C D', '-: E'], comments: [] });
  });
  it('leaves a comment above one entry, or in the middle, to the entry', () => {
    expect(shown('# Database\nA\nB\n# the pool\nC\nD\n\n# the host\nE\n\n# the port\nF')).toEqual({ groups: ['Database: A B C D E F'], comments: ['# the pool', '# the host', '# the port'] });
  });
  it('does not take what describes the file for a heading', () => {
    expect(shown('# Settings of the shop.\n\nA\nB')).toEqual({ groups: ['-: A B'], comments: ['# Settings of the shop.'] });
  });
  it('passes over commented-out lines, which open nothing', () => {
    expect(shown('# Database\nA\n# OLD=x\nB\n\n# GONE=y\nC\nD')).toEqual({ groups: ['Database: A B', '-: C D'], comments: ['# OLD=x', '# GONE=y'] });
  });
});

describe('a file without blank lines', () => {
  it('takes a comment above two entries for a heading, and one above one for the entry’s', () => {
    expect(shown('A\n# Database\nB\nC\n# the cache\nD\n# Mail\nE\nF')).toEqual({ groups: ['-: A', 'Database: B C D', 'Mail: E F'], comments: ['# the cache'] });
  });
  it('trusts banners alone where there are any', () => {
    expect(shown('# --- Database ---\nA\n# the pool\nB\nC')).toEqual({ groups: ['Database: A B C'], comments: ['# the pool'] });
  });
  it('opens nothing for a commented-out line', () => {
    expect(shown('# OLD=x\nA\nB\n# AWS: y\nC\nD').groups).toEqual(['-: A B C D']);
  });
});

describe('any lines', () => {
  const line = fc.constantFrom('', '#', '# x', '# --- y ---', '#####', '# A=1', 'A', 'B', '# z: …');
  it('every entry has a group or none, every group an entry, every heading is a comment', () => {
    fc.assert(fc.property(fc.array(fc.oneof(line, fc.string({ unit: 'binary', maxLength: 20 }).map((text) => `#${text.replaceAll('\n', '')}`)), { maxLength: 40 }), (texts) => {
      const lines = linesOf(texts.join('\n'));
      const { group, groups, headings } = groupsOf(lines);
      expect([...group.keys()]).toEqual(lines.flatMap(({ kind, id }) => (kind === 'entry' ? [id] : [])));
      expect(new Set([...group.values()].filter((index) => index !== -1))).toEqual(new Set(groups.keys()));
      expect(lines.filter(({ id }) => headings.has(id)).every(({ kind }) => kind === 'comment')).toBe(true);
      expect(groups.every((title) => title.trim() !== '')).toBe(true);
    }), { numRuns: 5000 });
  });
  it('are read in one go, however they repeat', () => {
    const many = 100_000;
    for (const text of ['# -----\n', '# x\n', '# --- x ---\n', '# x\nA\nB\n', '\n']) expect(groupsOf(linesOf(text.repeat(many))).groups.length).toBeLessThanOrEqual(many);
    expect(groupsOf(linesOf(`# ${'- '.repeat(500_000)}x`)).groups).toEqual([]);
  });
});
