// What a person does with the secrets of one server. Must never hold a value longer than it takes to hand it on.
import type { AppContract } from '../../../shared/ipc/contract.ts';
import type { Handlers } from '../../../shared/ipc/define.ts';
import type { ClipboardRoom } from '../clipboard/index.ts';
import { giveToSink } from '../give.ts';
import type { Ports } from '../ports.ts';
import { SecretBytes, SecretText } from '../secret/index.ts';
import type { Drafts } from './drafts.ts';
import type { At, Reach } from './reach.ts';

export interface SecretDeps {
  readonly ports: Pick<Ports, 'clock' | 'sinks'>;
  readonly clipboard: Pick<ClipboardRoom, 'copy'>;
  readonly reach: Reach;
  readonly drafts: Pick<Drafts, 'resolved' | 'drop'>;
  /** How long a revealed value may stay on the screen, in milliseconds. */
  readonly hideAfterMs: () => number;
}
type Room = Handlers<AppContract>['vault'];
type SecretCall = 'getHealth' | 'getStatus' | 'listMounts' | 'listPath' | 'listFields' | 'getFieldKind' | 'listVersions' | 'listDifferences' | 'revealField' | 'copyField' | 'printField' | 'printSecret' | 'printWrapped' | 'printUnwrapped' | 'setField' | 'saveFields' | 'restoreVersion' | 'deleteSecret' | 'undeleteSecret';

interface FieldAt extends At {
  readonly path: string;
  readonly name: string;
  readonly within?: readonly string[] | undefined;
  readonly version: number;
}

export function secretHandlers({ ports, clipboard, reach, drafts, hideAfterMs }: SecretDeps): Pick<Room, SecretCall> {
  async function toSink(ref: string, bytes: Buffer): Promise<{ bytes: number }> {
    await giveToSink(ports.sinks, ref, new SecretBytes(bytes));
    return { bytes: bytes.length };
  }
  /** One value as text, for the screen or the clipboard. */
  async function textOf(at: FieldAt): Promise<SecretText> {
    const bytes = new SecretBytes(await reach.on(at, 'window', ({ client }) => client.value(at.path, at.name, at.version, at.within)));
    try {
      return bytes.text();
    } finally {
      bytes.wipe();
    }
  }
  const fieldSubject = (at: FieldAt) => reach.subject(at, at.path, [at.name, ...at.within ?? []].join('.'));

  return {
    getHealth: (at, { role }) => reach.on(at, role, async ({ client }) => {
      const started = ports.clock.monotonic();
      const { state, version, cluster } = await client.health();
      return { address: client.origin, state, version, cluster, milliseconds: Math.round(ports.clock.monotonic() - started) };
    }),
    getStatus: (at, { role }) => reach.on(at, role, async ({ client, namespace, hasToken }) => {
      const { state, version, cluster } = await client.health();
      const answers = state === 'active' || state === 'standby';
      const token = hasToken && answers ? await client.token() : undefined;
      return { address: client.origin, state, version, cluster, namespace, ...(token === undefined ? {} : { token: { ...token, policies: [...token.policies] } }) };
    }),
    listMounts: (at, context) => reach.look({ ...at, path: '' }, context, async ({ client }) => ({ mounts: [...await client.mounts()] })),
    listPath: (at, context) => reach.look(at, context, async ({ client }) => ({ names: [...await client.list(at.path)] })),
    listFields: (at, context) => reach.look(at, context, async ({ client }) => {
      const { names, parts, ...facts } = await client.shape(at.path, at.version);
      return { names: [...names], parts: parts.map(({ path, kind }) => ({ path: [...path], kind })), ...facts };
    }),
    getFieldKind: (at, context) => reach.look(at, context, async ({ client }) => ({ kind: await client.kind(at.path, at.name, at.version) })),
    listVersions: (at, context) => reach.look(at, context, async ({ client }) => ({ versions: [...await client.versions(at.path)] })),
    listDifferences: (at, context) => reach.look(at, context, async ({ client }) => ({ fields: [...await client.differences(at.path, at.from, at.to)] })),
    revealField: { subject: fieldSubject, run: async (at) => ({ value: await textOf(at), hideAfterMs: hideAfterMs() }) },
    copyField: { subject: fieldSubject, run: async (at) => clipboard.copy(await textOf(at)) },
    printField: {
      subject: fieldSubject,
      run: (at, { role }) => reach.on(at, role, async ({ client }) => toSink(at.sink, await client.value(at.path, at.name, at.version))),
    },
    printSecret: {
      subject: (at) => reach.subject(at, at.path),
      run: (at, { role }) => reach.on(at, role, async ({ client }) => toSink(at.sink, await client.values(at.path, at.version))),
    },
    printWrapped: {
      subject: (at) => reach.subject(at, at.path, at.name),
      run: (at, { role }) => reach.on(at, role, async ({ client }) => {
        const { token, ttlSeconds } = await client.wrap(at.path, at.version, at.name, at.ttlSeconds);
        const bytes = token.exposeBytes().length;
        await giveToSink(ports.sinks, at.sink, token);
        return { bytes, ttlSeconds };
      }),
    },
    printUnwrapped: {
      subject: (at) => reach.subject(at, 'wrapped'),
      run: (at, { role }) => reach.on(at, role, async ({ client }) => toSink(at.sink, await client.unwrap(new SecretText(at.value)))),
    },
    setField: (at, context) => reach.change(at, context, 'write', ({ client }) => client.set(at.path, at.name, at.value, at.over)),
    async saveFields(at, context) {
      const done = await reach.change(at, context, 'write', ({ client }) => client.change(at.path, drafts.resolved(at, at.changes), at.over));
      if (context.role === 'window' && at.connection !== undefined) drafts.drop(at.connection, at.path);
      return done;
    },
    restoreVersion: (at, context) => reach.change(at, context, 'write', ({ client }) => client.restore(at.path, at.version, at.over)),
    deleteSecret: (at, context) => reach.change(at, context, at.final ? 'destroy' : 'delete', ({ client }) => client.remove(at.path, at.versions, at.final)),
    undeleteSecret: (at, context) => reach.change(at, context, 'undelete', ({ client }) => client.undelete(at.path, at.versions)),
  };
}
