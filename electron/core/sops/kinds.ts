// What a value looks like, for an icon and a word. The guess is made here so that no value has to travel; it tells nothing about length.
import type { EntryKind } from '../../../shared/ipc/sops.ts';

const tokenStart = /^(sk|pk|rk|ghp|gho|ghs|github_pat|glpat|xox[abprs]|AKIA|ASIA|AIza|ya29|eyJ|whsec|hvs|npm|pypi|shpat|SG\.|age1|AGE-SECRET-KEY)/;
const passwordName = /(^|_)(pass(word|wd|phrase)?|pwd|secret)$/i;
const tokenName = /(^|_)(token|key|apikey|secret_key|api_key|auth|credential)s?$/i;

function isJson(text: string): boolean {
  if (!/^\s*[[{]/.test(text)) return false;
  try {
    JSON.parse(text);
    return true;
  } catch {
    return false;
  }
}

/** Guesses from the name and the plaintext. Only the first 8 kB are looked at. */
export function kindOf(name: string, value: Buffer): EntryKind {
  if (value.length === 0) return 'empty';
  const text = value.subarray(0, 8192).toString('utf8').trim();
  const bare = text.replace(/^(["'])(.*)\1$/s, '$2');
  if (bare.startsWith('-----BEGIN ')) return 'pem';
  if (/^(true|false|yes|no|on|off)$/i.test(bare)) return 'boolean';
  if (/^[+-]?\d+(\.\d+)?$/.test(bare)) return 'number';
  if (/^[a-z][a-z0-9+.-]*:\/\/\S+$/i.test(bare)) return 'url';
  if (value.length <= 8192 && isJson(bare)) return 'json';
  if (tokenStart.test(bare)) return 'token';
  if (passwordName.test(name)) return 'password';
  return tokenName.test(name) || /^[A-Za-z0-9+/_=-]{24,}$/.test(bare) ? 'token' : 'text';
}

/** A commented-out line, also behind decoration: any name and `=`, or a name in capitals or of a secret and `:` with something behind it. */
const assignment = /^([\s#;/*>|-]*(?:export\s+)?(?:[A-Za-z_][\w.-]*\s*=|(?:[A-Z][A-Z0-9_]{2,}|(?:[A-Za-z_][\w.-]{0,64})?(?:[Pp]ass|PASS|[Pp]wd|[Ss]ecret|[Tt]oken|[Kk]ey|[Cc]redential|[Aa]uth)[\w.-]{0,64})\s*:(?=\s*\S))).*$/s;
const opaque = /[A-Za-z0-9+/_=.-]{20,}/g;

// SECURITY(comment-masking): a commented-out line is a secret too; what looks like a value in a comment is not listed.
/** A comment fit for a list: an assignment keeps its name only, long opaque words become an ellipsis, and it is cut at 200 characters. */
export function commentForList(text: string): string {
  // WHY cut twice: the looks below take longer than one pass over a hostile line, and only its beginning is shown.
  const head = text.trim().slice(0, 1000);
  const found = assignment.exec(head);
  if (found !== null) return `${(found[1] ?? '').trim()} …`;
  return head.replaceAll(opaque, (word) => (/\d/.test(word) && /[A-Za-z]/.test(word) ? '…' : word)).replaceAll(/[a-z][a-z0-9+.-]*:\/\/\S*@\S*/gi, '…').slice(0, 200);
}
