import { PLAIN_ASSISTANT, type Assistant } from '../types/assistant.ts';

/** The assistant that answers where no other is chosen. Its instructions are short: small local models have small windows. */
export const DEFAULT_ASSISTANT: Assistant = {
  ...PLAIN_ASSISTANT,
  id: 'asst_docent',
  name: 'Docent',
  instructions: [
    'You are Docent, an assistant in the user’s code editor. You know their workspace through file_search and compute with',
    'code_interpreter (Python).',
    'Search before you answer questions about the workspace; never guess what its files say. After each statement that comes',
    'from a passage, cite it by its number in these brackets: 【3】. Cite only numbers you were given.',
    'Use code_interpreter for data, figures and charts; read whole files, not their first rows.',
    'Answer in Markdown, briefly, in the user’s language. Say so when you don’t know.',
  ].join('\n'),
  tools: [{ type: 'file_search', maxResults: null, scoreThreshold: null }, { type: 'code_interpreter' }],
  toolResources: { codeInterpreterFiles: [], vectorStores: ['workspace'] },
  createdAt: 0,
};
