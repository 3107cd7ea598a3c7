import { t } from '@vscode/l10n';
import { language } from '../../core/text/language.ts';

/** Threads that were active last in the same time. */
export interface TimeGroup {
  readonly label: string;
  /** Milliseconds since 1970. */
  readonly from: number;
  /** Excluded. */
  readonly to: number;
  readonly count: number;
}

/**
 * Today, yesterday, the last days, then by month; groups of none are left out.
 * @param times in milliseconds since 1970, the newest first
 */
export function timeGroups(times: readonly number[], now: Date): readonly TimeGroup[] {
  const daysAgo = (days: number) => new Date(now.getFullYear(), now.getMonth(), now.getDate() - days).getTime();
  const groups: TimeGroup[] = [];
  const recent: readonly (readonly [string, number])[] = [
    [t('Today'), daysAgo(0)],
    [t('Yesterday'), daysAgo(1)],
    [t('Previous 7 Days'), daysAgo(7)],
    [t('Previous 30 Days'), daysAgo(30)],
  ];
  let to = Infinity;
  let index = 0;
  function take(label: string, from: number): void {
    const first = index;
    while (index < times.length && (times[index] ?? 0) >= from) index++;
    if (index > first) groups.push({ label, from, to, count: index - first });
    to = from;
  }
  for (const [label, from] of recent) take(label, from);
  while (index < times.length) {
    const month = new Date(times[index] ?? 0);
    const label = month.toLocaleDateString(language(), { month: 'long', year: 'numeric' });
    take(label, new Date(month.getFullYear(), month.getMonth(), 1).getTime());
  }
  return groups;
}

/** When that was, as short as one understands it. */
export function shortTime(at: number, now: Date): string {
  const date = new Date(at);
  const days = Math.round((midnight(now) - midnight(date)) / (24 * 60 * 60_000));
  if (days <= 1) return date.toLocaleTimeString(language(), { hour: '2-digit', minute: '2-digit', hourCycle: 'h23' });
  if (days <= 7) return date.toLocaleDateString(language(), { weekday: 'short' });
  const isThisYear = date.getFullYear() === now.getFullYear();
  return date.toLocaleDateString(language(), { month: 'short', day: 'numeric', ...(!isThisYear && { year: 'numeric' }) });
}

const midnight = (date: Date) => new Date(date.getFullYear(), date.getMonth(), date.getDate()).getTime();
