// Which encrypted files open here: found out in the background, against files that the real sops wrote, without running or asking anything.
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it, onTestFinished } from 'vitest';
import type { Ports } from '../../../electron/core/ports.ts';
import { encryptDotenv, quietVerdict, type PlainLine } from '../../../electron/core/sops/index.ts';
import { hookFs } from '../../fakes/fs-hooks.ts';
import { fixtures, identities, recipients } from '../../fakes/fixtures.ts';
import { fakePorts } from '../../fakes/ports.ts';
import { sopsEncrypt, sopsPath } from '../../fakes/real-sops.ts';
import { context, testRoom } from './room.ts';

const fixture = (name: string): Buffer => readFileSync(join(fixtures, name));
const mine: Partial<Ports> = { environment: { SOPS_AGE_KEY: identities[0] } };
const made = (recipient: string, ...lines: readonly PlainLine[]): Promise<Buffer> => encryptDotenv(lines, [recipient], new Date('2026-01-02T03:04:05Z'));
/** The file with one character of its first value changed. */
const bent = (file: Buffer): string => file.toString().replace(/(ENC\[AES256_GCM,data:)(.)/, (_all, head: string, first: string) => `${head}${first === 'A' ? 'B' : 'A'}`);

describe('a project', () => {
  it('tells which files open, which have no key here, and which were tampered with', async () => {
    const at = testRoom(mine);
    const own = await made(recipients[0], ['A', 'one'], ['B', 'two']);
    at.write({ '.env': own, '.env.other': await made(recipients[1], ['A', 'one']), '.env.bent': bent(own), '.env.cut': own.toString().split('\n').filter((line) => !line.startsWith('B=')).join('\n'), '.env.clear': 'A=1\n' });
    const project = await at.open();
    await at.until(project, { '.env': 'encrypted, opens', '.env.bent': 'encrypted, tampered', '.env.clear': 'clear-text', '.env.cut': 'encrypted, tampered', '.env.other': 'encrypted, no-key' });
    expect(at.ports.fake.ran).toEqual([]);
    expect(at.ports.fake.logged).toEqual([]);
  });

  it('tells which files are encrypted for others than their rule names, until the file or the rules change', async () => {
    const at = testRoom(mine);
    const rulesOf = (...names: readonly string[]): string => `creation_rules:\n  - path_regex: \\.env$\n    age: ${names.join(',')}\n`;
    at.write({ '.sops.yaml': rulesOf(...recipients), '.env': await made(recipients[0], ['A', 'one']), 'deep/.env': await encryptDotenv([['A', 'one']], [recipients[1], recipients[0]], new Date('2026-01-02T03:04:05Z')), '.env.other': await made(recipients[0], ['A', 'one']) });
    const project = await at.open();
    await at.until(project, { 'deep/.env': 'encrypted, opens', '.env': 'encrypted, recipients-differ', '.env.other': 'encrypted, opens, no rule', '.sops.yaml': 'rules, 1 rules' });
    at.write({ '.sops.yaml': rulesOf(recipients[0]) });
    await at.handlers.rescan({ project: project.project }, context);
    await at.until(project, { 'deep/.env': 'encrypted, recipients-differ', '.env': 'encrypted, opens', '.env.other': 'encrypted, opens, no rule', '.sops.yaml': 'rules, 1 rules' });
    at.write({ 'deep/.env': await made(recipients[0], ['A', 'one']) });
    await at.handlers.rescan({ project: project.project }, context);
    await at.until(project, { 'deep/.env': 'encrypted, opens', '.env': 'encrypted, opens', '.env.other': 'encrypted, opens, no rule', '.sops.yaml': 'rules, 1 rules' });
    expect(at.ports.fake.ran).toEqual([]);
  });

  it.skipIf(sopsPath === undefined)('agrees with the real sops', async () => {
    const at = testRoom(mine);
    at.write({ 'plain.txt': 'A=one\nB=two\n' });
    const [own, other] = recipients.map((recipient) => sopsEncrypt(join(at.root, 'plain.txt'), recipient).stdout);
    at.write({ '.env': own ?? '', '.env.other': other ?? '', '.env.bent': bent(own ?? Buffer.alloc(0)) });
    await at.until(await at.open(), { '.env': 'encrypted, opens', '.env.bent': 'encrypted, tampered', '.env.other': 'encrypted, no-key' });
    expect(at.ports.fake.logged).toEqual([]);
  });

  it('offers the identity of the sample to the sample only', async () => {
    const at = testRoom();
    const { project } = await at.handlers.openSample({}, context);
    await at.until(project, { '.env': 'encrypted, opens', '.env.production': 'encrypted, opens', '.sops.yaml': 'rules, 1 rules' });
    expect(at.ports.fake.logged).toEqual([]);
  });

  it('knows a verdict until a newer one is found, and forgets it with the file', async () => {
    const at = testRoom(mine);
    const own = await made(recipients[0], ['A', 'one']);
    at.write({ '.env': own });
    const project = await at.open();
    await at.until(project, { '.env': 'encrypted, opens' });
    at.write({ '.env': bent(own) });
    await at.handlers.rescan({ project: project.project }, context);
    expect(await at.looks(project)).toEqual({ '.env': 'encrypted, opens' });
    await at.until(project, { '.env': 'encrypted, tampered' });
  });

  it('looks at no more than 2,000 files, and at none after it was closed', async () => {
    const at = testRoom(mine);
    const own = await made(recipients[0], ['A', 'one']);
    for (let n = 0; n < 2005; n += 1) at.write({ [`.env.${String(n)}`]: own });
    const project = await at.open();
    await at.scanned(project);
    const verdicts = async (): Promise<number> => Object.values(await at.looks(project)).filter((look) => look === 'encrypted, opens').length;
    for (;;) {
      const told = at.told();
      if ((await verdicts()) === 2000) break;
      await told;
    }
    expect((await at.looks(project))['.env.2004']).toBe('encrypted');
    await at.handlers.rescan({ project: project.project }, context);
    await at.scanned(project);
    await at.handlers.close({ project: project.project }, context);
    const read: unknown[] = [];
    const undo = await hookFs((name, args, real) => {
      if (name === 'open' && String(args[0]).startsWith(at.root)) read.push(args[0]);
      return real();
    });
    onTestFinished(undo);
    for (let turn = 0; turn < 200; turn += 1) await new Promise((resolve) => { setImmediate(resolve); });
    expect(read.length).toBeLessThanOrEqual(2);
  });
});

describe('one file', () => {
  function place(bytes: Buffer | string, environment: Record<string, string> = {}) {
    const ports = fakePorts({ environment });
    onTestFinished(() => { ports.fake.remove(); });
    const path = join(ports.fake.folder, '.env');
    writeFileSync(path, bytes);
    return { ports, path };
  }
  const verdict = async (bytes: Buffer | string, environment: Record<string, string> = {}) => {
    const { ports, path } = place(bytes, environment);
    const answer = await quietVerdict(path, ports);
    expect(ports.fake.ran).toEqual([]);
    return answer;
  };

  it('quiet-look-runs-nothing: is unknown, not without a key, where only a command could have it; the command is not run', async () => {
    expect(await verdict(await made(recipients[0], ['A', 'one']), { SOPS_AGE_KEY_CMD: 'get-my-key' })).toBe('unknown');
    expect(await verdict(await made(recipients[0], ['A', 'one']), { SOPS_AGE_KEY_CMD: 'get-my-key', SOPS_AGE_KEY: identities[0] })).toBe('opens');
  });

  it('opens with an SSH key; is unknown where a place that cannot be read could open it', async () => {
    expect(await verdict(fixture('recipients/ssh-ed25519.enc.env'), { SOPS_AGE_KEY: identities[0] })).toBe('no-key');
    expect(await verdict(fixture('recipients/ssh-ed25519.enc.env'), { SOPS_AGE_SSH_PRIVATE_KEY_FILE: join(fixtures, 'ssh_ed25519') })).toBe('opens');
    expect(await verdict(fixture('recipients/ssh-ed25519.enc.env'), { SOPS_AGE_SSH_PRIVATE_KEY_FILE: join(fixtures, 'plain/basic.env') })).toBe('unknown');
    expect(await verdict(await made(recipients[0], ['A', 'one']), { SOPS_AGE_KEY: identities[1], SOPS_AGE_SSH_PRIVATE_KEY_FILE: join(fixtures, 'plain/basic.env') })).toBe('no-key');
    expect(await verdict(await made(recipients[0], ['A', 'one']), { SOPS_AGE_KEY: 'not an identity' })).toBe('unknown');
    expect(await verdict(await made(recipients[0], ['A', 'one']), { SOPS_AGE_KEY: identities[1] })).toBe('no-key');
  });

  it('takes as many identities as the groups of a file ask for', async () => {
    expect(await verdict(fixture('groups/shamir-2of3.enc.env'), { SOPS_AGE_KEY: identities[0] })).toBe('no-key');
    expect(await verdict(fixture('groups/shamir-2of3.enc.env'), { SOPS_AGE_KEY: `${identities[0]} ${identities[1]}` })).toBe('opens');
  });

  it('is unknown where it is damaged, or no file at all', async () => {
    expect(await verdict('A=1\nsops_mac=x\n')).toBe('unknown');
    const ports = fakePorts();
    onTestFinished(() => { ports.fake.remove(); });
    expect(await quietVerdict(join(ports.fake.folder, 'none'), ports)).toBe('unknown');
  });

  it('is tampered with in every way that the fixtures know, and only in those', async () => {
    for (const name of ['key-removed', 'plaintext-line-added', 'lastmodified-changed', 'mac-empty', 'mac-missing']) expect([name, await verdict(fixture(`tampered/${name}.enc.env`), { SOPS_AGE_KEY: identities[0] })]).toEqual([name, 'tampered']);
    for (const name of ['blank-lines-OK', 'metadata-first-OK', 'crlf']) expect([name, await verdict(fixture(`tampered/${name}.enc.env`), { SOPS_AGE_KEY: identities[0] })]).toEqual([name, 'opens']);
  });

  it('of more than 1 MiB is tried by its key only', async () => {
    const large = await made(recipients[0], ['A', 'x'.repeat(1024 * 1024)]);
    expect(await verdict(large, { SOPS_AGE_KEY: identities[0] })).toBe('opens');
    expect(await verdict(bent(large), { SOPS_AGE_KEY: identities[0] })).toBe('opens');
    expect(await verdict(large, { SOPS_AGE_KEY: identities[1] })).toBe('no-key');
  });
});
