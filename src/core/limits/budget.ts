import { t } from '@vscode/l10n';
import { figure } from '../text/figure.ts';
import { language } from '../text/language.ts';

/** What is counted of something that comes from elsewhere. */
export type Unit = 'bytes' | 'characters' | 'items' | 'levels' | 'milliseconds';

/** The most there may be of one thing. */
export interface Limit {
  readonly unit: Unit;
  readonly max: number;
}

const KILOBYTE = 1_000;
export const MEGABYTE = 1_000_000;

export const bytes = (max: number): Limit => ({ unit: 'bytes', max });
export const characters = (max: number): Limit => ({ unit: 'characters', max });
export const items = (max: number): Limit => ({ unit: 'items', max });
export const levels = (max: number): Limit => ({ unit: 'levels', max });
export const milliseconds = (max: number): Limit => ({ unit: 'milliseconds', max });

/** What is left of a limit, used up piece by piece. */
export interface Budget {
  /** Takes so much; false from when on there was not so much left. */
  take(amount: number): boolean;
}

/** A budget of which nothing is used yet. */
export function budgetOf({ max }: Limit): Budget {
  let used = 0;
  return {
    take(amount) {
      used += amount;
      return used <= max;
    },
  };
}

/** A limit as sentences name it: “16 MB”, “2 million characters”, “15 seconds”, “15 minutes”. */
export function named({ unit, max }: Limit): string {
  switch (unit) {
    case 'bytes':
      return max < MEGABYTE ? `${max / KILOBYTE} kB` : `${figure(Math.round(max / MEGABYTE))} MB`;
    case 'milliseconds':
      return max < 600_000 ? t('{0} seconds', max / 1_000) : t('{0} minutes', max / 60_000);
    case 'levels':
      return t('{0} levels', max);
    case 'characters':
      return t('{0} characters', large(max));
    case 'items':
      return t('{0} items', large(max));
  }
}

/** A round number as sentences name it: `100,000`, `2 million`. */
export function large(value: number): string {
  return value < 1_000_000 ? figure(value) : value.toLocaleString(language(), { notation: 'compact', compactDisplay: 'long' });
}
