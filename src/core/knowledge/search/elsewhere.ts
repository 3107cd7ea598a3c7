import { basename } from 'node:path';
import type { Citation, FileRef } from '../../types/citation.ts';
import { isExtracted } from '../read/extracted.ts';
import type { VectorStore } from '../vectorStore.ts';

/** What says less stands in many files. In letters and digits. */
const TELLING = 20;
/** Files in which it may be: they come up first for the words of the quote. */
const MOST_FILES = 5;

/** What was cited, as another file has it by now: one that was renamed, or the one into which it was moved. Null where none says the same. */
export async function foundElsewhere(store: Pick<VectorStore, 'search' | 'locate' | 'text'>, citation: Citation): Promise<Citation | null> {
  const { file: old, quote } = citation;
  if ((quote.match(/[\p{L}\p{N}]/gu)?.length ?? 0) < TELLING) return null;
  const passages = await store.search(quote, { limit: MOST_FILES });
  const others = new Map(passages.filter(({ file }) => file.id !== old.id).map(({ file }) => [file.id, file]));
  const isNamesake = ({ path }: FileRef) => basename(path) === basename(old.path);
  for (const file of [...others.values()].toSorted((a, b) => Number(isNamesake(b)) - Number(isNamesake(a)))) {
    // A document is shown as it was indexed, and is not read here, where none ends what takes too much.
    const shown = isExtracted(file.path) ? ((await store.text(file.id)) ?? '') : null;
    // One that is gone, too, since it was indexed, or that can't be read does not say it.
    const located = await store.locate({ citation: { file, quote, lines: citation.lines }, shown }).catch(() => null);
    if (located?.found.kind === 'same' || located?.found.kind === 'moved') return { ...citation, file, lines: located.found.lines, page: located.page };
  }
  return null;
}
