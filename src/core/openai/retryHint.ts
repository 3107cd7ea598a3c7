/** When a server lets one try again, as it ends a sentence: `in 20 seconds`, `in 3 minutes`, `in a moment`. */
export function retryHint(headers: Headers | undefined, now = Date.now()): string {
  const seconds = Math.ceil(waitMs(headers, now) / 1000);
  if (!(seconds > 0)) return 'in a moment';
  if (seconds === 1) return 'in 1 second';
  return seconds <= 90 ? `in ${seconds} seconds` : `in ${Math.ceil(seconds / 60)} minutes`;
}

/** `Retry-After` is seconds or a date; OpenAI adds one in milliseconds. NaN where the server says nothing. */
function waitMs(headers: Headers | undefined, now: number): number {
  const ms = headers?.get('retry-after-ms');
  if (ms) return Number(ms);
  const after = headers?.get('retry-after') ?? '';
  return /^\d+(\.\d+)?$/.test(after) ? Number(after) * 1000 : Date.parse(after) - now;
}
