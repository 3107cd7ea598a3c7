import type * as vscode from 'vscode';

/** Where the workspace remembers what was asked last. */
const RECENT = 'docent.questions';
/** Nobody goes further back by single steps. */
const MAX_QUESTIONS = 50;

/** The questions asked here last, in all threads, the newest first. */
export interface Recent {
  list(): readonly string[];
  add(text: string): Promise<void>;
}

export function createRecent(memory: vscode.Memento): Recent {
  const list = () => memory.get<readonly string[]>(RECENT) ?? [];
  return {
    list,
    async add(text) {
      if (text.trim() === '') return;
      await memory.update(RECENT, [text, ...list().filter((other) => other !== text)].slice(0, MAX_QUESTIONS));
    },
  };
}
