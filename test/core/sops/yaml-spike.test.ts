// The format interface carries more than dotenv: a nested YAML file of every sops version opens and verifies.
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import type { Format } from '../../../electron/core/sops/formats/format.ts';
import { createAgeKeySource } from '../../../electron/core/sops/key-sources/age/index.ts';
import { openVerified } from '../../../electron/core/sops/open-file.ts';
import { fixtures, identities } from '../../fakes/fixtures.ts';
import { yamlSpike } from './yaml-spike.ts';

const format: Format = { id: 'dotenv', nameProblem: () => undefined, valueProblem: () => undefined, edit: () => Promise.reject(new Error('the spike only reads')), ...yamlSpike };
const source = createAgeKeySource({ environment: { SOPS_AGE_KEY: identities[0] }, paths: { userHome: '/nonexistent', configuration: '/nonexistent', profile: '/nonexistent', temporary: '/nonexistent' }, runner: { run: () => Promise.reject(new Error('nothing runs here')) } });

describe('the format interface, with YAML behind it', () => {
  it.each(['v3.8.1', 'v3.10.2', 'v3.12.2', 'v3.13.1', 'v3.13.2'])('opens and verifies the file of %s', async (version) => {
    const bytes = readFileSync(join(fixtures, version, 'basic.enc.yaml'));
    const file = await openVerified(bytes, format, [source], undefined);
    const deep = file.leaves.find((leaf) => leaf.path.join('.') === 'map.nested.deep');
    expect(deep?.plain.exposeBytes().toString()).toBe('value');
    expect(file.leaves.filter((leaf) => leaf.path[0] === 'list').map((leaf) => leaf.path.join('.'))).toEqual(['list', 'list', 'list.k', 'list', 'list']);
  });
  it('passes plain data, as a worker would need it', async () => {
    const parsed = await yamlSpike.parse(readFileSync(join(fixtures, 'v3.13.2/basic.enc.yaml')));
    expect(structuredClone(parsed)).toEqual(parsed);
  });
});
