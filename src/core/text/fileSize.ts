import { t } from '@vscode/l10n';
import { language } from './language.ts';

const UNITS = ['KB', 'MB', 'GB'] as const;

/** A size as people write it: `512 bytes`, `12 KB`, `3.4 MB`. */
export function fileSize(bytes: number): string {
  const power = Math.min(Math.floor(Math.log2(Math.max(bytes, 1)) / 10), UNITS.length);
  if (power === 0) return t('{0} bytes', Math.round(bytes));
  const value = bytes / 1024 ** power;
  const number = value.toLocaleString(language(), { maximumFractionDigits: value < 10 ? 1 : 0, useGrouping: false });
  return `${number} ${UNITS[power - 1]}`;
}
