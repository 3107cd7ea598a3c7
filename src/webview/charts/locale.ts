import type { Config } from 'vega-lite';

type Time = NonNullable<NonNullable<Config['locale']>['time']>;

/** At noon UTC a day is the same one for everybody who reads it as UTC. */
const on = (month: number, day: number) => Date.UTC(2023, month, day, 12);

/** How a language writes the figures and dates of axes, in Vega's form. English is Vega's own. @param tag of BCP 47 */
export function localeOf(tag: string): Pick<Config, 'locale'> {
  if (tag === 'en') return {};
  const names = (moments: readonly number[], form: Intl.DateTimeFormatOptions) => {
    const { format } = new Intl.DateTimeFormat(tag, { ...form, timeZone: 'UTC' });
    return moments.map((moment) => format(moment));
  };
  const months = Array.from({ length: 12 }, (_, month) => on(month, 15));
  // 1 January 2023 was a Sunday, with which Vega's weeks begin.
  const days = Array.from({ length: 7 }, (_, day) => on(0, 1 + day));
  const parts = new Intl.NumberFormat(tag).formatToParts(1_234_567.8);
  const part = (type: Intl.NumberFormatPartTypes) => parts.find((each) => each.type === type)?.value ?? '';
  return {
    locale: {
      number: { decimal: part('decimal'), thousands: part('group'), grouping: [3], currency: ['', ''] },
      time: {
        dateTime: '%Y-%m-%d %H:%M:%S',
        date: '%Y-%m-%d',
        time: '%H:%M:%S',
        periods: ['AM', 'PM'],
        days: names(days, { weekday: 'long' }) as Time['days'],
        shortDays: names(days, { weekday: 'short' }) as Time['days'],
        months: names(months, { month: 'long' }) as Time['months'],
        shortMonths: names(months, { month: 'short' }) as Time['months'],
      },
    },
  };
}
