// A verified file as clear text, byte for byte what `sops decrypt` prints for it. For sinks only.
import { SecretBytes } from '../secret/index.ts';
import type { StoredType } from './cipher.ts';
import { escape } from './formats/dotenv/index.ts';
import type { VerifiedFile } from './open-file.ts';
import type { Draft } from './draft.ts';

/** Go's shortest `G` form with at least one decimal (spec §1.6). */
function floatText(stored: string): string {
  const value = Number(stored.replace('Inf', 'Infinity'));
  if (!Number.isFinite(value)) return Number.isNaN(value) ? 'NaN' : value > 0 ? '+Inf' : '-Inf';
  const [digits = '', exponent = '0'] = value.toExponential().split('e');
  const power = Number(exponent);
  if (value !== 0 && (power < -4 || power >= 6)) return `${digits}E${power < 0 ? '-' : '+'}${String(Math.abs(power)).padStart(2, '0')}`;
  const plain = Object.is(value, -0) ? '-0' : String(value);
  return plain.includes('.') ? plain : `${plain}.0`;
}

/** A decrypted value as dotenv spells it. */
function spelled(type: StoredType | 'plain', bytes: Buffer): string {
  const text = bytes.toString('utf8');
  if (type === 'bool') return /^(1|t|true)$/i.test(text) ? 'true' : 'false';
  if (type === 'float') return floatText(text);
  return type === 'time' ? text.replace(/\.\d+/, '') : text;
}

/** The whole file with its draft applied. The caller wipes the answer. WHY no blank lines: sops has none in its tree either. */
export function dotenvText(file: VerifiedFile, draft: Draft): SecretBytes {
  const stored = new Map(file.leaves.map((leaf) => [leaf.entry, leaf]));
  const parts: Buffer[] = [];
  for (const row of draft.kept()) {
    if (row.kind === 'blank') continue;
    const value = row.kind === 'comment' ? row.text : row.value;
    const leaf = stored.get(row.id);
    const type = leaf?.plain === value ? leaf.storedType : 'str';
    const bytes = value.exposeBytes();
    // WHY two ways: bytes that are no UTF-8 must leave as they are.
    const body = type === 'str' && !bytes.includes(10) ? bytes : Buffer.from(escape(spelled(type, bytes)), 'utf8');
    parts.push(Buffer.from(row.kind === 'comment' ? '#' : `${row.name}=`, 'utf8'), body, Buffer.from('\n'));
  }
  return new SecretBytes(Buffer.concat(parts));
}

/** One value as `sops decrypt --extract` prints it, without a line end. The caller wipes the answer. */
export function valueText(type: StoredType | 'plain', bytes: Buffer): SecretBytes {
  return new SecretBytes(type === 'str' || type === 'plain' ? Buffer.from(bytes) : Buffer.from(spelled(type, bytes), 'utf8'));
}
