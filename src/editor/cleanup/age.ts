import { t } from '@vscode/l10n';

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;

/** How long ago that was: `just now`, `5 min ago`, `3 h ago`, `2 days ago`. Both in milliseconds since 1970. */
export function ageOf(then: number, now: number): string {
  const passed = now - then;
  if (passed < MINUTE) return t('just now');
  if (passed < HOUR) return t('{0} min ago', Math.floor(passed / MINUTE));
  if (passed < DAY) return t('{0} h ago', Math.floor(passed / HOUR));
  const days = Math.floor(passed / DAY);
  return days === 1 ? t('a day ago') : t('{0} days ago', days);
}
