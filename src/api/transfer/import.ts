import { copyFile, stat } from 'node:fs/promises';
import { join } from 'node:path';
import type { Docent } from '../../core/docent.ts';
import { expiresAt } from '../../core/knowledge/stores/uploads/vectorStores.ts';
import type { StoreFileRow, StoreRow } from '../../core/types/vectorStore.ts';
import { assistantObject } from '../assistants.ts';
import { fileObject } from '../files/routes.ts';
import { seconds } from '../wire/time.ts';
import { bytesFolder, isFile } from './dump.ts';
import { assistantOf, fileOf, storeFileOf, storeOf } from './fromWire.ts';
import { importThreads, OF_SCRIPTS, type ThreadPlace } from './importThreads.ts';
import { isNew } from './isNew.ts';
import { readDump, type Dump } from './read.ts';
import { createTally, type ImportReport, type Tally } from './report.ts';

/** A file's row in a store whose bytes nobody has. */
const NO_BYTES = { code: 'server_error', message: 'Its bytes did not come along: put them into the folder beside the file that was imported, and import it again.' } as const;

/**
 * Takes over objects of another place, with their ids and dates. What is there already stays as it is.
 * @param dump absolute path of a file of JSON lines; the bytes of files lie beside it, see {@link bytesFolder}
 * @param place where threads that are new belong
 */
export async function importDump(docent: Docent, dump: string, place: ThreadPlace = OF_SCRIPTS): Promise<ImportReport> {
  const tally = createTally();
  const entries = await readDump(dump, tally);
  await importFiles(docent, entries, bytesFolder(dump), tally);
  await importStores(docent, entries, tally);
  for (const entry of entries.assistant) {
    const assistant = assistantOf(entry.value);
    const before = await docent.assistants.get(assistant.id);
    if (!isNew('assistant', entry, before && assistantObject(docent, before), assistantObject(docent, assistant), tally)) continue;
    await docent.assistants.save(assistant);
    tally.added('assistant');
  }
  await importThreads(docent, entries, place, tally);
  await noteMissing(docent, entries, tally);
  return tally.report;
}

async function importFiles({ files }: Docent, { file: entries }: Dump, folder: string, tally: Tally): Promise<void> {
  const without: string[] = [];
  for (const entry of entries) {
    const given = fileOf(entry.value);
    const source = join(folder, given.id);
    const hasBytes = isFile(source);
    const before = await files.get(given.id);
    // Bytes may come later; how many they are is a fact, whatever was said.
    if (before && hasBytes && !isFile(files.path(before))) await copyFile(source, files.path(before));
    const compared = before && { ...fileObject(before), bytes: 0 };
    if (!hasBytes && !(before && isFile(files.path(before)))) without.push(given.id);
    if (!isNew('file', entry, compared, { ...fileObject(given), bytes: 0 }, tally)) continue;
    await files.restore(hasBytes ? { ...given, bytes: (await stat(source)).size } : given, hasBytes ? source : null);
    tally.added('file');
  }
  if (without.length > 0) tally.note(`Without bytes in ${folder}: ${listed(without)}.`);
}

async function importStores({ vectorStores, files }: Docent, entries: Dump, tally: Tally): Promise<void> {
  for (const entry of entries.vector_store) {
    const store = storeOf(entry.value);
    const before = await vectorStores.get(store.id);
    if (!isNew('vector_store', entry, before && essence(before), essence(store), tally)) continue;
    // It lived when it was written down, and moving in is a use of it.
    const isOver = !store.expired && (expiresAt(store) ?? Infinity) <= Date.now();
    await vectorStores.restore(isOver ? { ...store, lastActiveAt: Date.now() } : store);
    tally.added('vector_store');
  }
  const restored: StoreFileRow[] = [];
  for (const entry of entries['vector_store.file']) {
    const row = storeFileOf(entry.value);
    const file = await files.get(row.fileId);
    if (!file || !(await vectorStores.get(row.storeId))) {
      tally.refuse(entry.line, `the ${file ? `vector store “${row.storeId}”` : `file “${row.fileId}”`} is neither here nor in the file that is imported.`);
      continue;
    }
    const before = await vectorStores.files.get(row.storeId, row.fileId);
    const hasBytes = isFile(files.path(file));
    const isWaiting = before?.error?.message === NO_BYTES.message && hasBytes;
    if (!isWaiting && !isNew('vector_store.file', entry, before && fileEssence(before), fileEssence(row), tally)) continue;
    restored.push(hasBytes || row.status === 'cancelled' ? row : { ...row, status: 'failed', error: NO_BYTES });
    tally.added('vector_store.file');
  }
  const byStore = Map.groupBy(restored, ({ storeId }) => storeId);
  for (const rows of byStore.values()) await vectorStores.restoreFiles(rows);
}

/** What of a store does not change by being used. */
function essence({ id, name, description, metadata, expiresAfterDays, createdAt }: StoreRow) {
  return { id, name, description, metadata, expiresAfterDays, createdAt: seconds(createdAt) };
}

function fileEssence({ storeId, fileId, attributes, chunking, createdAt }: StoreFileRow) {
  return { storeId, fileId, attributes, chunking, createdAt: seconds(createdAt) };
}

/** Runs fail on stores that are not there; better to know it now. */
async function noteMissing({ vectorStores, files }: Docent, { assistant, thread }: Dump, tally: Tally): Promise<void> {
  const resources = [...assistant, ...thread].map(({ value }) => value.tool_resources);
  const stores = await missing(resources.flatMap((each) => each.vectorStores), async (id) => (await vectorStores.get(id)) !== null);
  const named = await missing(resources.flatMap((each) => each.codeInterpreterFiles), async (id) => (await files.get(id)) !== null);
  if (stores.length > 0) tally.note(`Named by assistants or threads, and not there: vector stores ${listed(stores)}.`);
  if (named.length > 0) tally.note(`Named by assistants or threads, and not there: files ${listed(named)}.`);
}

async function missing(ids: readonly string[], isThere: (id: string) => Promise<boolean>): Promise<readonly string[]> {
  const absent: string[] = [];
  for (const id of new Set(ids)) if (!(await isThere(id))) absent.push(id);
  return absent;
}

/** As many as one reads. */
function listed(ids: readonly string[]): string {
  const shown = ids.slice(0, 5).join(', ');
  return ids.length > 5 ? `${shown} and ${ids.length - 5} more` : shown;
}
