// The rules of writing that a machine can see: lengths, names, first lines, leftovers, a README for each room.
import { posix } from 'node:path';
import type { Problem } from '../problem.ts';
import { limits, notRooms, parentsOfRooms } from '../table.ts';
import type { Tree } from '../tree.ts';

export function checkLimits(tree: Tree): readonly Problem[] {
  return [...tree.sources].flatMap(([file, facts]) => {
    const limit = limits.find((entry) => entry.files.test(file));
    if (limit === undefined || facts.lineCount <= limit.lines) return [];
    return [{ file, line: 0, rule: 'limit' as const, message: `${String(facts.lineCount)} lines; ${limit.what} has at most ${String(limit.lines)}: split it by what it does` }];
  });
}

const leftover = /\b(?:TODO|FIXME|XXX|HACK)\b/;
const silenced = /\b(?:oxlint|eslint)-disable|@ts-(?:ignore|nocheck)\b/;
/** A test may expect an error of types: that is how a contract is tested. */
const expectedError = /@ts-expect-error\b/;
export function checkLeftovers(tree: Tree): readonly Problem[] {
  return [...tree.sources].flatMap(([file, facts]) => facts.comments.flatMap(({ text, line }): readonly Problem[] => {
    if (leftover.test(text)) return [{ file, line, rule: 'leftover', message: 'finish it, or write into the README that it is not there yet' }];
    if (silenced.test(text) || (expectedError.test(text) && !file.startsWith('test/'))) return [{ file, line, rule: 'leftover', message: 'a rule is silenced here: mend the line, or change the rule for all in .oxlintrc.json and say why' }];
    return [];
  }));
}

const kebab = /^(?:vite\.)?[a-z0-9]+(?:-[a-z0-9]+)*(?:\.(?:test|fixture|d|config))*\.tsx?$/;
const nothingNames = new Set(['utils', 'util', 'helpers', 'helper', 'common', 'misc']);
export function checkNames(tree: Tree): readonly Problem[] {
  return [...tree.sources.keys()].flatMap((file): readonly Problem[] => {
    const name = posix.basename(file);
    if (!kebab.test(name)) return [{ file, line: 0, rule: 'naming', message: 'file names are kebab-case' }];
    if (nothingNames.has(name.split('.', 1)[0] ?? '')) return [{ file, line: 0, rule: 'naming', message: 'this name says nothing: name the file after the main thing in it' }];
    return [];
  });
}

export function checkHeads(tree: Tree): readonly Problem[] {
  return [...tree.sources].filter(([, facts]) => !facts.startsWithComment)
    .map(([file]): Problem => ({ file, line: 1, rule: 'head', message: 'start with 1 to 3 comment lines: why this file exists and what it must never do' }));
}

/** Folders that hold at least one file, however deep. */
function rooms(tree: Tree): readonly string[] {
  const folders = new Set(tree.files.flatMap((file) => {
    const parts = posix.dirname(file).split('/');
    return parts.map((_, index) => parts.slice(0, index + 1).join('/'));
  }));
  return [...folders].filter((folder) => parentsOfRooms.includes(posix.dirname(folder)) && !notRooms.has(folder)).toSorted();
}

export function checkReadmes(tree: Tree): readonly Problem[] {
  return rooms(tree).flatMap((room): readonly Problem[] => {
    const file = `${room}/README.md`;
    const tell = (message: string): readonly Problem[] => [{ file, line: 0, rule: 'readme', message }];
    if (!tree.has(file)) return tell('missing: one paragraph that says what this room is for, its door, what it must never do, and why it is so');
    return tree.textOf(file).trim().length < 120 ? tell('too short to say what this room is for, its door, what it must never do, and why') : [];
  });
}
