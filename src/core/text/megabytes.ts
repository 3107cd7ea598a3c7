import { language } from './language.ts';

/** What lies on a disk, as people write it: `0.3 MB`, `1234.5 MB`. */
export function megabytes(bytes: number): string {
  return `${(bytes / 1_000_000).toLocaleString(language(), { minimumFractionDigits: 1, maximumFractionDigits: 1, useGrouping: false })} MB`;
}
