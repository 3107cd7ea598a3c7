import { createWriteStream } from 'node:fs';
import { copyFile, mkdir, rename, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import type { KeptFile } from '../../core/data/files.ts';
import { ALL, type Page, type PageQuery } from '../../core/data/page.ts';
import type { Docent } from '../../core/docent.ts';
import type { Item } from '../../core/types/item.ts';
import { assistantObject } from '../assistants.ts';
import { fileObject } from '../files/routes.ts';
import { wireMessages } from '../threads/messages.ts';
import { storeFileObject } from '../vectorStores/fields.ts';
import { storeObject } from '../vectorStores/routes.ts';
import { toThread } from '../wire/assistant.ts';
import { bytesFolder, isFile } from './dump.ts';
import { KINDS, type Kind } from './report.ts';

/** So much is read at once. */
const PAGE = 100;

/**
 * Writes all assistants, threads, messages, files and vector stores of scripts as JSON lines, as the API gives them. An older dump of this
 * name is replaced once the new one is whole.
 * @param dump absolute path; the bytes of files go beside it, see {@link bytesFolder}
 */
export function exportDump(docent: Docent, dump: string): Promise<ReadonlyMap<Kind, number>> {
  return write(dump, objects(docent, bytesFolder(dump)));
}

/** The same of one thread, whoever made it: with its messages, and the files that they show, bring along or have left. */
export function exportThread(docent: Docent, threadId: string, dump: string): Promise<ReadonlyMap<Kind, number>> {
  return write(dump, objectsOf(docent, threadId, bytesFolder(dump)));
}

async function write(dump: string, all: AsyncGenerator<{ readonly object: string }>): Promise<ReadonlyMap<Kind, number>> {
  const counts = new Map<Kind, number>(KINDS.map((kind) => [kind, 0]));
  const part = `${dump}.part`;
  async function* lines() {
    for await (const object of all) {
      const kind = object.object as Kind;
      counts.set(kind, (counts.get(kind) ?? 0) + 1);
      yield `${JSON.stringify(object)}\n`;
    }
  }
  try {
    await pipeline(Readable.from(lines()), createWriteStream(part, { mode: 0o600 }));
    await rename(part, dump);
  } finally {
    await rm(part, { force: true });
  }
  return counts;
}

async function* objects(docent: Docent, folder: string): AsyncGenerator<{ readonly object: string }> {
  const { files, vectorStores, assistants, threads } = docent;
  await mkdir(folder, { recursive: true, mode: 0o700 });
  for await (const file of pages((query) => files.list(null, query))) yield keptFile(docent, file, folder);
  for await (const store of pages((query) => vectorStores.list(query))) {
    yield storeObject(store);
    for await (const file of storeFiles(docent, store.id)) yield storeFileObject(file);
  }
  for (const assistant of (await assistants.list(ALL)).data) {
    // OpenAI's has it; only where it was set.
    yield { ...assistantObject(docent, assistant), ...(assistant.reasoningEffort !== null && { reasoning_effort: assistant.reasoningEffort }) };
  }
  for (const id of await threads.ids('api')) yield* threadObjects(docent, id);
}

async function* objectsOf(docent: Docent, threadId: string, folder: string): AsyncGenerator<{ readonly object: string }> {
  const ids = new Set(filesIn(await docent.items.withFiles(threadId, null)));
  if (ids.size > 0) await mkdir(folder, { recursive: true, mode: 0o700 });
  for (const id of ids) {
    const file = await docent.files.get(id);
    if (file) yield keptFile(docent, file, folder);
  }
  yield* threadObjects(docent, threadId);
}

async function* threadObjects(docent: Docent, id: string): AsyncGenerator<{ readonly object: string }> {
  const thread = await docent.threads.get(id);
  if (!thread) return;
  yield toThread(thread);
  for await (const message of pages((query) => docent.items.messages(id, null, query))) yield* await wireMessages(docent, id, [message]);
}

/** The file's object; its bytes go into the folder. */
async function keptFile({ files }: Docent, file: KeptFile, folder: string) {
  if (isFile(files.path(file))) await copyFile(files.path(file), join(folder, file.id));
  return fileObject(file);
}

/** The ids of the files that Docent keeps. */
function filesIn(items: readonly Item[]): readonly string[] {
  return items.flatMap((item) => {
    if (item.type === 'code_interpreter_call') return item.outputs.flatMap((output) => ('file' in output ? [output.file.id] : []));
    if (item.type !== 'message') return [];
    return item.content.flatMap((part) => {
      if (part.type === 'file') return part.file.id ?? [];
      return part.type === 'image' && part.source.kind === 'file' ? [part.source.file.id] : [];
    });
  });
}

/** Its files' ids are not their rows' alone, so that one page holds them all. */
async function* storeFiles({ vectorStores }: Docent, storeId: string) {
  yield* (await vectorStores.files.list(storeId, null, ALL)).data;
}

/** All entries of a list, oldest first. */
async function* pages<T extends { readonly id: string }>(list: (query: PageQuery) => Promise<Page<T>>): AsyncGenerator<T> {
  let after: string | null = null;
  for (;;) {
    const { data, hasMore }: Page<T> = await list({ limit: PAGE, order: 'asc', after, before: null });
    yield* data;
    after = data.at(-1)?.id ?? null;
    if (!hasMore || after === null) return;
  }
}
