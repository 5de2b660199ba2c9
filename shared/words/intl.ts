// Plurals, numbers, sizes and dates of one language through Intl. Knows no message.

export interface Forms {
  /** French has a third form for millions; where it is left out, `other` is used. */
  readonly one: string;
  readonly many?: string;
  readonly other: string;
}
export interface Format {
  number(value: number): string;
  /** Picks the form for `count` and puts the written number where the form has `#`. */
  plural(count: number, forms: Forms): string;
  /** 64 MiB, 12.5 kB and so on, in units of 1024. */
  size(bytes: number): string;
  /** Whole seconds, never less than one. */
  seconds(milliseconds: number): string;
  /** A point in time (RFC 3339) as day and minute here; anything else as it came. */
  moment(rfc3339: string): string;
  /** Its day here. */
  day(rfc3339: string): string;
  /** Its hour and minute here. */
  hour(rfc3339: string): string;
  /** Its hour, minute and second; of another day, day and month with the minute. */
  shortTime(rfc3339: string): string;
  /** Day and month. */
  dayMonth(rfc3339: string): string;
  isToday(rfc3339: string): boolean;
}

/** Makes something when it is first asked for. WHY: the first formatter of each kind takes milliseconds, and a start needs few of them. */
export function later<T>(make: () => T): () => T {
  let made: { readonly is: T } | undefined;
  return () => (made ??= { is: make() }).is;
}

/** A text that is no time stays as it came. */
const written = (format: () => Intl.DateTimeFormat) => (rfc3339: string): string => {
  const date = new Date(rfc3339);
  return Number.isNaN(date.getTime()) ? rfc3339 : format().format(date);
};

const formats = { en: later(() => newFormat('en')), fr: later(() => newFormat('fr')) };

/** The formats of one language. Texts without `#` stay as they are. */
export const formatOf = (locale: 'en' | 'fr'): Format => formats[locale]();

function newFormat(locale: 'en' | 'fr'): Format {
  const numbers = later(() => new Intl.NumberFormat(locale, { maximumFractionDigits: 1 }));
  const rules = later(() => new Intl.PluralRules(locale));
  const moments = later(() => new Intl.DateTimeFormat(locale, { dateStyle: 'medium', timeStyle: 'short' }));
  const days = later(() => new Intl.DateTimeFormat(locale, { dateStyle: 'medium' }));
  const hours = later(() => new Intl.DateTimeFormat(locale, { hour: '2-digit', minute: '2-digit', hourCycle: 'h23' }));
  const clocks = later(() => new Intl.DateTimeFormat(locale, { hour: '2-digit', minute: '2-digit', second: '2-digit', hourCycle: 'h23' }));
  const dayHours = later(() => new Intl.DateTimeFormat(locale, { day: 'numeric', month: 'short', hour: '2-digit', minute: '2-digit', hourCycle: 'h23' }));
  const dayMonths = later(() => new Intl.DateTimeFormat(locale, { day: 'numeric', month: 'short' }));
  const units = locale === 'fr' ? ['o', 'Kio', 'Mio', 'Gio'] : ['bytes', 'KiB', 'MiB', 'GiB'];
  return {
    number: (value) => numbers().format(value),
    plural(count, forms) {
      const rule = rules().select(count);
      const form = rule === 'one' ? forms.one : rule === 'many' ? (forms.many ?? forms.other) : forms.other;
      return form.replace('#', numbers().format(count));
    },
    size(bytes) {
      const step = Math.min(units.length - 1, bytes < 1 ? 0 : Math.floor(Math.log2(bytes) / 10));
      return `${numbers().format(bytes / 1024 ** step)}\u00a0${units[step] ?? ''}`;
    },
    seconds: (milliseconds) => `${numbers().format(Math.max(1, Math.ceil(milliseconds / 1000)))}\u00a0s`,
    moment: written(moments),
    day: written(days),
    hour: written(hours),
    shortTime: (rfc3339) => written(new Date(rfc3339).toDateString() === new Date().toDateString() ? clocks : dayHours)(rfc3339),
    dayMonth: written(dayMonths),
    isToday: (rfc3339) => new Date(rfc3339).toDateString() === new Date().toDateString(),
  };
}
