import type * as vscode from 'vscode';
import type { Chip } from '../../../protocol/composer.ts';
import type { Reference } from '../context/reference.ts';

/** Something that goes along, and how it is shown. */
export interface Taken {
  readonly reference: Reference;
  readonly chip: Chip;
}

/** A question that is being written. */
export interface Draft {
  readonly text: string;
  readonly taken: readonly Taken[];
}

export const NO_DRAFT: Draft = { text: '', taken: [] };

/** Where the workspace remembers what was typed. */
const DRAFTS = 'docent.drafts';
/** Drafts of threads that were left long ago make way. */
const MAX_DRAFTS = 100;

/** What was typed and not sent, by thread; kept by the editor, so that it outlives views, windows and their ends. */
export interface Drafts {
  /** @param threadId '' for a thread that has not begun */
  get(threadId: string): Draft;
  set(threadId: string, draft: Draft): void;
  /** The view has it already: nobody is told. */
  type(threadId: string, text: string): void;
}

/** @param changed is told of what the view does not know */
export function createDrafts(memory: vscode.Memento, log: vscode.LogOutputChannel, changed: () => void): Drafts {
  let all: Readonly<Record<string, Draft>> = memory.get(DRAFTS) ?? {};
  const get = (threadId: string) => all[threadId] ?? NO_DRAFT;

  function keep(threadId: string, draft: Draft): void {
    const { [threadId]: _, ...others } = all;
    const isEmpty = draft.text === '' && draft.taken.length === 0;
    const entries = Object.entries(isEmpty ? others : { ...others, [threadId]: draft });
    all = Object.fromEntries(entries.slice(-MAX_DRAFTS));
    memory.update(DRAFTS, all).then(undefined, (error: unknown) => log.warn(`A draft could not be kept: ${String(error)}`));
  }

  return {
    get,
    set(threadId, draft) {
      keep(threadId, draft);
      changed();
    },
    type: (threadId, text) => keep(threadId, { text, taken: get(threadId).taken }),
  };
}
