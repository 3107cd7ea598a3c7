/** Whose code a process runs. */
export type Purpose =
  /** The thread's: it is at home in the work folder, writes to it and imports from it. */
  | { readonly kind: 'code' }
  /** Docent's own: it reads the work folder, imports nothing from it, and is at home in this folder, which holds caches. */
  | { readonly kind: 'operations'; readonly home: string };
