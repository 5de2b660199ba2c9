// Who may call at all.
import { expect, test } from 'vitest';
import { senderAllowed } from '../../../electron/core/gate/sender.ts';

const from = (url: string, origin: string, isMainFrame = true): boolean => senderAllowed({ role: 'window', url, isMainFrame }, origin);

test('sender-rule: the main frame of our origin, at any path', () => {
  for (const url of ['app://coffre/', 'app://coffre/index.html', 'app://coffre/index.html?a#b']) expect(from(url, 'app://coffre'), url).toBe(true);
  expect(from('https://coffre.invalid:443/', 'https://coffre.invalid')).toBe(true);
});
test('sender-rule: nothing else, however alike', () => {
  const others = ['', 'about:blank', 'about:srcdoc', 'data:text/html,a', 'blob:app://coffre/1', 'app://coffre.evil/', 'app://evil/coffre', 'app://coffre:1/', 'app://x@coffre/', 'app://x:y@coffre/', 'application://coffre/', 'cli://coffre/', 'file:///coffre', 'https://coffre/', 'not a url', 'null', 'app:coffre', 'app:/coffre'];
  for (const url of others) expect(from(url, 'app://coffre'), url).toBe(false);
  for (const url of ['http://coffre.invalid/', 'https://coffre.invalid:444/', 'https://coffre.invalid.evil/', 'https://evil@coffre.invalid/', 'https://coffre.invalid@evil/', 'blob:https://coffre.invalid/1']) expect(from(url, 'https://coffre.invalid'), url).toBe(false);
});
test('sender-rule: no subframe, of whatever origin; dropped folders obey the same rule', () => {
  expect(from('app://coffre/', 'app://coffre', false)).toBe(false);
  expect(senderAllowed({ role: 'drop', url: 'app://coffre/', isMainFrame: false }, 'app://coffre')).toBe(false);
  expect(senderAllowed({ role: 'drop', url: 'app://evil/', isMainFrame: true }, 'app://coffre')).toBe(false);
});
test('the command line is no page', () => {
  expect(senderAllowed({ role: 'cli', url: '', isMainFrame: false }, 'app://coffre')).toBe(true);
});
