// Values as D-Bus lays them out (D-Bus specification 0.42, “Marshaling”): written and read by their signatures, little-endian. Only the types that a keychain speaks.

export type BusValue = string | number | boolean | Buffer | readonly BusValue[] | { readonly [key: string]: string };

const padTo = (length: number, edge: number): number => Math.ceil(length / edge) * edge;

/** Collects values, each aligned to its size. */
export function createWriter() {
  const bytes: number[] = [];
  const align = (edge: number): void => { while (bytes.length % edge !== 0) bytes.push(0); };
  const u32 = (value: number): void => {
    align(4);
    bytes.push(value & 255, (value >>> 8) & 255, (value >>> 16) & 255, value >>> 24);
  };
  const text = (value: string): void => {
    u32(Buffer.byteLength(value));
    bytes.push(...Buffer.from(value), 0);
  };
  return {
    align, u32, text,
    byte(value: number): void { bytes.push(value); },
    signature(value: string): void { bytes.push(value.length, ...Buffer.from(value), 0); },
    done: (): Buffer => Buffer.from(bytes),
  };
}

/** What is asked takes no more than texts, numbers, a text inside a variant, a list of texts, and a table of names and texts. */
export type BusArgument = string | number | readonly string[] | Readonly<Record<string, string>>;

const isList = (value: BusArgument | undefined): value is readonly string[] => Array.isArray(value);

export function writeValues(signature: string, values: readonly BusArgument[]): Buffer {
  const writer = createWriter();
  for (const [at, type] of typesOf(signature).entries()) {
    const value = values[at];
    if (typeof value === 'number') writer.u32(value);
    else if (typeof value === 'string') {
      if (type === 'v') writer.signature('s');
      writer.text(value);
    } else if (isList(value)) {
      const inside = createWriter();
      for (const one of value) inside.text(one);
      const bytes = inside.done();
      writer.u32(bytes.length);
      for (const byte of bytes) writer.byte(byte);
    } else {
      const entries = Object.entries(value ?? {});
      // The length of what follows the padding: each entry begins at a multiple of eight.
      const inside = createWriter();
      for (const [name, text] of entries) {
        inside.align(8);
        inside.text(name);
        inside.text(text);
      }
      const bytes = inside.done();
      writer.u32(bytes.length);
      writer.align(8);
      for (const byte of bytes) writer.byte(byte);
    }
  }
  return writer.done();
}

/** The complete types of a signature, one after the other: `ao(oay)` has two. */
export function typesOf(signature: string): readonly string[] {
  const types: string[] = [];
  for (let at = 0; at < signature.length;) {
    let end = at;
    while (signature[end] === 'a') end += 1;
    for (let depth = 0; ; end += 1) {
      const letter = signature[end];
      if (letter === undefined) break;
      if (letter === '(' || letter === '{') depth += 1;
      if (letter === ')' || letter === '}') depth -= 1;
      if (depth === 0) break;
    }
    types.push(signature.slice(at, end + 1));
    at = end + 1;
  }
  return types;
}

/** Everything in a body. Throws for a type that is not spoken here, and for a body that is shorter than its signature says. */
export function readValues(signature: string, body: Buffer): readonly BusValue[] {
  let at = 0;
  const u32 = (): number => {
    at = padTo(at, 4) + 4;
    return body.readUInt32LE(at - 4);
  };
  const take = (length: number): Buffer => {
    at += length;
    if (at > body.length) throw new Error('the bus broke off');
    return body.subarray(at - length, at);
  };
  const text = (): string => {
    const value = take(u32()).toString('utf8');
    take(1);
    return value;
  };
  const inner = (): string => {
    const value = take(body.readUInt8(at++)).toString('latin1');
    take(1);
    return value;
  };
  function array(type: string): BusValue {
    const length = u32();
    if (type === 'y') return Buffer.from(take(length));
    if (type.startsWith('(') || type.startsWith('{')) at = padTo(at, 8);
    const end = at + length;
    const values: BusValue[] = [];
    while (at < end) values.push(value(type));
    return type === '{ss}' ? Object.fromEntries(values.flatMap((entry) => (Array.isArray(entry) ? [entry.map(String) as [string, string]] : []))) : values;
  }
  function value(type: string): BusValue {
    switch (type[0]) {
      case 's':
      case 'o': return text();
      case 'u': return u32();
      case 'b': return u32() === 1;
      case 'v': return value(inner());
      case 'a': return array(type.slice(1));
      case '(':
      case '{': {
        at = padTo(at, 8);
        const types = typesOf(type.slice(1, -1));
        // WHY: an array of nothings would have no end.
        if (types.length === 0) throw new Error('the bus speaks of nothing');
        return types.map(value);
      }
      default: throw new Error('the bus speaks of something that is not understood here');
    }
  }
  return typesOf(signature).map(value);
}
