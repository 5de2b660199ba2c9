// Every dotenv fixture against the verdict of the real sops and, where one is at hand, against what it prints.
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { createAgeKeySource } from '../../../electron/core/sops/key-sources/age/index.ts';
import { draftOf } from '../../../electron/core/sops/documents.ts';
import { dotenv } from '../../../electron/core/sops/formats/dotenv/index.ts';
import { openVerified, type VerifiedFile } from '../../../electron/core/sops/open-file.ts';
import { clearText } from '../../../electron/core/sops/plain-text.ts';
import { fixtures, identities } from '../../fakes/fixtures.ts';
import { sopsDecrypt, sopsPath } from '../../fakes/real-sops.ts';
import { linesAsTheyAre } from './lines-as-they-are.ts';

interface Fixture { readonly file: string; readonly sops?: Readonly<Record<string, string>> }
const manifest = JSON.parse(readFileSync(join(fixtures, 'manifest.json'), 'utf8')) as { readonly fixtures: readonly Fixture[] };
const files = manifest.fixtures.filter(({ file }) => file.endsWith('.env'));
const places = { environment: { SOPS_AGE_KEY: identities.join(' ') }, paths: { userHome: '/nonexistent', configuration: '/nonexistent', profile: '/nonexistent', temporary: '/nonexistent' }, runner: { run: () => Promise.reject(new Error('nothing runs here')) } };
const open = (bytes: Buffer): Promise<VerifiedFile> => openVerified(bytes, dotenv, [createAgeKeySource(places)], undefined);

/** Where we answer otherwise than sops 3.12.2 says in the manifest, on purpose. */
const refusedAs: Readonly<Record<string, string>> = {
  'recipients/ssh-ed25519.enc.env': 'no-matching-key',
  'tampered/unencrypted-value-changed.enc.env': 'mac-mismatch',
  'tampered/key-removed.enc.env': 'mac-mismatch',
  'tampered/lastmodified-changed.enc.env': 'mac-mismatch',
  'tampered/mac-missing.enc.env': 'mac-missing',
  'tampered/mac-empty.enc.env': 'mac-missing',
  'tampered/plaintext-line-added.enc.env': 'value-not-encrypted',
  'tampered/bad-version.enc.env': 'bad-metadata',
  'tampered/no-keys.enc.env': 'bad-metadata',
};

describe('dotenv fixtures', () => {
  it('are all there', () => {
    expect(files.length).toBeGreaterThanOrEqual(25);
  });
  it.each(files)('$file', async ({ file, sops }) => {
    const path = join(fixtures, file);
    const bytes = readFileSync(path);
    const expected = refusedAs[file];
    if (expected !== undefined) {
      await expect(open(bytes)).rejects.toMatchObject({ name: 'Refusal', code: expected });
      return;
    }
    const opened = await open(bytes);
    const text = (await clearText(await draftOf(opened, 0), dotenv, undefined)).exposeBytes();
    if (file === 'tampered/crlf.enc.env') {
      // No sops reads it: the CRs were added by a checkout. Without them it is the file it was.
      expect(opened.parsed.notes).toEqual(['carriage-returns']);
      return;
    }
    expect(sops?.['3.12.2']).toBe('ok');
    if (sopsPath !== undefined) {
      const peer = sopsDecrypt(path, identities.join('\n'));
      expect(peer.status).toBe(0);
      expect(text.equals(peer.stdout)).toBe(true);
    }
  });
  it('tells comments that stand in clear', async () => {
    const bytes = readFileSync(join(fixtures, 'v3.13.2/basic.enc.env'));
    expect((await open(bytes)).plainComments).toBe(false);
    expect((await open(Buffer.concat([Buffer.from('# added by hand\n'), bytes]))).plainComments).toBe(true);
  });
  it('an emission without changes is the same bytes', async () => {
    for (const { file } of files.filter(({ file: name }) => !name.includes('crlf') && refusedAs[name] === undefined)) {
      const bytes = readFileSync(join(fixtures, file));
      const again = await dotenv.edit(bytes, { lines: await linesAsTheyAre(await dotenv.parse(bytes)), metadata: {} });
      expect(again.equals(bytes), file).toBe(true);
    }
  });
});
