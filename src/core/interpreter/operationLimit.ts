/** Up to this size a table is read within the user's limit on any machine. */
const LARGE_BYTES = 100_000_000;
/** What the standard library alone needs for each further million bytes, on a slow machine that does something else as well. */
const MS_PER_MEGABYTE = 600;

/**
 * The time that one of Docent's own scripts may take for a file of this size. The user's limit is there for code that may never end;
 * these scripts end, and read gigabytes row by row.
 */
export function operationLimit(limitMs: number, bytes: number): number {
  return limitMs + (Math.max(0, bytes - LARGE_BYTES) / 1e6) * MS_PER_MEGABYTE;
}
