// A public key as short as it can still be told from others: its kind and its end. For the eye only; whoever acts on a key has the whole one.

const tail = 4;

export function shortKey(key: string): string {
  const [, kind = '', body = ''] = /^((?:ssh|ecdsa)-\S+) (\S+)/.exec(key) ?? [];
  if (kind !== '') return `${kind} …${body.slice(-tail)}`;
  if (/^age1[a-z0-9+._-]{20,}$/.test(key)) return `${key.startsWith('age1pq1') ? 'age1pq1' : 'age1'}…${key.slice(-tail)}`;
  if (/^[0-9A-Fa-f ]{32,}$/.test(key)) return `…${key.replaceAll(' ', '').slice(-8)}`;
  return key.length > 40 ? `${key.slice(0, 24)}…${key.slice(-tail)}` : key;
}
