// Setting a second factor up and taking it away, and its recovery codes. Must never let its secret out but while it is set up, nor count before a code was right.
import { randomBytes } from 'node:crypto';
import type { AppContract } from '../../../shared/ipc/contract.ts';
import type { Handlers } from '../../../shared/ipc/define.ts';
import type { Ports } from '../ports.ts';
import { giveToSink } from '../give.ts';
import { Refusal } from '../refusal.ts';
import { SecretBytes, SecretText } from '../secret/index.ts';
import { digitsOf, secretBytes, setupAddress, stepOf } from './app-code.ts';
import { noCodes, parse, readEnrolment, record, write, type Records } from './record.ts';
import { makeCodes } from './recovery-codes.ts';

export interface FactorDeps {
  readonly ports: Pick<Ports, 'clock' | 'sinks' | 'about' | 'dialogs'>;
  /** There is one now. */
  readonly enrolled: () => void;
  /** Refusal: locked. */
  readonly records: () => Records;
  /** Whether a recovery key opens the profile: without one, a lost phone would be a lost profile. */
  readonly hasRecoveryKey: () => Promise<boolean>;
  readonly consent: {
    /** Refuses unless the person proves to have the second factor, where one is enrolled. */
    prove(place: string): Promise<void>;
    /** Whether a policy requires one. */
    required(): Promise<boolean>;
  };
}
export interface FactorRoom {
  readonly handlers: Handlers<AppContract>['factor'];
  /** Forgets a secret that was shown and not confirmed. */
  forget(): void;
}

const nothing = {} as const;
/** Both stay on the screen for as long as it takes to write them down. */
const hideAfterMs = 10 * 60_000;
const setup = { secretKey: 'profile#second-factor', backend: 'profile' } as const;
const onPaper = { secretKey: 'profile#recovery-codes', backend: 'profile' } as const;

export function createFactor({ ports, enrolled, records, hasRecoveryKey, consent }: FactorDeps): FactorRoom {
  const { clock, sinks, about, dialogs } = ports;
  /** Shown, and not confirmed yet. */
  let pending: Buffer | undefined;
  /** True if it takes the place of one that the person has proven to have. */
  let replaces = false;
  /** Recovery codes that are on the screen. */
  let shown: { readonly text: SecretText; readonly cancel: () => void } | undefined;
  let choosing = false;
  /** True from an enrolment until its codes were given out: nobody is asked for a code twice in a row. */
  let fresh = false;

  function hide(): void {
    shown?.cancel();
    shown = undefined;
  }

  function forget(): void {
    pending?.fill(0);
    pending = undefined;
    fresh = false;
    hide();
  }

  /** Refusals: locked, recovery-key-needed, and those of proving the one that there is. */
  async function begin(): Promise<SecretText> {
    if (!(await hasRecoveryKey())) throw new Refusal('recovery-key-needed');
    const another = (await readEnrolment(records())) !== undefined;
    // SECURITY(factor-replaced-by-owner): another phone takes the place of the first one only for whoever has that, a recovery code or the recovery key.
    if (another) await consent.prove('');
    forget();
    replaces = another;
    pending = randomBytes(secretBytes);
    return new SecretText(setupAddress(pending, about.user));
  }

  /** New recovery codes in place of the former ones, one in each line; `keep` makes them count. Refusals: factor-missing, and those of proving it. */
  async function codes(): Promise<{ readonly text: SecretText; keep(): Promise<void> }> {
    if ((await readEnrolment(records())) === undefined) throw new Refusal('factor-missing');
    if (!fresh) await consent.prove('');
    const made = await makeCodes();
    return {
      text: new SecretText(made.codes.join('\n')),
      async keep() {
        await records().change(record, (before) => {
          const enrolment = parse(before);
          if (enrolment === undefined) throw new Refusal('factor-missing');
          return write({ ...enrolment, codes: made.kept });
        });
        fresh = false;
      },
    };
  }

  const print = (ref: string, text: SecretText): Promise<void> => giveToSink(sinks, ref, new SecretBytes(Buffer.from(text.expose())));

  return {
    forget,
    handlers: {
      async getState() {
        const enrolment = await readEnrolment(records());
        return { enrolled: enrolment !== undefined, made: enrolment?.made ?? '', codes: enrolment?.codes.hashes.length ?? 0, recoveryKey: await hasRecoveryKey() };
      },
      revealSetup: { subject: () => setup, run: async () => ({ value: await begin(), hideAfterMs }) },
      writeSetup: {
        subject: () => setup,
        async run({ sink }) {
          await print(sink, await begin());
          return nothing;
        },
      },
      async confirmSetup({ value }) {
        const secret = pending;
        if (secret === undefined) throw new Refusal('factor-missing');
        const now = clock.now();
        const digits = digitsOf(value);
        const step = digits === undefined ? undefined : stepOf(secret, digits, now);
        // WHY not counted: whoever sets it up has its secret before them.
        if (step === undefined) throw new Refusal('code-wrong');
        await records().change(record, (before) => {
          if (parse(before) !== undefined && !replaces) throw new Refusal('factor-exists');
          return write({ secret: secret.toString('base64'), made: now.toISOString(), lastStep: step, codes: noCodes });
        });
        forget();
        fresh = true;
        enrolled();
        return nothing;
      },
      revealCodes: {
        subject: () => onPaper,
        async run() {
          const { text, keep } = await codes();
          await keep();
          hide();
          shown = { text, cancel: clock.after(hideAfterMs, hide) };
          return { value: text, hideAfterMs };
        },
      },
      saveCodes: {
        subject: () => onPaper,
        async run() {
          const text = shown?.text;
          if (text === undefined) throw new Refusal('codes-gone');
          if (!dialogs.chooseFileAbility.works) throw new Refusal('no-file-dialog', { reason: dialogs.chooseFileAbility.reason });
          if (choosing) throw new Refusal('dialog-busy');
          choosing = true;
          const place = await dialogs.chooseSaveFile('coffre-recovery-codes.txt', 'recovery-codes').finally(() => { choosing = false; });
          if (place === undefined) throw new Refusal('cancelled');
          const bytes = new SecretBytes(Buffer.from(`${text.expose()}\n`));
          await place.sink.write(bytes).finally(() => { bytes.wipe(); });
          return { name: place.name };
        },
      },
      writeCodes: {
        subject: () => onPaper,
        async run({ sink }) {
          const { text, keep } = await codes();
          // WHY in this order: codes that nobody could write down must not take the place of those that somebody has.
          await print(sink, text);
          await keep();
          return nothing;
        },
      },
      async remove() {
        if ((await readEnrolment(records())) === undefined) throw new Refusal('factor-missing');
        // SECURITY(required-factor-stays): whoever may change the policy may take it away, and nobody else.
        if (await consent.required()) throw new Refusal('factor-required');
        await consent.prove('');
        await records().change(record, () => Buffer.alloc(0));
        return nothing;
      },
    },
  };
}
