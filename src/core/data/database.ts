import { stat } from 'node:fs/promises';
import type { DatabaseSync } from 'node:sqlite';
import type { Journal } from '../disk/journal.ts';
import { DataUnavailable, isTrouble, type DataState } from '../types/dataState.ts';
import { hasCode, type DocentError } from '../types/errors.ts';
import type { Log } from '../types/log.ts';
import { connectTo, type Connection } from './connection.ts';
import { COPY_AGE_MS, listCopies } from './copies.ts';
import { FaultError, faultOf, type Fault } from './fault.ts';
import { keepOwn, makeOwnFile } from './own.ts';
import { patiently } from './patiently.ts';
import { migrateKeeping, STEPS } from './schema.ts';
import { searchSlowly } from './searchSlowly.ts';
import { performTask, type Task } from './task.ts';
import type { FoundThread, ThreadQuery } from './threadSearch.ts';
import { dataClosed, troubleOf } from './trouble.ts';
import { versionOf } from './version.ts';

/**
 * `docent.db`. It is used on the thread of the extension host, which must never wait: a lock held by another window is
 * awaited by asking again later, never inside SQLite.
 */
export interface Database {
  readonly state: DataState;
  /** Tells each change of the state; returns what ends that. */
  subscribe(listener: (state: DataState) => void): () => void;
  /** Opens the file, also after trouble; how it went is the state. @param prepare makes room for it, and says how it was left */
  open(prepare: () => Promise<Left>): Promise<void>;
  /** Waits until it is open. @throws DataUnavailable */
  use(): Promise<void>;
  /** Waits until it is open. @throws DataUnavailable; DocentError `data_locked`, `data_unwritable`, `disk_full` */
  read<T>(query: (db: DatabaseSync) => T): Promise<T>;
  /** Runs `change` in one transaction: all of it happens or nothing. @throws as `read` */
  write<T>(change: (db: DatabaseSync) => T): Promise<T>;
  /** Looks through all threads, in a thread of its own where another one may open the file. @throws as `read`; `AbortError` */
  search(query: ThreadQuery, signal: AbortSignal): Promise<readonly FoundThread[]>;
  /** A number that changes whenever another connection has written; 0 while it is not open. */
  version(): number;
  /** Has a copy made where the newest is older than a week; one that can't be made is logged. */
  copyIfDue(): Promise<void>;
  close(): Promise<void>;
}

/** What the last process to use the file has left. */
export type Left = 'inOrder' | 'unfinished' | 'setAside';

export interface DatabaseParts {
  /** The data directory, for its user to read. */
  readonly dir: string;
  /** Absolute path of the file. */
  readonly path: string;
  /** Absolute folder of its copies. */
  readonly copies: string;
  /** Absolute path of the script of the thread that checks, copies and migrates. */
  readonly worker: string;
  readonly log: Log;
  /** Asked for whenever the file is about to be opened. */
  journal(): Journal;
  /** How one begins anew, as in {@link Advice}. */
  reload(): string;
}

export function createDatabase({ dir, path, copies, worker, log, journal, reload }: DatabaseParts): Database {
  const listeners = new Set<(state: DataState) => void>();
  const closing = new AbortController();
  let state: DataState = { kind: 'opening' };
  let connection: Connection | null = null;
  let opening: Promise<void> = Promise.resolve();
  let copying: Promise<void> = Promise.resolve();

  function setState(next: DataState): void {
    if (state.kind === 'closed') return;
    state = next;
    for (const listener of listeners) listener(state);
  }

  function disconnect(): void {
    connection?.close();
    connection = null;
  }

  /** From now on nothing is read or written any more, until it is opened again. */
  async function fail(fault: Fault): Promise<void> {
    disconnect();
    const [newest] = (await listCopies(copies)).filter(({ version }) => version <= STEPS.length);
    log.error(`${path}: ${fault.kind}: ${fault.detail}`);
    setState(troubleOf(fault, { dir, copiedAt: newest?.at ?? null, journal: journal(), reload: reload() }));
  }

  async function connect(left: Left): Promise<Connection> {
    const size = await stat(path).then(({ size }) => size, sizeOfNone);
    const isNew = size === 0;
    // A file that is gone, or was cut to nothing, must not pass for one of a new user's.
    if (isNew && left !== 'setAside' && (await listCopies(copies)).length > 0) throw new FaultError({ kind: 'damaged', detail: 'It is empty or gone.' });
    await (isNew ? makeOwnFile(path) : keepOwn(path));
    if (!isNew && left === 'unfinished') await perform('check');
    const first = await patiently(() => connectTo(path, journal(), 0));
    if (versionOf(first.db) === STEPS.length) {
      if (isNew || journal() === 'wal' || !(await isCopyDue())) return first;
      // Whoever has the file for itself lets no thread read it.
      first.close();
      await copy();
      return patiently(() => connectTo(path, journal(), 0));
    }
    if (isNew) {
      await patiently(() => migrateKeeping(first.db, () => {}));
      return first;
    }
    first.close();
    await perform('migrate');
    return patiently(() => connectTo(path, journal(), 0));
  }

  async function open(prepare: () => Promise<Left>): Promise<void> {
    if (state.kind === 'open') return;
    setState({ kind: 'opening' });
    try {
      const opened = await connect(await prepare());
      if (closing.signal.aborted) return opened.close();
      connection = opened;
      setState({ kind: 'open' });
    } catch (error) {
      if (!closing.signal.aborted) await fail(faultOf(error));
    }
  }

  async function use<T>(attempt: (open: Connection) => T): Promise<T> {
    await opening;
    try {
      return await patiently(() => {
        if (!connection) throw unavailable();
        return attempt(connection);
      });
    } catch (error) {
      throw await explained(error);
    }
  }

  const read: Database['read'] = (query) =>
    use(({ db, look }) => {
      look();
      return query(db);
    });

  const perform = (kind: Exclude<Task['kind'], 'search'>) => performTask(worker, { kind, path, copies, journal: journal() }, closing.signal);

  async function isCopyDue(): Promise<boolean> {
    return Date.now() - ((await listCopies(copies))[0]?.at ?? 0) > COPY_AGE_MS;
  }

  /** @throws FaultError `damaged`; what else keeps it from being made is logged */
  async function copy(): Promise<void> {
    try {
      await perform('copy');
    } catch (error) {
      const { kind, detail } = faultOf(error);
      if (closing.signal.aborted || kind === 'damaged') throw error;
      log.warn(`Docent’s data could not be copied: ${detail}`);
    }
  }

  async function copyIfDue(): Promise<void> {
    // With the other journal it is copied before it is opened.
    if (!connection || journal() !== 'wal' || !(await isCopyDue())) return;
    try {
      await copy();
    } catch (error) {
      if (!closing.signal.aborted) await fail(faultOf(error));
    }
  }

  function unavailable(): DocentError {
    if (isTrouble(state)) return new DataUnavailable(state);
    return dataClosed();
  }

  /** What keeps the file from being used at all becomes the state; what passes is only told. */
  async function explained(error: unknown): Promise<unknown> {
    const fault = faultOf(error);
    switch (fault.kind) {
      case 'damaged':
      case 'movedOn':
      case 'replaced':
      case 'tooNew':
      case 'foreign':
        if (connection) await fail(fault);
        return unavailable();
      case 'unwritable':
      case 'locked':
      case 'full':
        return new DataUnavailable({ ...troubleOf(fault, { dir, copiedAt: null, journal: journal(), reload: reload() }), waysOut: ['retry'] }, error);
      case 'failed':
        return error;
    }
  }

  return {
    get state() {
      return state;
    },
    subscribe(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    open: (prepare) => (opening = opening.then(() => open(prepare))),
    use: () => use(() => {}),
    read,
    write: (change) =>
      use(({ db, check }) => {
        db.exec('begin immediate');
        try {
          check();
          const result = change(db);
          db.exec('commit');
          return result;
        } catch (error) {
          if (db.isTransaction) db.exec('rollback');
          throw error;
        }
      }),
    async search(query, signal) {
      if (journal() !== 'wal') return searchSlowly(read, query, signal);
      await use(() => {});
      return performTask(worker, { kind: 'search', path, journal: 'wal', query }, AbortSignal.any([signal, closing.signal]));
    },
    version() {
      if (!connection) return 0;
      try {
        connection.check();
      } catch (error) {
        // Whoever looks next is told.
        void explained(error);
        return 0;
      }
      return Number(connection.db.prepare('pragma data_version').get()?.['data_version']);
    },
    copyIfDue: () => (copying = copying.then(copyIfDue)),
    async close() {
      setState({ kind: 'closed' });
      closing.abort();
      disconnect();
      await Promise.all([opening, copying]);
    },
  };
}

function sizeOfNone(error: unknown): number {
  if (hasCode(error, 'ENOENT')) return 0;
  throw error;
}
