import type { ShownInputs } from './inputs.ts';

/** Whose code a process runs. */
export type Purpose =
  /** The thread's: it is at home in the work folder, writes to it and imports from it. */
  | { readonly kind: 'code'; readonly inputs: ShownInputs | null }
  /** Docent's own: it reads what the thread was given, imports nothing from there, and is at home in this folder, which holds caches. */
  | { readonly kind: 'operations'; readonly home: string; readonly inputs: ShownInputs | null };
