import { hash } from 'node:crypto';
import { existsSync } from 'node:fs';
import { basename, join } from 'node:path';
import type { VectorStoreSearchParams, VectorStoreSearchResponse } from 'openai/resources/vector-stores/vector-stores';
import type { LedgerFile } from '../../../data/ledger.ts';
import type { FileRef, LineRange, Passage } from '../../../types/citation.ts';
import { withinTokens } from '../../../types/passageText.ts';
import type { Filter } from '../../../types/vectorStore.ts';
import { queryTerms } from '../../index/words.ts';
import { focus } from '../../search/focus.ts';
import { matchLines } from '../../search/matchLines.ts';
import type { SearchOptions, SourceFolder } from '../../vectorStore.ts';
import type { Line } from './line.ts';
import { pathIn } from './marks.ts';
import { placeIn } from './place.ts';

/** What OpenAI takes of a question, and gives of passages. */
const QUERY_CHARS = 4_096;
const MOST = 50;
/** As the index on this machine has it: one long file does not push the others out. */
const OF_A_FILE = 3;

export interface HostedSearchParts {
  readonly line: Line;
  readonly storeId: string;
  /** The folders that are open: their files are the ones that are cited. */
  readonly folders: readonly SourceFolder[];
  /** A file's row in the ledger; null for one that another machine uploaded. */
  rowOf(fileId: string): LedgerFile | null;
  /** The text of a file, as near as it is to be had: on this machine, or else what the service read. */
  texts(file: FileRef, fileId: string): AsyncIterable<string>;
}

/** The id of a file that is at a hosted service alone. */
export function hostedId(storeId: string, fileId: string): string {
  return `${storeId}/${fileId}`;
}

/** The best passages, in the lines of the files as they were uploaded. */
export async function searchHosted(parts: HostedSearchParts, query: string, { limit, tokens = Infinity, by = 'files', filter, scoreThreshold = 0, signal = new AbortController().signal }: SearchOptions): Promise<readonly Passage[]> {
  const { line, storeId } = parts;
  const asked = query.trim().slice(0, QUERY_CHARS);
  if (asked === '') return [];
  const { data } = await line.ask(
    (client) =>
      client.vectorStores.search(
        storeId,
        {
          query: asked,
          max_num_results: Math.min(by === 'files' ? limit * 2 : limit, MOST),
          rewrite_query: false,
          ...(filter && { filters: toFilters(filter) }),
          ...(scoreThreshold > 0 && { ranking_options: { score_threshold: scoreThreshold } }),
        },
        { signal },
      ),
    { signal },
  );
  const terms = queryTerms(asked);
  const found = (await Promise.all(data.map((result) => toPassage(parts, result)))).flat();
  const passages = withoutRepeats(found).slice(0, by === 'files' ? Infinity : limit);
  const some = by === 'files' ? ofEach(passages).slice(0, limit) : passages;
  return withinTokens(some.map((passage) => focused(passage, terms)), tokens);
}

async function toPassage(parts: HostedSearchParts, { file_id: fileId, filename, attributes, content, score }: VectorStoreSearchResponse): Promise<readonly Passage[]> {
  const chunk = content.map(({ text }) => text).join('\n').replaceAll('\r\n', '\n');
  if (!chunk.trim()) return [];
  const file = fileOf(parts, fileId, pathIn(attributes) ?? filename, attributes?.['folder']);
  for await (const text of parts.texts(file, fileId)) {
    const all = text.replaceAll('\r\n', '\n').split('\n');
    const lines = placeIn(all, chunk);
    if (lines) return [passageOf(file, lines, all.slice(lines.start - 1, lines.end).join('\n'), score)];
  }
  // Of what can't be had as a whole the piece itself is what is known.
  return [passageOf(file, { start: 1, end: chunk.split('\n').length }, chunk, score)];
}

function passageOf(file: FileRef, lines: LineRange, text: string, score: number): Passage {
  return { file, lines, focus: lines, page: null, text, hash: hash('sha256', text), score: Math.min(Math.max(score, 0), 1) };
}

/** The file of this machine, where it is one; else that of the service. */
function fileOf({ storeId, folders, rowOf }: HostedSearchParts, fileId: string, path: string, folderName: unknown): FileRef {
  const named = typeof folderName === 'string' ? folders.filter((folder) => basename(folder.path) === folderName) : [];
  // Elsewhere the same files may lie in a folder of another name.
  const folder = [...named, ...(typeof folderName === 'string' ? folders : [])].find((each) => existsSync(join(each.path, path)));
  if (folder) return { id: join(folder.path, path), path: [folder.prefix, path].filter(Boolean).join('/') };
  return { id: rowOf(fileId)?.localPath ?? hostedId(storeId, fileId), path };
}

function focused(passage: Passage, terms: readonly string[]): Passage {
  const lines = passage.text.split('\n');
  const { start, end } = focus(lines, matchLines([lines], terms)[0] ?? []);
  return { ...passage, focus: { start: passage.lines.start + start, end: passage.lines.start + end } };
}

/** Pieces overlap: one that lies within another says nothing more. */
function withoutRepeats(passages: readonly Passage[]): readonly Passage[] {
  const isWithin = (a: Passage, b: Passage) => a.file.id === b.file.id && a.lines.start >= b.lines.start && a.lines.end <= b.lines.end;
  return passages.filter((passage, index) => !passages.some((other, at) => at !== index && isWithin(passage, other) && (at < index || !isWithin(other, passage))));
}

function ofEach(passages: readonly Passage[]): readonly Passage[] {
  const counts = new Map<string, number>();
  return passages.filter(({ file: { id } }) => {
    counts.set(id, (counts.get(id) ?? 0) + 1);
    return (counts.get(id) ?? 0) <= OF_A_FILE;
  });
}

function toFilters(filter: Filter): NonNullable<VectorStoreSearchParams['filters']> {
  switch (filter.type) {
    case 'and':
    case 'or':
      return { type: filter.type, filters: filter.filters.map(toFilters) };
    case 'in':
    case 'nin':
      return { type: filter.type, key: filter.key, value: filter.value.filter((value) => typeof value !== 'boolean') };
    default:
      return { type: filter.type, key: filter.key, value: filter.value };
  }
}
