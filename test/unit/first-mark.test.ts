// The page that stands before any script runs draws the same mark as the program: as static markup it can't import it.
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { createElement } from 'react';
import { renderToStaticMarkup } from 'react-dom/server';
import { expect, test } from 'vitest';
import { root } from '../../build/root.ts';
import { Mark } from '../../renderer/components/mask.tsx';

const drawingOf = (svg: string): ReadonlySet<string> => new Set([...svg.matchAll(/ (?:d|r|viewBox|stroke-width)="[^"]+"/g)].map(([found]) => found));

test('the mark in index.html is the one of the program', () => {
  const page = readFileSync(join(root, 'renderer/index.html'), 'utf8');
  const [first = ''] = /<svg class="first-mark".*?<\/svg>/s.exec(page) ?? [];
  expect(drawingOf(first)).toEqual(drawingOf(renderToStaticMarkup(createElement(Mark))));
  expect(drawingOf(first).size).toBeGreaterThan(5);
});
