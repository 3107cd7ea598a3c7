import * as z from 'zod';
import { DocentError } from '../core/types/errors.ts';
import { uriOf } from './search.ts';
import { searcherOf, STORES, storesToSearch } from './stores.ts';
import { mcpTool, READS } from './tool.ts';
import { readUri } from './uri.ts';

const LINE = z.int().min(1);

export const readLines = mcpTool({
  name: 'read_lines',
  title: 'Read lines of a document',
  description: 'Reads on in an indexed file or document: lines of it, or what stands around a line that a search has found.',
  input: z.strictObject({
    file: z.string().trim().min(1).describe('Its path, as a search shows it, or its URI'),
    start_line: LINE.optional().describe('The first line; alone: what stands around this line. Left out: from the beginning'),
    end_line: LINE.optional(),
    stores: STORES,
  }),
  output: z.object({ file: z.string(), uri: z.string(), start_line: z.number(), end_line: z.number(), text: z.string(), note: z.string().nullable() }),
  annotations: READS,
  async run({ file, start_line, end_line, stores }, { signal, waitFor, ...parts }) {
    const { docent, advice } = parts;
    const place = readUri(file);
    if (place?.kind === 'result') throw new DocentError('bad_arguments', 'What code left is read as a resource; read_lines reads documents.');
    const ids = await storesToSearch(place ? [place.store] : stores, parts);
    const first = start_line ?? (end_line === undefined ? undefined : 1);
    const result = await docent.callTool({
      ...searcherOf(ids, null),
      name: 'read_lines',
      args: { path: place?.document ?? file, from: first, to: end_line },
      advice,
      signal,
      waitFor,
    });
    if (result.type !== 'passages') throw new Error('Lines are passages.');
    const { passages, note = null } = result;
    const [top] = passages;
    const end = passages.at(-1)?.lines.end;
    if (!top || end === undefined) throw new Error('There is no file without lines.');
    const start = top.lines.start;
    const text = passages.map((passage) => passage.text).join('\n');
    const numbered = text.split('\n').map((line, index) => `${start + index}\t${line}`).join('\n');
    const said = [`${top.file.path}:${start}-${end}`, numbered, note].filter(Boolean).join('\n\n');
    return {
      content: [{ type: 'text', text: said }],
      structuredContent: { file: top.file.path, uri: await uriOf(top, ids, docent), start_line: start, end_line: end, text, note },
    };
  },
});
