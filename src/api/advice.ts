import type { Advice } from '../core/types/advice.ts';

/**
 * What scripts are told: what they can do themselves, and what whoever runs the server can.
 * @param model how the server comes to have a language model, as “start the server with --upstream URL”
 */
export function scriptAdvice(model: string): Advice {
  return {
    greeting: 'Hello! Ask about the files of the vector stores and you get the passages that fit, or attach a table (CSV, TSV, JSON) to have it profiled.',
    addFiles: 'add files to the vector store',
    interrupted: 'The server was stopped while this run was under way; create a new run.',
    reload: 'start this server again',
    nothingIndexed: () => ({ message: 'No files have been read yet: add files to the vector store.', action: null }),
    notSearched: (why) => why,
    codeRefused: 'Code does not run here: the editor that serves this API shows a folder that is not trusted.',
    timeLimit: null,
    setUpModel: (purpose) => `To ${purpose === null ? 'have a language model answer' : 'ask about it'}, ${model}.`,
  };
}
