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
  #wiped = false;
  constructor(bytes: Buffer) {
    this.#bytes = bytes;
  }
  /** The bytes themselves, not a copy: do not keep them longer than this object lives. */
  exposeBytes(): Buffer {
    if (this.#wiped) throw new Error('secret bytes were wiped');
    return this.#bytes;
  }
  text(): SecretText {
    return new SecretText(this.exposeBytes().toString('utf8'));
  }
  get wiped(): boolean {
    return this.#wiped;
  }
  wipe(): void {
    this.#bytes.fill(0);
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
