// Values that stand for a value. Must stay dull: a real secret that is called a placeholder is worse than one that is missed.

const secretWord = '(?:api|access|auth|client|private|public|secret|user|db|database|key|token|password|passwd|pass|pwd|id|name|value|string|url|credentials?)';
const sep = '[-_. ]?';
const before = '(?<![a-z])';

/** The whole value. */
const whole = [
  /^<[^<>]{1,80}>$/,
  /^\{\{[^{}]{1,80}\}\}$/,
  /^__[A-Z][A-Z0-9_]{1,60}__$/,
  /^\[(?:your|insert|enter|add|my)[-_ ][^[\]]{1,60}\]$/i,
  new RegExp(`^(?:to${sep}do|fix${sep}me|tbd|tba|n/a|place${sep}holder|fill${sep}me(?:${sep}in)?|fill${sep}in|to${sep}be${sep}(?:done|defined|set|filled|replaced|changed)|redacted|replace|change)[.!?]*$`, 'i'),
  /^(?:todo|fixme|tbd)[ :]/i,
  new RegExp(`^(?:an?${sep})?(?:example|dummy|sample|fake|mock|test(?:ing)?${sep}only)(?:${sep}${secretWord}){0,3}${sep}[0-9]{0,4}$`, 'i'),
  new RegExp(`^your${sep}(?:own${sep})?(?:[a-z0-9]{1,20}[-_. ]){0,5}(?:${secretWord}${sep}){1,3}$`, 'i'),
  /^(?:put|insert|enter|add|paste|set|use)[-_ ](?:your|the|my|an?|here|in|some)(?:[-_ ]|$)/i,
];
/** A part of it, as in a URL with `changeme` for a password. */
const part = [
  new RegExp(`${before}change${sep}(?:me|this|it)(?![a-z])`, 'i'),
  new RegExp(`${before}replace${sep}(?:me|this|it|with)(?![a-z])`, 'i'),
  new RegExp(`${before}(?:goes|comes|key|token|secret|password|value)${sep}here(?![a-z])`, 'i'),
  new RegExp(`${before}your(?:[-_ ][a-z0-9]{1,20}){1,5}[-_ ]here(?![a-z])`, 'i'),
  new RegExp(`${before}not${sep}(?:a${sep})?real(?:${sep}${secretWord})?(?![a-z])`, 'i'),
  /x{6,}|\*{4,}|•{3,}/i,
];

/** `bare` is the value without blanks and quotes around it. Looks at short single lines only. */
export function isPlaceholder(bare: string): boolean {
  if (bare === '' || bare.length > 200 || bare.includes('\n')) return false;
  const packed = bare.replaceAll(/[-_ ]/g, '');
  return /^([x*?.•…])\1{2,}$/i.test(packed) || packed === '…' || [...whole, ...part].some((pattern) => pattern.test(bare));
}
