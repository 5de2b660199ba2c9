// Looks for secrets in everything around the core: files, processes and their memory, the page with what hides in it, the heap of its scripts. Only looks.
import { closeSync, openSync, readdirSync, readFileSync, readSync } from 'node:fs';
import { join } from 'node:path';
import type { Page } from 'playwright-core';
import { expect } from 'vitest';

/** How a slip would write it. */
export const encoded = (mark: string): readonly string[] => [mark, Buffer.from(mark).toString('hex'), Buffer.from(mark).toString('base64').replace(/=+$/, '').slice(0, -1), encodeURIComponent(mark), Buffer.from(mark, 'utf16le').toString('latin1')];

/** Every file below a folder, as bytes in latin1; what vanishes meanwhile held nothing that stays. */
export function textsBelow(folder: string): readonly { readonly path: string; readonly text: string }[] {
  return readdirSync(folder, { recursive: true, withFileTypes: true }).filter((entry) => entry.isFile()).flatMap((entry) => {
    const path = join(entry.parentPath, entry.name);
    try {
      return [{ path, text: readFileSync(path, 'latin1') }];
    } catch {
      return [];
    }
  });
}

/** Says which secret was found by its first letters alone. */
export function expectNone(what: string, text: string, wanted: readonly string[]): void {
  for (const secret of wanted) expect(text.includes(secret), `${what} holds ${secret.slice(0, 14)}…`).toBe(false);
}

function ofProcess(pid: string, file: string): string {
  try {
    return readFileSync(`/proc/${pid}/${file}`, 'latin1');
  } catch {
    // A process that ended, or one of another user's: its parent was looked at.
    return '';
  }
}
/** This process's descendants, by /proc. */
export function descendants(): readonly string[] {
  const parents = readdirSync('/proc').filter((name) => /^\d+$/.test(name)).map((pid) => [pid, ofProcess(pid, 'stat').replace(/^.*\) /s, '').split(' ')[1] ?? ''] as const);
  const found = new Set([String(process.pid)]);
  for (let size = 0; size !== found.size;) {
    size = found.size;
    for (const [pid, parent] of parents) if (found.has(parent)) found.add(pid);
  }
  found.delete(String(process.pid));
  return [...found];
}
export const argumentsOf = (pid: string): string => ofProcess(pid, 'cmdline');
export const environmentOf = (pid: string): string => ofProcess(pid, 'environ');

/** A piece of memory is read in parts of this size, which overlap. */
const part = 8 * 1024 * 1024;
const overlap = 256;

/** Which of `needles` stand in the memory that the process can write; undefined if it may not be read. */
export function inMemoryOf(pid: string, needles: readonly Buffer[]): ReadonlySet<number> | undefined {
  const found = new Set<number>();
  let memory: number;
  try {
    memory = openSync(`/proc/${pid}/mem`, 'r');
  } catch {
    return undefined;
  }
  const bytes = Buffer.alloc(part + overlap);
  let read = 0;
  try {
    for (const [, from = '', to = ''] of ofProcess(pid, 'maps').matchAll(/^([0-9a-f]+)-([0-9a-f]+) rw/gm)) {
      for (let at = Number.parseInt(from, 16); at < Number.parseInt(to, 16); at += part) {
        try {
          const length = readSync(memory, bytes, 0, Math.min(part + overlap, Number.parseInt(to, 16) - at), at);
          read += length;
          for (const [index, needle] of needles.entries()) if (bytes.subarray(0, length).includes(needle)) found.add(index);
        } catch {
          // What the kernel does not give away, a device's memory for one, holds no text of ours.
        }
      }
    }
  } finally {
    closeSync(memory);
  }
  return read === 0 ? undefined : found;
}

/** The page as the browser knows it: every node and attribute, shadow roots closed and the browser's own ones included, and what stands in its fields, its title and its address. */
export async function everythingOf(page: Page): Promise<string> {
  const session = await page.context().newCDPSession(page);
  const { root } = await session.send('DOM.getDocument', { depth: -1, pierce: true });
  await session.detach();
  const fields = await page.evaluate(() => {
    const texts: string[] = [document.title, location.href, window.name, JSON.stringify(history.state), JSON.stringify([...document.querySelectorAll('input, textarea')].map((field) => [(field as HTMLInputElement).value, (field as HTMLInputElement).defaultValue]))];
    const walk = (node: ParentNode): void => {
      for (const element of node.querySelectorAll('*')) {
        texts.push(...[...element.attributes].map(({ value }) => value));
        if (element.shadowRoot !== null) walk(element.shadowRoot);
      }
    };
    walk(document);
    return texts;
  });
  return `${JSON.stringify(root)}\n${fields.join('\n')}\n${await page.locator('body').ariaSnapshot()}`;
}

/** Every string that the scripts of the page can still reach, or that was not collected: the page's own world and those of the bridge. */
export async function heapOf(page: Page): Promise<string> {
  const session = await page.context().newCDPSession(page);
  const chunks: string[] = [];
  session.on('HeapProfiler.addHeapSnapshotChunk', ({ chunk }) => { chunks.push(chunk); });
  await session.send('HeapProfiler.takeHeapSnapshot', { reportProgress: false });
  await session.detach();
  const { strings } = JSON.parse(chunks.join('')) as { readonly strings: readonly string[] };
  return strings.join('\n');
}
