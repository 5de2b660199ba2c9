// Keys mean one thing at a time: the right ones, on each platform and layout, and only when they may.
import { describe, expect, it } from 'vitest';
import { ariaKeys, isPressed, keyCaps, type Pressed } from '../../../renderer/stores/shortcut-keys.ts';
import { createShortcutStore, type Command } from '../../../renderer/stores/shortcuts.ts';

const names = { space: 'Espace', enter: 'Entrée', delete: 'Suppr', escape: 'Échap', shift: 'Maj' };
const pressed = (key: string, held: Partial<Pressed> = {}): Pressed => ({ key, code: '', ctrlKey: false, metaKey: false, altKey: false, shiftKey: false, ...held });
const ctrl = (key: string, held: Partial<Pressed> = {}): Pressed => pressed(key, { ctrlKey: true, ...held });
const nothing = { dialogOpen: false, typing: false };

describe('keys', () => {
  it('are exactly those that are written, whatever else is held', () => {
    expect(isPressed('Ctrl+S', ctrl('s'), false)).toBe(true);
    expect(isPressed('Ctrl+S', ctrl('S'), false)).toBe(true);
    for (const other of [pressed('s'), ctrl('s', { shiftKey: true }), ctrl('s', { altKey: true }), ctrl('s', { metaKey: true }), ctrl('d')]) expect(isPressed('Ctrl+S', other, false)).toBe(false);
    expect(isPressed('Ctrl+Shift+Z', ctrl('Z', { shiftKey: true }), false)).toBe(true);
    expect(isPressed('Ctrl+Shift+Z', ctrl('z'), false)).toBe(false);
    expect(isPressed('Alt+ArrowLeft', pressed('ArrowLeft', { altKey: true }), false)).toBe(true);
    expect(isPressed('Alt+ArrowLeft', pressed('ArrowLeft'), false)).toBe(false);
  });

  it('mean Command on macOS, where Control stays the system\'s', () => {
    expect(isPressed('Ctrl+K', pressed('k', { metaKey: true }), true)).toBe(true);
    expect(isPressed('Ctrl+K', ctrl('k'), true)).toBe(false);
  });

  it('find signs and digits on layouts that need Shift for them', () => {
    expect(isPressed('Ctrl+/', ctrl('/', { shiftKey: true }), false)).toBe(true);
    expect(isPressed('Ctrl+/', ctrl('/'), false)).toBe(true);
    expect(isPressed('Ctrl++', ctrl('+', { shiftKey: true }), false)).toBe(true);
    expect(isPressed('Ctrl+1', ctrl('&', { code: 'Digit1' }), false)).toBe(true);
    expect(isPressed('Ctrl+1', ctrl('1', { code: 'Numpad1' }), false)).toBe(false);
  });

  it('are written as people read them', () => {
    expect(keyCaps('Ctrl+Shift+Z', false, names)).toEqual(['Ctrl', 'Maj', 'Z']);
    expect(keyCaps('Ctrl+Shift+Z', true, names)).toEqual(['⌘', '⇧', 'Z']);
    expect(keyCaps('Alt+ArrowLeft', false, names)).toEqual(['Alt', '←']);
    expect(keyCaps('Ctrl+,', false, names)).toEqual(['Ctrl', ',']);
    expect(keyCaps('F2', false, names)).toEqual(['F2']);
    expect(ariaKeys('Ctrl+K', false)).toBe('Control+K');
    expect(ariaKeys('Ctrl+K', true)).toBe('Meta+K');
  });
});

describe('the registry', () => {
  const bound = (handler: { overDialogs?: boolean; whileTyping?: boolean } = {}) => {
    const store = createShortcutStore();
    const done: string[] = [];
    const bind = (name: string): (() => void) => store.getState().bind('Ctrl+S', { act: () => { done.push(name); }, overDialogs: false, whileTyping: true, ...handler });
    return { store, done, bind };
  };

  it('asks the one that was bound last, and the one before again after it', () => {
    const { store, done, bind } = bound();
    bind('first');
    const off = bind('second');
    expect(store.getState().press(ctrl('s'), false, nothing)).toBe(true);
    off();
    store.getState().press(ctrl('s'), false, nothing);
    expect(done).toEqual(['second', 'first']);
    expect(store.getState().press(ctrl('d'), false, nothing)).toBe(false);
  });

  it('keeps silent over a dialog, though the keys stay ours, unless told otherwise', () => {
    const usual = bound();
    usual.bind('one');
    expect(usual.store.getState().press(ctrl('s'), false, { dialogOpen: true, typing: false })).toBe(true);
    expect(usual.done).toEqual([]);
    const told = bound({ overDialogs: true });
    told.bind('one');
    told.store.getState().press(ctrl('s'), false, { dialogOpen: true, typing: false });
    expect(told.done).toEqual(['one']);
  });

  it('leaves undo to the field in which somebody types', () => {
    const { store, done, bind } = bound({ whileTyping: false });
    bind('undo');
    expect(store.getState().press(ctrl('s'), false, { dialogOpen: false, typing: true })).toBe(false);
    expect(store.getState().press(ctrl('s'), false, nothing)).toBe(true);
    expect(done).toEqual(['undo']);
  });

  it('does what keys would do without a keyboard', () => {
    const { store, done, bind } = bound();
    expect(store.getState().actOn('Ctrl+S')).toBe(false);
    bind('one');
    expect(store.getState().actOn('Ctrl+S')).toBe(true);
    expect(done).toEqual(['one']);
  });

  it('runs a command by its id, not one that is off, and forgets it with its room', () => {
    const { store, done } = bound();
    const command = (title: string, off?: string): Command => ({ id: 'save', title, group: 'files', off, run: () => { done.push(title); } });
    const takeOff = store.getState().register(command('first'));
    expect(store.getState().run('save')).toBe(true);
    const takeOffNext = store.getState().register(command('next', 'nothing pending'));
    expect(store.getState().commands.map(({ title }) => title)).toEqual(['next']);
    expect(store.getState().run('save')).toBe(false);
    takeOff();
    expect(store.getState().commands).toHaveLength(1);
    takeOffNext();
    expect(store.getState().run('save')).toBe(false);
    expect(done).toEqual(['first']);
  });
});
