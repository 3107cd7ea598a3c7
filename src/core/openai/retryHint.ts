import { t } from '@vscode/l10n';

/** When a server lets one try again, as it ends a sentence: `in 20 seconds`, `in 3 minutes`, `in a moment`. */
export function retryHint(headers: Headers | undefined, now = Date.now()): string {
  const seconds = Math.ceil((retryAfterMs(headers, now) ?? 0) / 1000);
  if (seconds <= 0) return t('in a moment');
  if (seconds === 1) return t('in 1 second');
  return seconds <= 90 ? t('in {0} seconds', seconds) : t('in {0} minutes', Math.ceil(seconds / 60));
}

/**
 * How long a server asks one to wait, in milliseconds; null where it says nothing. `Retry-After` is seconds or a date; OpenAI adds
 * one in milliseconds.
 */
export function retryAfterMs(headers: Headers | undefined, now = Date.now()): number | null {
  const ms = headers?.get('retry-after-ms');
  const after = headers?.get('retry-after') ?? '';
  const wait = ms ? Number(ms) : /^\d+(\.\d+)?$/.test(after) ? Number(after) * 1000 : Date.parse(after) - now;
  return Number.isFinite(wait) ? Math.max(wait, 0) : null;
}
