/** The kinds of objects that are imported and exported, by OpenAI's names, in the order in which one needs the other. */
export const KINDS = ['file', 'vector_store', 'vector_store.file', 'assistant', 'thread', 'thread.message'] as const;
export type Kind = (typeof KINDS)[number];

/** What an import did. */
export interface ImportReport {
  readonly added: ReadonlyMap<Kind, number>;
  /** So many were there already and say the same. */
  readonly same: number;
  /** What was not imported, a sentence each: lines that can't be read, and ids that are there with other content. */
  readonly refused: readonly string[];
  /** What the user should know besides, a sentence each. */
  readonly notes: readonly string[];
}

/** Gathers what an import did. */
export interface Tally {
  added(kind: Kind): void;
  same(): void;
  refuse(line: number, sentence: string): void;
  note(sentence: string): void;
  readonly report: ImportReport;
}

export function createTally(): Tally {
  const added = new Map<Kind, number>(KINDS.map((kind) => [kind, 0]));
  const refused: { readonly line: number; readonly sentence: string }[] = [];
  const notes: string[] = [];
  let same = 0;
  return {
    added: (kind) => void added.set(kind, (added.get(kind) ?? 0) + 1),
    same: () => void same++,
    refuse: (line, sentence) => void refused.push({ line, sentence }),
    note: (sentence) => void notes.push(sentence),
    get report() {
      const lines = refused.toSorted((a, b) => a.line - b.line).map(({ line, sentence }) => `Line ${line}: ${sentence}`);
      return { added, same, refused: lines, notes };
    },
  };
}

const NAMES: Readonly<Record<Kind, readonly [one: string, many: string]>> = {
  file: ['file', 'files'],
  vector_store: ['vector store', 'vector stores'],
  'vector_store.file': ['file in a vector store', 'files in vector stores'],
  assistant: ['assistant', 'assistants'],
  thread: ['thread', 'threads'],
  'thread.message': ['message', 'messages'],
};

/** Counts as one line. */
export function counted(counts: ReadonlyMap<Kind, number>): string {
  return [...counts].map(([kind, count]) => `${count} ${NAMES[kind][count === 1 ? 0 : 1]}`).join(', ');
}
