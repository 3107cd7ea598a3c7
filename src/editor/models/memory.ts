import type { LogOutputChannel, Memento } from 'vscode';
import type { Memory } from '../../core/models/lessons.ts';

/** What was learned of models, in the editor’s own store: all windows share it. */
export function mementoMemory(memento: Memento, log: LogOutputChannel): Memory {
  return {
    get: (key) => memento.get(key),
    set(key, value) {
      memento.update(key, value).then(undefined, (error: unknown) => log.warn(`What was learned of a model could not be kept: ${String(error)}`));
    },
  };
}
