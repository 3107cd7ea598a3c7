import { constants } from 'node:os';

/** How a process ended, in a few words. Bubblewrap and shells report a signal as an exit code above 128. */
export function describeExit(code: number | null, signal: string | null): string {
  if (signal !== null) return signal;
  const number = (code ?? 0) - 128;
  return Object.entries(constants.signals).find(([, value]) => value === number)?.[0] ?? `exit code ${code}`;
}
