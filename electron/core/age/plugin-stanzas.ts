// The lines that age and its plugins exchange (C2SP age-plugin): stanzas, written and read as they come. Must never put one into an error.

export interface PluginStanza {
  readonly type: string;
  readonly args: readonly string[];
  readonly body: Buffer;
}

const columns = 64;
/** One line of what a plugin says; real ones are short. */
const maxLine = 16 * 1024;
const maxBody = 256 * 1024;
const word = /^[\x21-\x7e]+$/;

const base64 = (bytes: Uint8Array): string => Buffer.from(bytes).toString('base64').replace(/=+$/, '');

export function writeStanza(type: string, args: readonly string[] = [], body: Uint8Array = Buffer.alloc(0)): Buffer {
  const encoded = base64(body);
  const lines: string[] = [...(encoded.match(new RegExp(`.{1,${String(columns)}}`, 'g')) ?? [])];
  // The last line is shorter than the others, so that it ends the body.
  if (lines.length === 0 || lines.at(-1)?.length === columns) lines.push('');
  return Buffer.from(`-> ${[type, ...args].join(' ')}\n${lines.join('\n')}\n`, 'latin1');
}

function decode(text: string): Buffer {
  const bytes = Buffer.from(text, 'base64');
  if (base64(bytes) !== text) throw new Error('the plugin wrote no base64');
  return bytes;
}
export const decodeArgument = (text: string): string => decode(text).toString('utf8');

async function* linesOf(output: AsyncIterable<Buffer>): AsyncGenerator<string> {
  let held = '';
  for await (const chunk of output) {
    held += chunk.toString('latin1');
    for (let end = held.indexOf('\n'); end !== -1; end = held.indexOf('\n')) {
      yield held.slice(0, end);
      held = held.slice(end + 1);
    }
    if (held.length > maxLine) throw new Error('the plugin wrote a line without end');
  }
}

/** Throws for what is no stanza; ends where the plugin ends. */
export async function* readStanzas(output: AsyncIterable<Buffer>): AsyncGenerator<PluginStanza> {
  let head: readonly string[] | undefined;
  let body = '';
  for await (const line of linesOf(output)) {
    if (head === undefined) {
      const [arrow, ...words] = line.split(' ');
      if (arrow !== '->' || words.length === 0 || !words.every((each) => word.test(each))) throw new Error('the plugin wrote no stanza');
      head = words;
      continue;
    }
    if (line.length > columns) throw new Error('the plugin wrote no stanza');
    body += line;
    if (body.length > maxBody) throw new Error('the plugin wrote a stanza without end');
    if (line.length === columns) continue;
    const [type = '', ...args] = head;
    yield { type, args, body: decode(body) };
    head = undefined;
    body = '';
  }
}
