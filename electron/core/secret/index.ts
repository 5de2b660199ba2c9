// Plaintext that does not print itself. The only two doors out are expose() and exposeBytes(); lint lists where they may stand.
import { inspect } from 'node:util';

const shown = '[secret]';

/** One plaintext string. Every way of printing it yields `[secret]`. JavaScript cannot overwrite a string: prefer SecretBytes for what is kept. */
export class SecretText {
  readonly #text: string;
  constructor(text: string) {
    this.#text = text;
  }
  // SECURITY(secret-prints-nothing): a value reaches logs and errors only through a deliberate expose().
  /** The plaintext. Whoever calls this answers for where it goes. */
  expose(): string {
    return this.#text;
  }
  toString(): string {
    return shown;
  }
  toJSON(): string {
    return shown;
  }
  get [Symbol.toStringTag](): string {
    return 'SecretText';
  }
  [Symbol.toPrimitive](): string {
    return shown;
  }
  [inspect.custom](): string {
    return shown;
  }
}

/** Plaintext bytes that this object owns; wipe() overwrites them. */
export class SecretBytes {
  readonly #bytes: Buffer;
  readonly #from: number;
  readonly #to: number;
  #wiped = false;
  /** All of the bytes, or a part that nobody else has: see createShelf. */
  constructor(bytes: Buffer, from = 0, to = bytes.length) {
    this.#bytes = bytes;
    this.#from = from;
    this.#to = to;
  }
  /** The bytes themselves, not a copy: do not keep them longer than this object lives. */
  exposeBytes(): Buffer {
    if (this.#wiped) throw new Error('secret bytes were wiped');
    return this.#to - this.#from === this.#bytes.length ? this.#bytes : this.#bytes.subarray(this.#from, this.#to);
  }
  text(): SecretText {
    return new SecretText(this.exposeBytes().toString('utf8'));
  }
  get wiped(): boolean {
    return this.#wiped;
  }
  wipe(): void {
    this.#bytes.fill(0, this.#from, this.#to);
    this.#wiped = true;
  }
  toString(): string {
    return shown;
  }
  toJSON(): string {
    return shown;
  }
  get [Symbol.toStringTag](): string {
    return 'SecretBytes';
  }
  [Symbol.toPrimitive](): string {
    return shown;
  }
  [inspect.custom](): string {
    return shown;
  }
}

const shelfBytes = 64 * 1024;
const longBytes = 4096;

/** Keeps short plaintexts side by side. WHY: ten thousand buffers of their own, alive together, cost as much as reading the file that they come from. What is handed in is overwritten. */
export function createShelf(): (bytes: Buffer) => SecretBytes {
  let shelf = Buffer.alloc(0);
  let used = 0;
  return (bytes) => {
    if (bytes.length > longBytes) return new SecretBytes(bytes);
    if (used + bytes.length > shelf.length) {
      shelf = Buffer.alloc(shelfBytes);
      used = 0;
    }
    const from = used;
    used += bytes.length;
    shelf.set(bytes, from);
    bytes.fill(0);
    return new SecretBytes(shelf, from, used);
  };
}
