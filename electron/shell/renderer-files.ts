// The page's files, read once from the list that the build made, and the answer to each request. Shared with the Chromium host.
// Must never turn a request into a path: a name is in the list or it does not exist.
import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { securityHeaders } from './headers.ts';

/** What the build wrote: file name, relative with slashes → kind and SHA-256 of the bytes. */
export type RendererFileList = Readonly<Record<string, { readonly mime: string; readonly sha256: string }>>;

export interface PageResponse {
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: Buffer;
}
/** Answers one request of the page. */
export type Serve = (url: string) => PageResponse | Promise<PageResponse>;

interface Loaded {
  readonly mime: string;
  readonly body: Buffer;
}

const isList = (value: unknown): value is RendererFileList =>
  typeof value === 'object' && value !== null && Object.values(value).every((entry: unknown) => typeof entry === 'object' && entry !== null && 'mime' in entry && typeof entry.mime === 'string' && 'sha256' in entry && typeof entry.sha256 === 'string');

function load(listFile: string, folder: string): ReadonlyMap<string, Loaded> {
  const list: unknown = JSON.parse(readFileSync(listFile, 'utf8'));
  if (!isList(list)) throw new Error('the list of the page\'s files is damaged; build again');
  return new Map(Object.entries(list).map(([name, { mime, sha256 }]) => {
    const body = readFileSync(join(folder, name));
    // SECURITY(listed-bytes): a file that is not the one the build made is not served.
    if (createHash('sha256').update(body).digest('hex') !== sha256) throw new Error(`${name} is not the file that the build made; build again`);
    return [`/${name}`, { mime, body }];
  }));
}

const refused = (status: number): PageResponse => ({ status, headers: { ...securityHeaders, 'content-type': 'text/plain; charset=utf-8' }, body: Buffer.alloc(0) });

/** Reads every listed file now (about a megabyte) and answers requests under `origin` from memory. Throws if a file is missing or is not the listed one. */
export function serveRendererFiles(options: { readonly listFile: string; readonly folder: string; readonly origin: string }): Serve {
  const files = load(options.listFile, options.folder);
  return (address) => {
    if (!URL.canParse(address)) return refused(400);
    const url = new URL(address);
    if (`${url.protocol}//${url.host}` !== options.origin) return refused(403);
    // SECURITY(static-allow-list): an exact look-up, so that no name can climb out of the folder.
    const file = files.get(url.pathname === '/' ? '/index.html' : url.pathname);
    if (file === undefined) return refused(404);
    return { status: 200, headers: { ...securityHeaders, 'content-type': file.mime }, body: file.body };
  };
}
