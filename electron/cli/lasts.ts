// How long something lasts, as people say it.
import type { Page } from './answer.ts';

const minute = 60;
const hour = 60 * minute;
const day = 24 * hour;

/** In the largest unit that says enough. */
export function lasts({ language }: Page, seconds: number): string {
  const [size, unit] = seconds >= 2 * day ? [day, 'day'] as const : seconds >= 2 * hour ? [hour, 'hour'] as const : seconds >= 2 * minute ? [minute, 'minute'] as const : [1, 'second'] as const;
  return new Intl.NumberFormat(language, { style: 'unit', unit, unitDisplay: 'long', maximumFractionDigits: 0 }).format(Math.floor(seconds / size));
}
