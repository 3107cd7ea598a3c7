const UNITS = ['bytes', 'KB', 'MB', 'GB'] as const;

/** A size as people write it: `512 bytes`, `12 KB`, `3.4 MB`. */
export function fileSize(bytes: number): string {
  const power = Math.min(Math.floor(Math.log2(Math.max(bytes, 1)) / 10), UNITS.length - 1);
  const value = bytes / 1024 ** power;
  return `${value < 10 && power > 0 ? Number(value.toFixed(1)) : Math.round(value)} ${UNITS[power]}`;
}
