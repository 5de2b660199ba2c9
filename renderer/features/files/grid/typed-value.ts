// Whether what somebody types is a value of its type, before it is sent: the core decides, this only answers sooner. Pure; must never keep or quote what was typed.
import type { EntryType } from '../../../bridge/index.ts';

const least = -(2n ** 63n);
const most = 2n ** 63n - 1n;
const float = /^[+-]?(\d+(\.\d*)?|\.\d+)([eE][+-]?\d+)?$/;
const special = /^([+-]?\.?inf(inity)?|\.?nan)$/i;
const rfc3339 = /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}(\.\d{1,9})?(Z|[+-]\d{2}:\d{2})$/;

function isWhole(text: string): boolean {
  if (!/^[+-]?\d{1,19}$/.test(text)) return false;
  const value = BigInt(text.replace('+', ''));
  return value >= least && value <= most;
}

/** The type that the text is no value of, or undefined if all is well. */
export function wrongFor(type: EntryType | undefined, typed: string): Exclude<EntryType, 'str'> | undefined {
  const text = typed.trim();
  const fits = type === undefined || type === 'str' || (type === 'int' && isWhole(text)) || (type === 'float' && (special.test(text) || (float.test(text) && Number.isFinite(Number(text)))))
    || (type === 'bool' && /^(true|false)$/i.test(text)) || (type === 'time' && rfc3339.test(text) && !Number.isNaN(Date.parse(text))) || (type === 'null' && (text === '' || /^(null|~)$/i.test(text)));
  return fits ? undefined : type;
}
