import { join } from 'node:path';
import { t } from '@vscode/l10n';
import { fileSystemOf, type FileSystem } from '../disk/fileSystem.ts';
import { journalFor } from '../disk/journal.ts';
import { isTrouble, type DataState } from '../types/dataState.ts';
import { DocentError } from '../types/errors.ts';
import type { Log } from '../types/log.ts';
import { dataInUse, putInPlace, setAside } from './aside.ts';
import { createAssistantRows, type AssistantRows } from './assistants.ts';
import { createContainerRows, type ContainerRows } from './containers.ts';
import { createChanges, type Changes } from './changes.ts';
import { listCopies } from './copies.ts';
import { createDatabase, type Database, type Left } from './database.ts';
import { createFiles, type Files } from './files.ts';
import { createFolders, type Folders } from './folders.ts';
import { createHostedStoreRows, type HostedStoreRows } from './hostedStores.ts';
import { createItems, type Items } from './items.ts';
import { createLedger, type Ledger } from './ledger.ts';
import { makeOwnFolder } from './own.ts';
import { createOwner, type Owner } from './owners.ts';
import { createResponseRows, type ResponseRows } from './responses.ts';
import { createRunRows, type RunRows } from './runs.ts';
import { STEPS } from './schema.ts';
import { createStoreFileRows, type StoreFileRows } from './storeFiles.ts';
import { createThreads, type Threads } from './threads.ts';
import { createUsageRows, type UsageRows } from './usage.ts';
import { createStoreRows, type StoreRows } from './vectorStores.ts';

/** Milliseconds between two looks whether a copy is due: a window may be open for weeks. */
const COPY_LOOK_MS = 6 * 60 * 60_000;

/** What can be done about the data as a whole, whatever its state. */
export interface KeptData {
  readonly state: DataState;
  /** Tells each change of the state; returns what ends that. */
  subscribe(listener: (state: DataState) => void): () => void;
  /** Waits until the data is open. @throws DataUnavailable */
  use(): Promise<void>;
  /** Opens it, also after trouble; how it went is the state. */
  open(): Promise<void>;
  /**
   * Goes on from the newest copy; the file that can't be used is kept.
   * @returns the folder with that file; null where the data is in order by now
   * @throws DocentError `no_copy`, `data_in_use`
   */
  restore(): Promise<string | null>;
  /** Begins with nothing; the file that can't be used is kept. @returns as `restore` does. @throws DocentError `data_in_use` */
  setAside(): Promise<string | null>;
}

/** All that Docent keeps, below one folder: `docent.db`, `backup/`, `files/`, `stores/`, `sessions/`, `owners/`. */
export interface DataDirectory extends KeptData {
  /** What it lies on, as far as its opening has told; a disk until then. */
  readonly fileSystem: FileSystem;
  readonly database: Database;
  readonly assistants: AssistantRows;
  readonly folders: Folders;
  readonly threads: Threads;
  readonly changes: Changes;
  readonly items: Items;
  readonly runs: RunRows;
  readonly responses: ResponseRows;
  readonly containers: ContainerRows;
  readonly usage: UsageRows;
  readonly files: Files;
  readonly stores: StoreRows;
  readonly storeFiles: StoreFileRows;
  readonly hostedStores: HostedStoreRows;
  readonly ledger: Ledger;
  readonly owner: Owner;
  /** Absolute folder of the vector stores. */
  readonly storesDir: string;
  /** Absolute folder of the interpreter's sessions. */
  readonly sessionsDir: string;
  /** Leaves the runs of this process to others. */
  giveUp(): Promise<void>;
  close(): Promise<void>;
}

export interface DataDirectoryOptions {
  /** Absolute path of the script of the thread that checks, copies and migrates. */
  readonly worker: string;
  readonly log: Log;
  /** How one begins anew, as in {@link Advice}. */
  reload(): string;
}

/** Everything can be asked at once, and waits for {@link KeptData.open}. */
export function createDataDirectory(dir: string, { worker, log, reload }: DataDirectoryOptions): DataDirectory {
  const [filesDir, storesDir, sessionsDir, copies] = [join(dir, 'files'), join(dir, 'stores'), join(dir, 'sessions'), join(dir, 'backup')];
  const [path, owners] = [join(dir, 'docent.db'), join(dir, 'owners')];
  let fileSystem: FileSystem = { kind: 'local' };
  const database = createDatabase({ dir, path, copies, worker, log, journal: () => journalFor(fileSystem), reload });
  const owner = createOwner(owners, log);
  const copying = setInterval(() => void database.copyIfDue(), COPY_LOOK_MS).unref();

  /** Opens what is there, or what was just put there. */
  async function open(how: 'asLeft' | 'setAside'): Promise<void> {
    // A file whose damage was met by chance may be opened all the same.
    const { kind: before } = database.state;
    let lost: readonly string[] = [];
    await database.open(async (): Promise<Left> => {
      await makeOwnFolder(dir);
      await Promise.all([filesDir, storesDir, sessionsDir, copies, owners].map(makeOwnFolder));
      fileSystem = await fileSystemOf(dir);
      lost = await owner.lost();
      await owner.begin();
      if (how === 'setAside') return 'setAside';
      return lost.length > 0 || before === 'damaged' ? 'unfinished' : 'inOrder';
    });
    // A window that does not use the data does not keep others from putting it right.
    if (database.state.kind !== 'open') return giveUp();
    await owner.forget(lost);
    void database.copyIfDue();
  }

  /** The next to open a damaged file is to look at all of it, as after a crash. */
  async function giveUp(): Promise<void> {
    if (database.state.kind === 'damaged') await owner.abandon();
    else await owner.end();
  }

  /** Another window may have put it right already, and then its work must not be set aside. */
  async function replace(work: () => Promise<string>): Promise<string | null> {
    await open('asLeft');
    if (!isTrouble(database.state)) return null;
    // What one of them has open would be taken from under it.
    if (await owner.hasOthers()) throw dataInUse();
    const folder = await work();
    log.warn(`The data that could not be used is kept in ${folder}.`);
    return folder;
  }

  return {
    database,
    owner,
    assistants: createAssistantRows(database),
    folders: createFolders(database),
    threads: createThreads(database),
    changes: createChanges(database),
    items: createItems(database),
    runs: createRunRows(database),
    responses: createResponseRows(database),
    containers: createContainerRows(database),
    usage: createUsageRows(database),
    files: createFiles(database, filesDir),
    stores: createStoreRows(database),
    storeFiles: createStoreFileRows(database),
    hostedStores: createHostedStoreRows(database),
    ledger: createLedger(database),
    storesDir,
    sessionsDir,
    get fileSystem() {
      return fileSystem;
    },
    get state() {
      return database.state;
    },
    subscribe: database.subscribe,
    use: database.use,
    open: () => open('asLeft'),
    restore: () =>
      replace(async () => {
        const newest = (await listCopies(copies)).find(({ version }) => version <= STEPS.length);
        if (!newest) throw new DocentError('no_copy', t('There is no copy of Docent’s data that could be restored.'), 'setDataAside');
        const folder = await putInPlace(newest.path, path, copies);
        await open('asLeft');
        return folder;
      }),
    setAside: () =>
      replace(async () => {
        const folder = await setAside(path, copies);
        await open('setAside');
        return folder;
      }),
    giveUp,
    async close() {
      clearInterval(copying);
      await giveUp();
      await database.close();
    },
  };
}
