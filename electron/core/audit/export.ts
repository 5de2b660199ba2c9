// The log, or what fits a filter of it, as bytes for somebody else: entries one a line, a table, or everything that a stranger needs to verify it.
import { readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { AuditEntry } from '../../../shared/ipc/audit.ts';
import { readFile } from '../read-again.ts';
import { Refusal } from '../refusal.ts';
import { matcher, type Wanted } from './filter.ts';
import { readLine } from './line.ts';
import { learnKeys, type LineReader } from './lines-index.ts';
import { eachLine } from './raw-lines.ts';
import { closeParts, hasLines, openParts } from './segments.ts';
import { tarOf } from './tar.ts';

/** What one file may hold; more is exported by months, with since and until. */
const mostBytes = 512 * 1024 * 1024;

const fields = ['timestamp', 'event_type', 'secret_key', 'agent', 'action', 'success', 'ip_address', 'user_agent', 'request_id', 'backend', 'reason', 'duration_ms', 'seq', 'prev', 'hash'] as const satisfies readonly (keyof AuditEntry)[];

// SECURITY(audit-csv-plain): what a spreadsheet would take for a formula begins with an apostrophe; it shows names, it computes nothing.
const cell = (value: string | number | boolean): string => {
  const text = String(value);
  const plain = typeof value === 'string' && /^[=+\-@\t\r|%]/.test(text) ? `'${text}` : text;
  return /[",\r\n;']/.test(plain) ? `"${plain.replaceAll('"', '""')}"` : plain;
};
const row = (entry: AuditEntry): string => `${fields.map((field) => cell(entry[field])).join(',')}\r\n`;

/** Every entry that fits, the oldest first. Refusal: file-too-large. */
export async function entriesAs(folder: string, format: 'jsonl' | 'csv', filter: Wanted, reader: LineReader | undefined): Promise<{ readonly bytes: Buffer; readonly entries: number }> {
  const fits = matcher(filter);
  const pieces: Buffer[] = format === 'csv' ? [Buffer.from(`${fields.join(',')}\r\n`)] : [];
  let [entries, size] = [0, 0];
  const parts = openParts(folder);
  try {
    for (const part of parts.filter(hasLines)) {
      if (reader !== undefined) await learnKeys(part, 0, reader);
      await eachLine(part.fd, part.size, (bytes, ended) => {
        const entry = ended ? readLine(bytes, reader?.open) : undefined;
        if (entry === undefined || !fits(entry)) return;
        const piece = Buffer.from(format === 'csv' ? row(entry) : `${JSON.stringify(entry)}\n`);
        entries += 1;
        size += piece.length;
        if (size > mostBytes) throw new Refusal('file-too-large');
        pieces.push(piece);
      });
    }
  } finally {
    closeParts(parts);
  }
  return { bytes: Buffer.concat(pieces), entries };
}

const ofTheLog = /^audit(?:\.jsonl|\.pub|-\d{4}-\d\d-\d{1,15}\.(?:jsonl|expired\.json))$/;
const verifierName = 'coffre-audit-verify.mjs';

/** Where the build puts it, as seen from a bundle, a part of one, and this source. */
async function verifier(): Promise<Buffer> {
  for (const place of [`./${verifierName}`, `../${verifierName}`, `../../../dist/electron/${verifierName}`]) {
    const bytes = await readFile(fileURLToPath(new URL(place, import.meta.url))).catch(() => undefined);
    if (bytes !== undefined) return bytes;
  }
  throw new Error('the verifier was not built');
}

const readme = (fingerprint: string, seq: number, hash: string): string => `An audit log of Coffre, as it was on the machine that wrote it.

Verify it with nothing but Node 22 or newer:

  node ${verifierName}${fingerprint === '' ? '' : ` --fingerprint SHA256:${fingerprint}`} --head ${String(seq)}:${hash} .

Take fingerprint and head from whoever gave you this archive, not from this file: whoever can change the log can change these lines too.
`;

/** A tar archive: the log as it lies there, its public keys, the verifier and how to use it. Refusal: file-too-large. */
export async function bundleOf(folder: string, now: Date, facts: { readonly fingerprint: string; readonly seq: number; readonly head: string }): Promise<Buffer> {
  const names = (await readdir(folder)).filter((name) => ofTheLog.test(name)).toSorted();
  const files = await Promise.all(names.map(async (name) => ({ name, bytes: await readFile(join(folder, name)) })));
  if (files.reduce((sum, { bytes }) => sum + bytes.length, 0) > mostBytes) throw new Refusal('file-too-large');
  return tarOf([...files, { name: verifierName, bytes: await verifier() }, { name: 'README.txt', bytes: Buffer.from(readme(facts.fingerprint, facts.seq, facts.head)) }], now);
}
