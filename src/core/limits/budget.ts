/** What is counted of something that comes from elsewhere. */
export type Unit = 'bytes' | 'characters' | 'items' | 'levels' | 'milliseconds';

/** The most there may be of one thing. */
export interface Limit {
  readonly unit: Unit;
  readonly max: number;
}

export const KILOBYTE = 1_000;
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

export function budgetOf({ max }: Limit): Budget {
  let used = 0;
  return {
    take(amount) {
      used += amount;
      return used <= max;
    },
  };
}

/** A limit as sentences name it: “16 MB”, “2 million characters”, “15 seconds”. @param thing what items are, e.g. `files` */
export function named({ unit, max }: Limit, thing = 'items'): string {
  switch (unit) {
    case 'bytes':
      return max < MEGABYTE ? `${max / KILOBYTE} kB` : `${Math.round(max / MEGABYTE).toLocaleString('en')} MB`;
    case 'milliseconds':
      return `${max / 1_000} seconds`;
    case 'levels':
      return `${max} levels`;
    case 'characters':
    case 'items': {
      const what = unit === 'items' ? thing : unit;
      return max < 1_000_000 ? `${max.toLocaleString('en')} ${what}` : `${max / 1_000_000} million ${what}`;
    }
  }
}
