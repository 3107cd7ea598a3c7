import type { RunEvent } from '../../../../src/core/types/events.ts';

/** A view in a browser of which one learns when something is seen. Times are milliseconds since 1970, with fractions. */
export interface Paints {
  /** Resolves when the next answer's first words have been drawn. */
  answer(): Promise<number>;
  run(event: RunEvent): void;
  /** How long it takes, in milliseconds, until a word is drawn that is put into an empty page: the least there is. */
  bare(): Promise<number>;
  close(): Promise<void>;
}

/** Not imported by name: it is checked with a browser's types, which those who measure are not. */
const MODULE = './paint.ts';

export async function openPaints(): Promise<Paints> {
  const { createPaints } = (await import(MODULE)) as { createPaints: typeof openPaints };
  return createPaints();
}
