// Handing a secret on once, and opening what was handed on. What was opened stays here until it is closed: it cannot be opened again. Must never show a wrapping token that it made.
import { randomBytes } from 'node:crypto';
import type { AppContract } from '../../../shared/ipc/contract.ts';
import type { Handlers } from '../../../shared/ipc/define.ts';
import { Refusal } from '../refusal.ts';
import { SecretBytes, SecretText } from '../secret/index.ts';
import type { SecretDeps } from './secret-handlers.ts';

type WrappingCall = 'copyWrapped' | 'getWrapping' | 'openWrapped' | 'revealUnwrapped' | 'copyUnwrapped' | 'closeUnwrapped';

const mostOpen = 20;

export interface Wrapping {
  readonly handlers: Pick<Handlers<AppContract>['vault'], WrappingCall>;
  /** Wipes what was opened. */
  forget(): void;
}

/** Each field of the JSON that the server gave, as bytes of its own; the whole is wiped. */
async function fieldsOf(json: Buffer): Promise<ReadonlyMap<string, SecretBytes>> {
  const { readJson, writeJson } = await import('../backends/index.ts');
  try {
    const fields = readJson(json.toString('utf8'));
    return new Map(Object.entries(typeof fields === 'object' && fields !== null ? fields : {}).map(([name, value]) => [name, new SecretBytes(Buffer.from(typeof value === 'string' ? value : writeJson(value)))]));
  } finally {
    json.fill(0);
  }
}

export function createWrapping({ reach, clipboard, hideAfterMs }: Pick<SecretDeps, 'reach' | 'clipboard' | 'hideAfterMs'>): Wrapping {
  const open = new Map<string, ReadonlyMap<string, SecretBytes>>();
  function close(ref: string): void {
    for (const field of open.get(ref)?.values() ?? []) field.wipe();
    open.delete(ref);
  }
  function valueOf({ unwrapped, name }: { readonly unwrapped: string; readonly name: string }): SecretText {
    const fields = open.get(unwrapped);
    if (fields === undefined) throw new Refusal('unwrapped-gone');
    const value = fields.get(name);
    if (value === undefined) throw new Refusal('field-not-found');
    return value.text();
  }
  const subject = ({ name }: { readonly name: string }) => ({ secretKey: `wrapped#${name}`, backend: 'vault' });

  return {
    handlers: {
      copyWrapped: {
        subject: (at) => reach.subject(at, at.path, at.name),
        run: (at, { role }) => reach.on(at, role, async ({ client }) => {
          const { token, ttlSeconds } = await client.wrap(at.path, at.version, at.name, at.ttlSeconds);
          try {
            return { ...await clipboard.copy(token.text()), ttlSeconds };
          } finally {
            token.wipe();
          }
        }),
      },
      async getWrapping(at, context) {
        context.about(await reach.subject(at, 'wrapped'));
        return reach.on(at, context.role, ({ client }) => client.wrapping(new SecretText(at.value)));
      },
      async openWrapped(at, context) {
        context.about(await reach.subject(at, 'wrapped'));
        const fields = await fieldsOf(await reach.on(at, context.role, ({ client }) => client.unwrap(new SecretText(at.value))));
        const [oldest] = open.keys();
        if (open.size >= mostOpen && oldest !== undefined) close(oldest);
        const unwrapped = randomBytes(16).toString('base64url');
        open.set(unwrapped, fields);
        return { unwrapped, names: [...fields.keys()].toSorted() };
      },
      revealUnwrapped: { subject, run: (input) => ({ value: valueOf(input), hideAfterMs: hideAfterMs() }) },
      copyUnwrapped: { subject, run: (input) => clipboard.copy(valueOf(input)) },
      closeUnwrapped({ unwrapped }) {
        close(unwrapped);
        return {};
      },
    },
    forget() { for (const ref of [...open.keys()]) close(ref); },
  };
}
