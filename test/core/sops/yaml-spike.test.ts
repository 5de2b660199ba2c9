// The format interface carries more than dotenv: a nested YAML file of every sops version opens, verifies, takes an edit and goes back to the real sops.
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { SecretBytes } from '../../../electron/core/secret/index.ts';
import { draftOf } from '../../../electron/core/sops/documents.ts';
import type { Format } from '../../../electron/core/sops/formats/format.ts';
import { createAgeKeySource } from '../../../electron/core/sops/key-sources/age/index.ts';
import { openVerified } from '../../../electron/core/sops/open-file.ts';
import { prepareSave } from '../../../electron/core/sops/save-file.ts';
import { fixtures, identities } from '../../fakes/fixtures.ts';
import { realSops, sopsPath } from '../../fakes/real-sops.ts';
import { yamlSpike } from './yaml-spike.ts';

const format: Format = { id: 'dotenv', nameProblem: () => undefined, valueProblem: () => undefined, ...yamlSpike };
const source = createAgeKeySource({ environment: { SOPS_AGE_KEY: identities[0] }, paths: { userHome: '/nonexistent', configuration: '/nonexistent', profile: '/nonexistent', temporary: '/nonexistent' }, runner: { run: () => Promise.reject(new Error('nothing runs here')) } });

describe('the format interface, with YAML behind it', () => {
  it.each(['v3.8.1', 'v3.10.2', 'v3.12.2', 'v3.13.1', 'v3.13.2'])('opens, verifies and edits the file of %s', async (version) => {
    const bytes = readFileSync(join(fixtures, version, 'basic.enc.yaml'));
    const file = await openVerified(bytes, format, [source], undefined);
    const deep = file.leaves.find((leaf) => leaf.path.join('.') === 'map.nested.deep');
    expect(deep?.plain.exposeBytes().toString()).toBe('value');
    expect(file.leaves.filter((leaf) => leaf.path[0] === 'list').map((leaf) => leaf.path.join('.'))).toEqual(['list', 'list', 'list.k', 'list', 'list']);
    const draft = draftOf(file, 0);
    draft.set(deep?.entry ?? -1, new SecretBytes(Buffer.from('canary-0d31')));
    const prepared = await prepareSave(bytes, file, draft, format, new Date('2026-11-25T10:00:00Z'));
    const [before, after] = [bytes.toString('utf8').split('\n'), prepared.bytes.toString('utf8').split('\n')];
    expect(after.flatMap((line, at) => (line === before[at] ? [] : [line.trim().split(':', 1)[0]]))).toEqual(['deep', 'lastmodified', 'mac']);
    if (sopsPath === undefined) return;
    const folder = mkdtempSync(join(tmpdir(), 'coffre-spike-'));
    try {
      writeFileSync(join(folder, 'a.yaml'), prepared.bytes);
      const peer = realSops(['decrypt', '--extract', '["map"]["nested"]["deep"]', join(folder, 'a.yaml')], identities[0]);
      expect([peer.status, peer.stdout.toString('utf8')]).toEqual([0, 'canary-0d31']);
    } finally {
      rmSync(folder, { recursive: true });
    }
  });
  it('passes plain data both ways, as a worker would need it', async () => {
    const parsed = await yamlSpike.parse(readFileSync(join(fixtures, 'v3.13.2/basic.enc.yaml')));
    expect(structuredClone(parsed)).toEqual(parsed);
    const changes = { set: new Map([[0, 'x']]), removed: new Set<number>(), added: [], metadata: {} };
    expect(structuredClone(changes)).toEqual(changes);
  });
});
