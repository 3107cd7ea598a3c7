import * as z from 'zod';
import { passagesText } from '../core/models/callOutput.ts';
import type { Docent } from '../core/docent.ts';
import { quote, type Passage } from '../core/types/citation.ts';
import { placeInEnglish } from '../core/types/place.ts';
import { WORKSPACE } from '../core/types/vectorStore.ts';
import { searcherOf, STORES, storesToSearch } from './stores.ts';
import { mcpTool, READS } from './tool.ts';
import { documentUri, workspaceUri } from './uri.ts';

/** As many as OpenAI's own search brings at most. */
const MOST_PASSAGES = 50;
const HOW_TO_REFER = 'Refer to what you use by file and line.';

const CITED = z.object({
  file: z.string().describe('As shown: relative to its folder, or an uploaded file’s name'),
  uri: z.string().describe('The document as a resource'),
  start_line: z.number(),
  end_line: z.number(),
  quote: z.string().describe('These lines: what fits best, to cite'),
  place: z.string().nullable().describe('Page, slide, sheet or heading, in documents that have them'),
  passage: z.object({ start_line: z.number(), end_line: z.number(), text: z.string() }).describe('What stands around them'),
  score: z.number(),
});

export const searchKnowledge = mcpTool({
  name: 'search_knowledge',
  title: 'Search knowledge',
  description: 'Searches indexed files and documents (code, notes, PDF, Office, mail, tables) by words, identifiers or a question. Gives passages, each with its file, lines and quote to cite.',
  input: z.strictObject({
    query: z.string().trim().min(1).describe('Words, identifiers or a question'),
    limit: z.int().min(1).max(MOST_PASSAGES).optional().describe('Passages at most'),
    stores: STORES,
  }),
  output: z.object({ passages: z.array(CITED), note: z.string().nullable() }),
  annotations: READS,
  async run({ query, limit, stores }, { signal, waitFor, ...parts }) {
    const { docent, advice } = parts;
    const ids = await storesToSearch(stores, parts);
    const result = await docent.callTool({
      ...searcherOf(ids, limit ?? null),
      name: 'file_search',
      args: { query },
      advice,
      signal,
      waitFor,
    });
    if (result.type !== 'passages') throw new Error('A search gives passages.');
    const { passages, note = null } = result;
    const text = passagesText(passages.map((passage, index) => ({ ...passage, number: index + 1 })), HOW_TO_REFER, result);
    const cited = await Promise.all(passages.map(async (passage) => citedPassage(passage, await uriOf(passage, ids, docent))));
    return { content: [{ type: 'text', text }], structuredContent: { passages: cited, note } };
  },
});

function citedPassage(passage: Passage, uri: string): z.infer<typeof CITED> {
  const { file, focus, lines, page, part, text, score } = passage;
  return {
    file: file.path,
    uri,
    start_line: focus.start,
    end_line: focus.end,
    quote: quote(passage, focus),
    place: placeInEnglish(part ? { file, lines, page, part } : { file, lines, page }),
    passage: { start_line: lines.start, end_line: lines.end, text },
    score,
  };
}

/** A passage does not say of which store it is; a file may be in several. */
export async function uriOf({ file }: Pick<Passage, 'file'>, stores: readonly string[], docent: Docent): Promise<string> {
  for (const store of stores) if (store !== WORKSPACE && (await docent.vectorStores.files.get(store, file.id))) return documentUri(store, file.id);
  return workspaceUri(file.path);
}
