// Whatever is done to the lines of a JSON or INI file, however it is laid out: what the edit writes reads as just these lines, and other text is not touched.
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { ini } from '../../../../electron/core/sops/formats/ini/index.ts';
import { json } from '../../../../electron/core/sops/formats/json/index.ts';
import { linesOf, type Line } from '../../../../electron/core/sops/tree.ts';
import { moved } from './moves.ts';

const numRuns = process.env['COFFRE_DEEP'] === '1' ? 30_000 : 1500;
const seed = Number(process.env['COFFRE_SEED'] ?? 20_261_122);
const metadata = { lastmodified: 'now', mac: 'new "mac"', version: undefined, age: [{ recipient: 'r', enc: 'a\nb\n' }] };
const after = { lastmodified: 'now', mac: 'new "mac"', age: [{ recipient: 'r', enc: 'a\nb\n' }], kept: 'x' };

const byText = (a: string, b: string): number => (a < b ? -1 : 1);

type Pick = (below: number) => number;
const dice = fc.infiniteStream(fc.nat(1_000_000));
const pickFrom = (stream: Iterator<number>): Pick => (below) => Number(stream.next().value) % Math.max(1, below);
const bare = (lines: readonly Line[]): string => JSON.stringify(lines.map((line) => [line.kind, line.depth, 'key' in line ? line.key : '', 'text' in line ? line.text : '', line.kind === 'item' ? line.type : '']));

/** JSON text with white space of every kind between its parts. */
function jsonText(pick: Pick): string {
  const spaces = [['', '', ''], ['', '', ' '], ['\n  ', '\n', ' '], ['\r\n\t', '\r\n', ' '], ['\n', '\n\n', '']][pick(5)] ?? [];
  const space = (at: number): string => (pick(8) === 0 ? [' ', '\t', '\n', '\r\n '][pick(4)] ?? '' : (spaces[at] ?? ''));
  const own = (): string => `"sops"${space(1)}:${space(2)}{${space(0)}"mac":${space(2)}"m",${space(0)}"kept":"x"${space(1)},"lastmodified":"t",${space(0)}"version":"v"${space(1)}}`;
  const members = (count: number, depth: number, withOwn: boolean): string => {
    const place = withOwn ? pick(count + 1) : -1;
    const parts = Array.from({ length: count }, (_, at) => `"k${pick(9)}${at}"${pick(9) === 0 ? ' ' : ''}:${space(2)}${value(depth)}`);
    if (withOwn) parts.splice(place, 0, own());
    return parts.map((part) => space(0) + part).join(`${pick(9) === 0 ? ' ' : ''},`) + (parts.length > 0 ? space(1) : pick(3) === 0 ? ' ' : '');
  };
  const value = (depth: number): string => {
    const kind = pick(depth > 3 ? 4 : 7);
    if (kind === 0) return String(pick(100));
    if (kind < 4) return ['"s"', 'true', 'null', '"\\u0041\\n"', '1.50', '""'][pick(6)] ?? '';
    if (kind === 4) return `{${members(pick(4), depth + 1, false)}}`;
    return `[${Array.from({ length: pick(4) }, () => space(0) + value(depth + 1)).join(',')}${space(1)}]`;
  };
  return `${pick(5) === 0 ? '\n ' : ''}{${members(pick(6), 0, true)}}${['', '\n', '\r\n\r\n'][pick(3)] ?? ''}`;
}

/** INI text in every manner. */
function iniText(pick: Pick): string {
  const eol = pick(3) === 0 ? '\r\n' : '\n';
  const noise = (): string => (pick(5) === 0 ? eol : '') + (pick(4) === 0 ? `${pick(2) === 0 ? '; ' : '#'}c${pick(9)}${eol}` : '') + (pick(9) === 0 ? `;d${eol}` : '') + (pick(6) === 0 ? '  ' : '');
  const value = (): string => ['v', '"q"', '`b#`', `"""m${eol}n"""`, `x \\${eol} y`, '', 'z ; behind', "'s'"][pick(8)] ?? '';
  const keys = (count: number): string => Array.from({ length: count }, (_, at) => `${noise()}${['k', '"q', '`b'][pick(9)] ?? 'k'}`.replace(/(["`])(\w)$/, '$1$2$1').replace(/k$/, `k${pick(4) === 0 ? '' : at}`) + `${' '.repeat(pick(3))}${pick(4) === 0 ? ':' : '='}${' '.repeat(pick(2))}${value()}${eol}`).join('');
  const own = `${noise()}[sops]${eol}kept = x${eol}lastmodified = t${eol}mac          = m${eol}version = v${eol}`;
  const sections = Array.from({ length: pick(4) }, (_, at) => `${noise()}[s${pick(3) === 0 ? '' : at}]${pick(5) === 0 ? ' # h' : ''}${eol}${keys(pick(4))}`);
  sections.splice(pick(sections.length + 1), 0, own);
  const text = `${pick(6) === 0 ? '\uFEFF' : ''}${keys(pick(3))}${sections.join('')}${noise()}`;
  return pick(4) === 0 ? text.replace(/\r?\n$/, '') : text;
}

describe('random edits', () => {
  it('of JSON', { timeout: 600_000 }, async () => {
    await fc.assert(fc.asyncProperty(dice, async (stream) => {
      const pick = pickFrom(stream);
      const bytes = Buffer.from(jsonText(pick));
      const lines = await linesOf((await json.parse(bytes)).branches);
      expect((await json.edit(bytes, { lines, metadata: {} })).equals(bytes)).toBe(true);
      const next = moved(lines, 'deep', pick);
      const edited = await json.parse(await json.edit(bytes, { lines: next, metadata }));
      expect(bare(await linesOf(edited.branches))).toBe(bare(next));
      expect(JSON.parse(JSON.stringify(edited.metadata))).toEqual(after);
    }), { seed, numRuns });
  });
  it('of INI, whose comments stay with what they belong to', { timeout: 600_000 }, async () => {
    /** WHY without empty ones: the section DEFAULT stands in every file, whether it holds something or not. */
    const rows = (lines: readonly Line[]): string => {
      const found = lines.filter(({ kind }) => kind !== 'comment');
      return bare(found.filter((line, at) => line.kind !== 'branch' || line.key !== 'DEFAULT' || found[at + 1]?.kind === 'item'));
    };
    await fc.assert(fc.asyncProperty(dice, async (stream) => {
      const pick = pickFrom(stream);
      const bytes = Buffer.from(iniText(pick));
      const lines = await linesOf((await ini.parse(bytes)).branches);
      expect((await ini.edit(bytes, { lines, metadata: {} })).equals(bytes)).toBe(true);
      const next = moved(lines, 'sections', pick);
      const edited = await ini.parse(await ini.edit(bytes, { lines: next, metadata: { ...metadata, version: 'w' } }));
      const found = await linesOf(edited.branches);
      expect(rows(found)).toBe(rows(next));
      const kept = new Map(next.map((line) => [line.old, 'key' in line ? line.key : undefined]));
      const comments = lines.flatMap((line, at) => (line.kind === 'comment' && kept.has(at) && kept.has(at - 1) ? [`${String(kept.get(at - 1))}: ${line.text}`] : []));
      expect(found.flatMap((line, at) => (line.kind === 'comment' ? [`${String((found[at - 1] as { key?: string }).key)}: ${line.text}`] : [])).toSorted(byText)).toEqual(comments.toSorted(byText));
      expect(JSON.parse(JSON.stringify(edited.metadata))).toEqual({ ...after, version: 'w' });
    }), { seed, numRuns });
  });
});
