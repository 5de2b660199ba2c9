// Takes one code, of the app or from the paper, once: what was used is remembered on disk before anything is opened, so that no other process takes it again.
import { Refusal } from '../refusal.ts';
import { digitsOf, stepOf } from './app-code.ts';
import { parse, readEnrolment, record, write, type Enrolment, type Records } from './record.ts';
import { spendCode } from './recovery-codes.ts';

/** Refusal: record-damaged. */
export async function isEnrolled(records: Records): Promise<boolean> {
  return (await readEnrolment(records)) !== undefined;
}

async function spend(enrolment: Enrolment, typed: string, now: Date): Promise<Enrolment> {
  const digits = digitsOf(typed);
  if (digits === undefined) {
    const codes = await spendCode(enrolment.codes, typed);
    if (codes === undefined) throw new Refusal('code-wrong');
    return { ...enrolment, codes };
  }
  const secret = Buffer.from(enrolment.secret, 'base64');
  const step = stepOf(secret, digits, now);
  secret.fill(0);
  if (step === undefined) throw new Refusal('code-wrong');
  // SECURITY(code-once): whoever read a code over a shoulder cannot use it again, nor an older one, in this process or in another.
  if (step <= enrolment.lastStep) throw new Refusal('code-used');
  return { ...enrolment, lastStep: step };
}

/** Does nothing where none is enrolled. Refusals: code-wrong, code-used, record-damaged, and those of a write. */
export async function takeCode(records: Records, typed: string, now: Date): Promise<void> {
  await records.change(record, async (before) => {
    const enrolment = parse(before);
    return enrolment === undefined ? undefined : write(await spend(enrolment, typed, now));
  });
}
