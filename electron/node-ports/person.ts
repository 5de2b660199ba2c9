// Who sits there and which of our languages they read. Both answer something on every machine.
import { userInfo } from 'node:os';

/** The OS user's name, as the audit log shows it; in a container without an entry for the user, its number. */
export function osUser(): string {
  try {
    return userInfo().username;
  } catch {
    // WHY silent: a user id without a name is an ordinary thing in containers.
    return `uid ${String(process.getuid?.() ?? 'unknown')}`;
  }
}

/** POSIX order: LC_ALL, LC_MESSAGES, LANG, the first that is not empty; where none is set, what the platform tells. */
export function systemLanguage(env: Readonly<Record<string, string | undefined>>): 'en' | 'fr' {
  const set = [env['LC_ALL'], env['LC_MESSAGES'], env['LANG']].find((value) => value !== undefined && value !== '');
  const locale = set ?? Intl.DateTimeFormat().resolvedOptions().locale;
  return /^fr(?:$|[^a-z])/i.test(locale) ? 'fr' : 'en';
}
