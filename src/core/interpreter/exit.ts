import { constants } from 'node:os';
import { t } from '@vscode/l10n';

/** What Windows gives as the exit code of a program that it ended. */
const WINDOWS_STATUS: Readonly<Record<number, string>> = {
  0xc0000005: t('access violation'),
  0xc0000017: t('out of memory'),
  0xc000001d: t('illegal instruction'),
  0xc0000094: t('division by zero'),
  0xc00000fd: t('stack overflow'),
  0xc0000135: t('a library is missing'),
  0xc000013a: t('interrupted'),
  0xc0000374: t('heap corruption'),
  0xc0000409: t('stack buffer overrun'),
};

/** How a process ended, in a few words. Bubblewrap and shells report a signal as an exit code above 128. */
export function describeExit(code: number | null, signal: string | null): string {
  if (signal !== null) return signal;
  const windows = WINDOWS_STATUS[code ?? 0];
  if (windows !== undefined) return windows;
  const number = (code ?? 0) - 128;
  return Object.entries(constants.signals).find(([, value]) => value === number)?.[0] ?? t('exit code {0}', String(code));
}
