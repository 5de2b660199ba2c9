// Walks the contract: what the table promises about every call, checked on the table itself.
import fc from 'fast-check';
import * as v from 'valibot';
import { describe, expect, test } from 'vitest';
import { commonErrors } from '../../shared/ipc/common-errors.ts';
import { contract } from '../../shared/ipc/contract.ts';
import type { AnyCall, Contract } from '../../shared/ipc/define.ts';
import { events } from '../../shared/ipc/events.ts';
import { documentRef, fileRef, folderRef, projectRef, sinkRef } from '../../shared/ipc/values.ts';
import { errorWords, words } from '../../shared/words/both.ts';
import { nodesOf, patternOf } from './schemas.ts';

const calls: readonly (readonly [name: string, def: AnyCall])[] = Object.entries(contract as Contract).flatMap(([room, table]) => Object.entries(table).map(([name, def]) => [`${room}.${name}`, def] as const));
const secretive = calls.filter(([, def]) => def.exposes === 'one-secret' || def.discloses.length > 0);

test('the table is not empty, and holds secrets to guard', () => {
  expect(calls.length).toBeGreaterThan(20);
  expect(secretive.length).toBeGreaterThan(3);
});

describe.each(calls)('%s', (name, def) => {
  const inputs = nodesOf(def.input, 'input');
  const outputs = nodesOf(def.output, 'output');

  test('is named room.verbNoun, and its verb says what it does', () => {
    expect(name).toMatch(/^[a-z]+\.[a-z]+(?:[A-Z][a-z]+)*$/);
    const verb = /^[a-z]+/.exec(name.split('.')[1] ?? '')?.[0];
    expect(verb === 'reveal').toBe(def.exposes === 'one-secret');
    if (verb === 'copy') expect(def.discloses).toEqual(['clipboard']);
    if (def.exposes === 'nothing') expect(['list', 'get', 'reveal']).not.toContain(verb);
  });
  test('is strict both ways', () => {
    const known = new Set(['strict_object', 'array', 'optional', 'string', 'number', 'boolean', 'picklist', 'literal', 'union', 'variant']);
    for (const node of [...inputs, ...outputs]) expect(known, node.path).toContain(node.type);
    expect(inputs[0]?.type).toBe('strict_object');
  });
  test('declares errors in kebab-case, once each, that have words in both languages', () => {
    expect(new Set(def.errors).size).toBe(def.errors.length);
    for (const code of [...def.errors, ...commonErrors]) {
      expect(code).toMatch(/^[a-z]+(?:-[a-z]+)*$/);
      for (const language of ['en', 'fr'] as const) {
        expect(Object.hasOwn(words(language).errors, code), code).toBe(true);
        const { title, why, next } = errorWords(language, code, {});
        for (const part of [title, why, next]) expect(part.trim(), `${language} ${code}`).not.toBe('');
      }
    }
    for (const code of def.errors) expect(commonErrors as readonly string[]).not.toContain(code);
  });
  test('is audited if it gives a secret away, and says to whom it may', () => {
    if (def.exposes === 'one-secret' || def.discloses.length > 0) expect(def.audited).toBe(true);
    expect(def.roles.length).toBeGreaterThan(0);
    // A window has no sink to write to: what leaves there leaves to the clipboard or to the screen, or to a place that the person chose in a dialog of the core.
    const asksWhere = ['sops.saveDecrypted', 'audit.saveExport', 'factor.saveCodes'];
    if (def.roles.includes('window')) expect(def.discloses.filter((where) => where !== 'clipboard' && !(where === 'file' && asksWhere.includes(name)))).toEqual([]);
  });
  test('last-words: what a covered window may still say gives nothing back', () => {
    if (!def.lastWords) return;
    expect(def).toMatchObject({ exposes: 'nothing', discloses: [], roles: ['window'], whileLocked: false });
    expect(outputs.map((node) => node.type)).toEqual(['strict_object']);
  });
  test('one-secret: exactly one string, no list and no choice', () => {
    const shape = outputs.map((node) => node.type).toSorted();
    if (def.exposes === 'one-secret') expect(shape).toEqual(['number', 'strict_object', 'string']);
    else expect(outputs.map((node) => node.path)).not.toContain('output.value');
  });
  test('takes no path from a window', () => {
    const allowed = def.roles.includes('window') ? ['input.value', 'input.name', 'input.passphrase', 'input.lines[]', 'input.filter', 'input.documents[].filter', 'input.kept[].json', 'input.unfinished.name', 'input.unfinished.value', 'input.changes[].value', 'input.changes[].json', 'input.draft.fields[].value', 'input.within[]'] : ['input.path', 'input.paths[]', 'input.name', 'input.value', 'input.passphrase'];
    const free = inputs.filter((node) => node.type === 'string' && patternOf(node) === undefined).map((node) => node.path);
    expect(free.filter((path) => !allowed.includes(path))).toEqual([]);
  });
});

describe('events', () => {
  test.each(Object.entries(events))('%s is named room.pastTense, is strict, and carries no free text but names', (name, payload) => {
    expect(name).toMatch(/^[a-z]+\.[a-z]+(?:[A-Z][a-z]+)*ed$/);
    for (const node of nodesOf(payload, 'payload')) {
      expect(['strict_object', 'string', 'number', 'boolean', 'picklist'], node.path).toContain(node.type);
      if (node.type === 'string') expect(patternOf(node) !== undefined || /\.(?:name|path)$/.test(node.path), node.path).toBe(true);
    }
  });
});

describe('refs', () => {
  const refs = { projectRef, folderRef, fileRef, documentRef, sinkRef };
  test.each(Object.entries(refs))('%s takes what the core mints and no path', (_, ref) => {
    expect(v.is(ref, 'Zm9vYmFyLWZvb2Jhci1mb2')).toBe(true);
    for (const path of ['', '.', '..', '/', '/etc/passwd', '../../../../../etc/pwd', '..\\..\\..\\..\\windows\\a', 'C:\\windows\\system32\\a', 'file:///etc/passwd/aaaa', '%2e%2e%2f%2e%2e%2f%2e%2', '~/.ssh/id_ed25519_aaaa', 'AAAAAAAAAAAAAAAAAAAAAA\n', 'AAAAAAAAAAAAAAAAAAAAA', 'AAAAAAAAAAAAAAAAAAAAAAA', '__proto__', 'constructor']) expect(v.is(ref, path), path).toBe(false);
    fc.assert(fc.property(fc.string({ minLength: 22, maxLength: 22 }), (text) => v.is(ref, text) === /^[\w-]+$/.test(text)));
    fc.assert(fc.property(fc.anything(), (value) => typeof value === 'string' || !v.is(ref, value)));
  });
});
