// Times as sops recognises them in plain scalars, in the form that sops stores: RFC 3339 with as many digits of a second as there are.

const shape = /^(\d{4})-(\d\d?)-(\d\d?)(?:([Tt ])(\d\d?):(\d\d?):(\d\d?)(?:[.,](\d+))?(Z|[+-]\d\d:\d\d)?)?$/;
const two = (text: string): string => text.padStart(2, '0');

/** Go takes an offset of 24 hours and 60 minutes; `Z` for none. */
function zoneOf(zone: string): string | undefined {
  if (zone === 'Z') return 'Z';
  const [hours, minutes] = [Number(zone.slice(1, 3)), Number(zone.slice(4))];
  if (hours > 24 || minutes > 60) return undefined;
  const total = hours * 60 + minutes;
  return total === 0 ? 'Z' : `${zone.charAt(0)}${two(String(Math.floor(total / 60)))}:${two(String(total % 60))}`;
}

export function timestamp(source: string): string | undefined {
  if (source.charCodeAt(4) !== 45) return undefined;
  const found = shape.exec(source);
  if (found === null) return undefined;
  const [, year = '', month = '', day = '', separator, hour = '0', minute = '0', second = '0', fraction = '', zone] = found;
  if (separator !== undefined && (separator === ' ') !== (zone === undefined)) return undefined;
  if (Number(month) < 1 || Number(month) > 12 || Number(day) < 1) return undefined;
  // WHY year 2000 more: Date reads years before 100 as those of the last century.
  if (Number(day) > new Date(Date.UTC(Number(year) + 2000, Number(month), 0)).getUTCDate()) return undefined;
  if (Number(hour) > 23 || Number(minute) > 59 || Number(second) > 59) return undefined;
  const offset = zoneOf(zone ?? 'Z');
  if (offset === undefined) return undefined;
  const digits = fraction.slice(0, 9).replace(/0+$/, '');
  // WHY joined: a hundred thousand times in a list would each be kept as the pieces they were put together from.
  return [year, '-', two(month), '-', two(day), 'T', two(hour), ':', two(minute), ':', two(second), digits === '' ? '' : '.', digits, offset].join('');
}
