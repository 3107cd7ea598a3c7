import type { EmbeddingPurpose } from '../../types/embedder.ts';

/** What the makers of a family of models want before each text; without, they find worse. */
const PREFIXES: readonly { readonly name: RegExp; readonly passage: string; readonly question: string }[] = [
  { name: /nomic-embed/i, passage: 'search_document: ', question: 'search_query: ' },
  { name: /embedding-?gemma/i, passage: 'title: none | text: ', question: 'task: search result | query: ' },
  { name: /e5.*instruct|qwen3-embedding/i, passage: '', question: 'Instruct: Given a question, retrieve the passages that answer it\nQuery: ' },
  { name: /(^|[-_/])e5([-_:]|$)/i, passage: 'passage: ', question: 'query: ' },
  { name: /mxbai-embed|bge-(small|base|large)-en|snowflake-arctic-embed(?!2)/i, passage: '', question: 'Represent this sentence for searching relevant passages: ' },
];

/** What goes before a text that this model embeds; '' for most. @param model the server's name for it */
export function prefixOf(model: string, purpose: EmbeddingPurpose): string {
  return PREFIXES.find(({ name }) => name.test(model))?.[purpose] ?? '';
}
