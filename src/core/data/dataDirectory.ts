import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { fileSystemOf, type FileSystem } from '../disk/fileSystem.ts';
import { journalFor } from '../disk/journal.ts';
import type { Log } from '../types/log.ts';
import { createAssistantRows, type AssistantRows } from './assistants.ts';
import { createChanges, type Changes } from './changes.ts';
import { openDatabase, type Database } from './database.ts';
import { createFiles, type Files } from './files.ts';
import { createFolders, type Folders } from './folders.ts';
import { createItems, type Items } from './items.ts';
import { createOwner, type Owner } from './owners.ts';
import { createRunRows, type RunRows } from './runs.ts';
import { createStoreFileRows, type StoreFileRows } from './storeFiles.ts';
import { createThreads, type Threads } from './threads.ts';
import { createUsageRows, type UsageRows } from './usage.ts';
import { createStoreRows, type StoreRows } from './vectorStores.ts';

/** All that Docent keeps, below one folder: `docent.db`, `files/`, `stores/`, `sessions/`, `owners/`. */
export interface DataDirectory {
  /** What it lies on. */
  readonly fileSystem: FileSystem;
  readonly database: Database;
  readonly assistants: AssistantRows;
  readonly folders: Folders;
  readonly threads: Threads;
  readonly changes: Changes;
  readonly items: Items;
  readonly runs: RunRows;
  readonly usage: UsageRows;
  readonly files: Files;
  readonly stores: StoreRows;
  readonly storeFiles: StoreFileRows;
  readonly owner: Owner;
  /** Absolute folder of the vector stores. */
  readonly storesDir: string;
  /** Absolute folder of the interpreter's sessions. */
  readonly sessionsDir: string;
  close(): Promise<void>;
}

export async function openDataDirectory(dir: string, log: Log): Promise<DataDirectory> {
  const [filesDir, storesDir, sessionsDir] = [join(dir, 'files'), join(dir, 'stores'), join(dir, 'sessions')];
  await Promise.all([filesDir, storesDir, sessionsDir].map((path) => mkdir(path, { recursive: true })));
  const fileSystem = await fileSystemOf(dir);
  const database = await openDatabase(join(dir, 'docent.db'), journalFor(fileSystem));
  const owner = await createOwner(join(dir, 'owners'), log);
  return {
    fileSystem,
    database,
    owner,
    assistants: createAssistantRows(database),
    folders: createFolders(database),
    threads: createThreads(database),
    changes: createChanges(database),
    items: createItems(database),
    runs: createRunRows(database),
    usage: createUsageRows(database),
    files: createFiles(database, filesDir),
    stores: createStoreRows(database),
    storeFiles: createStoreFileRows(database),
    storesDir,
    sessionsDir,
    async close() {
      await owner.close();
      database.close();
    },
  };
}
