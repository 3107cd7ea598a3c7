import type { Log } from '../../src/core/types/log.ts';

/** A log that keeps its lines, for tests that look into it. */
export function memoryLog(): Log & { readonly lines: string[] } {
  const lines: string[] = [];
  const write = (message: string) => void lines.push(message);
  return { lines, debug: write, info: write, warn: write, error: write };
}
