// Plugins of age: programs of somebody else that hold a key, found on the PATH by name, started only for a file that somebody opens or writes, and only once the person agreed.
// Must never run one while a folder is looked at, nor one that the person was not asked about.
import type { Identity, Recipient, Stanza } from 'age-encryption';
import type { Asking, Conversation, Programs } from '../ports.ts';
import { findProgram } from './find-program.ts';
import { decodeArgument, readStanzas, writeStanza, type PluginStanza } from './plugin-stanzas.ts';

export interface PluginMemory {
  /** True if the person agreed to this very program before. */
  knows(name: string, path: string): Promise<boolean>;
  remember(name: string, path: string): Promise<void>;
}
export interface PluginDeps {
  readonly programs: Programs | undefined;
  readonly asking: Asking | undefined;
  readonly environment: Readonly<Record<string, string | undefined>>;
  readonly memory: PluginMemory;
  /** Longer than a person takes to touch a key. */
  readonly limitMs?: number;
}
export type MakeStanza = (args: string[], body: Uint8Array) => Stanza;

export interface Plugins {
  /** For `AGE-PLUGIN-NAME-1…`. */
  identity(text: string, signal?: AbortSignal): Identity;
  /** For `age1name1…`. */
  recipient(text: string, make: MakeStanza, signal?: AbortSignal): Recipient;
}
/** The plugin is missing, was not allowed, or failed; what it said went to the person. */
export class PluginFailure extends Error {}

const defaultLimitMs = 180_000;
const maxBytes = 4 * 1024 * 1024;
const fileKeyBytes = 16;

/** `age1yubikey1…` → yubikey; undefined for a recipient that no plugin stands behind. */
export function pluginOf(recipient: string): string | undefined {
  const [, name] = /^age1(.+)1[02-9ac-hj-np-z]*$/.exec(recipient) ?? [];
  return name === undefined || recipient.startsWith('age1pq1') || recipient.startsWith('age1tag1') || recipient.startsWith('age1tagpq1') ? undefined : name;
}
const pluginOfIdentity = (text: string): string => /^AGE-PLUGIN-(.+)-1[0-9A-Z]*$/.exec(text)?.[1]?.toLowerCase() ?? '';

export function createPlugins({ programs, asking, environment, memory, limitMs = defaultLimitMs }: PluginDeps): Plugins {
  async function start(name: string, machine: 'identity-v1' | 'recipient-v1', signal: AbortSignal | undefined): Promise<Conversation> {
    const path = await findProgram(`age-plugin-${name}`, environment);
    if (programs === undefined || path === undefined) throw new PluginFailure('the plugin is not installed');
    if (!(await memory.knows(name, path))) {
      // SECURITY(plugin-first-use): a file that came from anywhere names a program; which ones run here is the person's to say, once for each.
      if (await asking?.confirm({ what: 'plugin-first-use', place: path, text: name }) !== true) throw new PluginFailure('the plugin was not allowed');
      await memory.remember(name, path);
    }
    return programs.start(path, [`--age-plugin=${machine}`], { env: environment, timeoutMs: limitMs, maxBytes, signal });
  }

  /** What a plugin may want of the person; undefined for what is no such thing. */
  async function interact(name: string, { type, args, body }: PluginStanza): Promise<Buffer | undefined> {
    const text = body.toString('utf8').slice(0, 1000);
    switch (type) {
      case 'msg':
        asking?.tell({ what: 'plugin', place: name, text });
        return writeStanza(asking === undefined ? 'fail' : 'ok');
      case 'request-secret':
      case 'request-public': {
        const answer = await asking?.passphrase({ what: 'plugin', place: name, text, again: false });
        return answer === undefined ? writeStanza('fail') : writeStanza('ok', [], Buffer.from(answer.expose(), 'utf8'));
      }
      case 'confirm': {
        if (asking === undefined) return writeStanza('fail');
        const [yes = '', no = ''] = args.slice(0, 2).map(decodeArgument);
        return writeStanza('ok', [await asking.confirm({ what: 'plugin-question', place: name, text: `${text} (${no === '' ? yes : `${yes} / ${no}`})` }) ? 'yes' : 'no']);
      }
      default: return undefined;
    }
  }

  /** Sends the first phase, and answers the second until the plugin is done. */
  async function converse(name: string, machine: 'identity-v1' | 'recipient-v1', first: readonly Buffer[], take: (stanza: PluginStanza) => boolean, signal: AbortSignal | undefined): Promise<void> {
    const talk = await start(name, machine, signal);
    let failed = '';
    try {
      await talk.write(Buffer.concat(first));
      for await (const stanza of readStanzas(talk.output)) {
        if (stanza.type === 'done') {
          if (failed !== '') throw new PluginFailure('the plugin failed');
          return;
        }
        if (stanza.type === 'error') {
          failed = stanza.body.toString('utf8').slice(0, 1000);
          asking?.tell({ what: 'plugin', place: name, text: failed });
          await talk.write(writeStanza('ok'));
        } else await talk.write(take(stanza) ? writeStanza('ok') : (await interact(name, stanza)) ?? writeStanza('unsupported'));
      }
      throw new PluginFailure('the plugin ended too early');
    } catch (error) {
      // WHY no detail: what a foreign program says may repeat what it was given.
      throw error instanceof PluginFailure ? error : new PluginFailure('the plugin failed');
    } finally {
      talk.kill();
    }
  }

  return {
    identity: (text, signal) => ({
      async unwrapFileKey(stanzas) {
        let fileKey: Buffer | undefined;
        const sent = stanzas.map(({ args: [type = '', ...args], body }) => writeStanza('recipient-stanza', ['0', type, ...args], body));
        await converse(pluginOfIdentity(text), 'identity-v1', [writeStanza('add-identity', [text]), ...sent, writeStanza('done')], ({ type, args, body }) => {
          if (type !== 'file-key') return false;
          if (args.length !== 1 || args[0] !== '0' || fileKey !== undefined || body.length !== fileKeyBytes) throw new PluginFailure('the plugin failed');
          fileKey = body;
          return true;
        }, signal);
        return fileKey ?? null;
      },
    }),
    recipient: (text, make, signal) => ({
      async wrapFileKey(fileKey) {
        const made: Stanza[] = [];
        await converse(pluginOf(text) ?? '', 'recipient-v1', [writeStanza('add-recipient', [text]), writeStanza('wrap-file-key', [], fileKey), writeStanza('extension-labels'), writeStanza('done')], ({ type, args, body }) => {
          if (type === 'labels') return true;
          if (type !== 'recipient-stanza') return false;
          const [index, ...words] = args;
          if (index !== '0' || words.length === 0) throw new PluginFailure('the plugin failed');
          made.push(make(words, body));
          return true;
        }, signal);
        if (made.length === 0) throw new PluginFailure('the plugin wrapped nothing');
        return made;
      },
    }),
  };
}
