// Handing a secret on once, and opening what was handed on. What was opened stays here until it is closed or the profile locks: it opens once. Must never show a wrapping token that it made.
import { randomBytes } from 'node:crypto';
import type { AppContract } from '../../../shared/ipc/contract.ts';
import type { Handlers } from '../../../shared/ipc/define.ts';
import type { Opened, VaultClient } from '../backends/index.ts';
import { Refusal } from '../refusal.ts';
import { SecretText } from '../secret/index.ts';
import type { SecretDeps } from './secret-handlers.ts';

type WrappingCall = 'copyWrapped' | 'openWrapped' | 'listUnwrapped' | 'revealUnwrapped' | 'copyUnwrapped' | 'saveUnwrapped' | 'closeUnwrapped';

const mostOpen = 20;

/** What is open: where it comes from, and its fields. */
interface Kept {
  readonly from: string;
  readonly created: string;
  readonly fields: readonly Opened[];
}
const told = (unwrapped: string, { from, created, fields }: Kept) => ({ unwrapped, names: fields.map(({ name }) => name), from, created });

export interface Wrapping {
  readonly handlers: Pick<Handlers<AppContract>['vault'], WrappingCall>;
  /** Wipes what was opened. */
  forget(): void;
}

/** A new secret of these fields. Refusal: version-conflict where there is one. */
async function saveNew(client: VaultClient, path: string, fields: readonly Opened[]): ReturnType<VaultClient['change']> {
  const changes = fields.map(({ name, isText, bytes }) => {
    const value = bytes.text().expose();
    return isText ? { name, act: 'set' as const, value } : { name, act: 'set-json' as const, json: value };
  });
  try {
    return await client.change(path, changes, 0);
  } catch (error) {
    if (!(error instanceof Refusal) || error.code !== 'not-versioned') throw error;
  }
  // WHY looked at: an engine without versions would write over what is there.
  const found = await client.shape(path, 0).catch((error: unknown) => {
    if (error instanceof Refusal && error.code === 'secret-not-found') return undefined;
    throw error;
  });
  if (found !== undefined) throw new Refusal('version-conflict', { version: 0 });
  return client.change(path, changes, undefined);
}

export function createWrapping({ reach, clipboard, hideAfterMs }: Pick<SecretDeps, 'reach' | 'clipboard' | 'hideAfterMs'>): Wrapping {
  const open = new Map<string, Kept>();
  function close(ref: string): void {
    for (const { bytes } of open.get(ref)?.fields ?? []) bytes.wipe();
    open.delete(ref);
  }
  function fieldsOf({ unwrapped }: { readonly unwrapped: string }): readonly Opened[] {
    const kept = open.get(unwrapped);
    if (kept === undefined) throw new Refusal('unwrapped-gone');
    return kept.fields;
  }
  function valueOf(at: { readonly unwrapped: string; readonly name: string }): SecretText {
    const field = fieldsOf(at).find(({ name }) => name === at.name);
    if (field === undefined) throw new Refusal('field-not-found');
    return field.bytes.text();
  }
  const subject = ({ name }: { readonly name: string }) => ({ secretKey: `wrapped#${name}`, backend: 'vault' });

  return {
    handlers: {
      copyWrapped: {
        subject: (at) => reach.subject(at, at.path, at.name),
        run: (at, { role }) => reach.on(at, role, async ({ client }) => {
          const { token, ttlSeconds } = await client.wrap(at.path, at.version, at.name, at.ttlSeconds);
          try {
            // SECURITY(wrapped-to-clipboard): whoever has the token has the secret, so that the page never sees it.
            return { ...await clipboard.copy(token.text()), ttlSeconds };
          } finally {
            token.wipe();
          }
        }),
      },
      openWrapped: (at, context) => reach.look({ ...at, path: 'wrapped' }, context, async ({ client }) => {
        const token = new SecretText(at.value);
        const { from, created } = await client.wrapping(token);
        // WHY before: what is opened by mistake opens for nobody else any more.
        if (from.startsWith('auth/')) throw new Refusal('wrapping-foreign', { holds: 'login' });
        // WHY recorded first: what is open here and may not be shown would be lost.
        await context.record();
        const kept = { from, created, fields: await client.open(token) };
        const [oldest] = open.keys();
        if (open.size >= mostOpen && oldest !== undefined) close(oldest);
        const unwrapped = randomBytes(16).toString('base64url');
        open.set(unwrapped, kept);
        return told(unwrapped, kept);
      }),
      listUnwrapped: () => ({ opened: [...open].map(([unwrapped, kept]) => told(unwrapped, kept)) }),
      revealUnwrapped: { subject, run: (at) => ({ value: valueOf(at), hideAfterMs: hideAfterMs() }) },
      copyUnwrapped: { subject, run: (at) => clipboard.copy(valueOf(at)) },
      saveUnwrapped: (at, context) => reach.change(at, context, 'write', ({ client }) => saveNew(client, at.path, fieldsOf(at))),
      closeUnwrapped({ unwrapped }) {
        close(unwrapped);
        return {};
      },
    },
    forget() { for (const ref of [...open.keys()]) close(ref); },
  };
}
