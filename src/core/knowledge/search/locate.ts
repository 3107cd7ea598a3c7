import { statSync } from 'node:fs';
import { extname } from 'node:path';
import { readBytes } from '../index/readBytes.ts';
import { withoutData } from '../read/data.ts';
import { decodeAs } from '../read/decode.ts';
import { isExtracted, isNotebook } from '../read/extracted.ts';
import { Unfit, type Section } from '../read/kind.ts';
import { isWebPage, kindOf } from '../read/kinds.ts';
import { linesOf } from '../read/lines.ts';
import { isRemote } from '../../types/remotePath.ts';
import type { RemoteFiles } from '../remoteFiles.ts';
import type { LocateParams, Located } from '../vectorStore.ts';
import { relocate } from './relocate.ts';

/** Finds a citation again in a file as it is now: in the text that was indexed of it, whatever the file itself is. @throws what reading the file throws */
export async function locate({ citation, shown }: LocateParams, remote: Pick<RemoteFiles, 'read'>): Promise<Located> {
  const { sections, encoding } = shown === null ? await asItIs(citation.file.id, remote) : { sections: await inEditor(citation.file.path, shown), encoding: null };
  const found = relocate(sections.flatMap(({ lines }) => lines), citation);
  return { found, encoding, page: pageAt(sections, found.kind === 'gone' ? found.nearest.start : found.lines.start) };
}

async function asItIs(path: string, remote: Pick<RemoteFiles, 'read'>): Promise<{ readonly sections: readonly Section[]; readonly encoding: string | null }> {
  const kind = kindOf(extname(path));
  const bytes = isRemote(path) ? Buffer.from(await remote.read(path)) : readBytes(path, statSync(path).size, kind);
  const asText = !isExtracted(path) && !isNotebook(path);
  const { text, encoding } = asText ? await decodeAs(bytes) : { text: '', encoding: null };
  try {
    return { sections: await kind.extract(bytes, () => false), encoding };
  } catch (error) {
    // What would not be indexed any more still has its lines.
    if (!(error instanceof Unfit) || !asText) throw error;
    return { sections: plain(text), encoding };
  }
}

/** Text that a document gave, or a file's own. */
async function inEditor(path: string, shown: string): Promise<readonly Section[]> {
  return isWebPage(path) ? kindOf(extname(path)).extract(Buffer.from(shown), () => false) : plain(shown);
}

function plain(text: string): readonly Section[] {
  return [{ page: null, lines: withoutData(linesOf(text)) }];
}

function pageAt(sections: readonly Section[], line: number): number | null {
  let last = 0;
  return sections.find(({ lines }) => (last += lines.length) >= line)?.page ?? null;
}
