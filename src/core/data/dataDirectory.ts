import { chmod, mkdir, open, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { DocentError } from '../types/errors.ts';
import type { Log } from '../types/log.ts';
import { createAssistantRows, type AssistantRows } from './assistants.ts';
import { openDatabase, type Database } from './database.ts';
import { createFiles, type Files } from './files.ts';
import { createItems, type Items } from './items.ts';
import { createOwner, type Owner } from './owners.ts';
import { createRunRows, type RunRows } from './runs.ts';
import { createStoreFileRows, type StoreFileRows } from './storeFiles.ts';
import { createThreads, type Threads } from './threads.ts';
import { createUsageRows, type UsageRows } from './usage.ts';
import { createStoreRows, type StoreRows } from './vectorStores.ts';

/** All that Docent keeps, below one folder: `docent.db`, `files/`, `stores/`, `sessions/`, `owners/`. */
export interface DataDirectory {
  readonly database: Database;
  readonly assistants: AssistantRows;
  readonly threads: Threads;
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

/** @throws DocentError `data_foreign` where the folder is somebody else's; see {@link openDatabase} */
export async function openDataDirectory(dir: string, log: Log): Promise<DataDirectory> {
  const [filesDir, storesDir, sessionsDir] = [join(dir, 'files'), join(dir, 'stores'), join(dir, 'sessions')];
  await makeOwn(dir);
  await Promise.all([filesDir, storesDir, sessionsDir, join(dir, 'owners')].map(makeOwn));
  // SQLite gives its other files the modes of this one.
  const file = await open(join(dir, 'docent.db'), 'a', 0o600);
  await file.chmod(0o600).finally(() => file.close());
  const database = await openDatabase(join(dir, 'docent.db'));
  const owner = await createOwner(join(dir, 'owners'), log);
  return {
    database,
    owner,
    assistants: createAssistantRows(database),
    threads: createThreads(database),
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

/** Makes a folder that its user alone can look into; whoever else owned it could read what is kept, and change it. */
async function makeOwn(dir: string): Promise<void> {
  await mkdir(dir, { recursive: true, mode: 0o700 });
  const user = process.getuid?.();
  if (user === undefined) return;
  const { uid } = await stat(dir);
  if (uid !== user) throw new DocentError('data_foreign', `The folder ${dir} belongs to another user of this machine; remove it, or choose another folder.`);
  await chmod(dir, 0o700);
}
