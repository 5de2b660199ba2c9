// Codes of an authenticator app (RFC 6238: SHA-1, six digits, thirty seconds, which is what every app knows).
import { Secret, TOTP } from 'otpauth';

export const secretBytes = 20;
export const stepMs = 30_000;
/** How many steps before and after now are taken too: clocks differ, and typing takes time (RFC 6238, 5.2). */
const skew = 1;

const generator = (secret: Uint8Array, label = ''): TOTP =>
  new TOTP({ issuer: 'Coffre', label, algorithm: 'SHA1', digits: 6, period: stepMs / 1000, secret: new Secret({ buffer: Uint8Array.from(secret).buffer }) });

/** The six digits of a code as a person types it, any blanks between them; undefined for anything else. */
export function digitsOf(typed: string): string | undefined {
  const digits = typed.replaceAll(/\s/g, '');
  return /^\d{6}$/.test(digits) ? digits : undefined;
}

/** The step whose code this is, or undefined for a wrong one. `code`: six digits. */
export function stepOf(secret: Uint8Array, code: string, now: Date): number | undefined {
  const delta = generator(secret).validate({ token: code, timestamp: now.getTime(), window: skew });
  return delta === null ? undefined : Math.floor(now.getTime() / stepMs) + delta;
}

/** What an app reads from the square that it is shown, with the secret in base 32. */
export const setupAddress = (secret: Uint8Array, user: string): string => generator(secret, user).toString();
