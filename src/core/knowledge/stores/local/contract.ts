import type { Journal } from '../../../disk/journal.ts';
import type { FileRef, Passage } from '../../../types/citation.ts';
import type { ListedDetails, Listing } from '../../../types/listing.ts';
import type { Attributes } from '../../../types/vectorStore.ts';
import type { Call } from '../../../../rpc.ts';
import type { SearchParams } from '../../search/search.ts';
import type { Change } from '../../index/rows.ts';
import type { Secrets } from '../../index/secrets.ts';
import type { Listed } from '../../index/walk.ts';
import type { RemoteEntry } from '../../remoteFiles.ts';
import type { DocumentSize, FilePage, FileStat, HashedText, Located, LocateParams, NewDocument, SourceFolder, StoredFile, StoreStatus, SyncProgress, SyncReport, Unembedded } from '../../vectorStore.ts';

/** What a worker thread is started with: nothing where it reads, for the one that writes. */
export type WorkerData = StoreData | null;

/** The store's file, and whether it writes or searches. */
export interface StoreData {
  readonly role: 'writer' | 'searcher';
  /** The thread's own script, which is also that of the process in which documents are read. Absolute. */
  readonly script: string;
  readonly file: string;
  /** The file of all stores' vectors. */
  readonly vectors: string;
  /** The folder that the store is of; null for uploaded files. */
  readonly root: string | null;
  readonly journal: Journal;
}

/** What the thread that reads answers. */
export interface ReaderContract {
  readonly requests: { readonly read: Call<{ readonly files: readonly Listed[]; readonly secrets: Secrets }, readonly Change[]> };
  readonly events: Readonly<Record<never, never>>;
}

/** What the thread that writes answers, one request at a time. */
export interface WriterContract {
  readonly requests: {
    readonly sync: Call<SyncParams, SyncReport>;
    /** Null where it was stopped. */
    readonly put: Call<{ readonly document: NewDocument; readonly stop: Stop }, DocumentSize | null>;
    readonly remove: Call<{ readonly ids: readonly string[] }, null>;
    readonly setAttributes: Call<{ readonly id: string; readonly attributes: Attributes }, null>;
    readonly clear: Call<null, null>;
    readonly unembedded: Call<{ readonly key: string }, Unembedded>;
    readonly keepVectors: Call<{ readonly key: string; readonly vectors: readonly { readonly hash: string; readonly vector: Float32Array }[] }, null>;
  };
  readonly events: Readonly<Record<never, never>>;
}

/** Shared memory: not 0 means stop. A message would wait until the thread has time to read it. */
export type Stop = Int32Array<SharedArrayBuffer>;

export interface SyncParams {
  readonly folders: readonly SourceFolder[];
  readonly exclude: readonly string[];
  readonly allowed: readonly string[];
  readonly history: boolean;
  readonly paths: readonly string[] | null;
  readonly again: boolean;
  readonly stop: Stop;
}

/** What the thread that searches answers. */
export interface SearcherContract {
  readonly requests: {
    readonly search: Call<SearchParams, readonly Passage[]>;
    readonly concerns: Call<Pick<SyncParams, 'folders' | 'exclude'> & { readonly paths: readonly string[] }, boolean>;
    readonly locate: Call<LocateParams, Located>;
    readonly find: Call<{ readonly path: string }, readonly FileRef[]>;
    readonly contents: Call<null, readonly StoredFile[]>;
    readonly files: Call<FilePage, readonly FileRef[]>;
    readonly text: Call<{ readonly fileId: string }, string | null>;
    readonly texts: Call<{ readonly chunks: readonly number[] }, readonly HashedText[]>;
    readonly status: Call<null, StoreStatus>;
    readonly list: Call<{ readonly folder: string; readonly limit: number }, Listing>;
    readonly details: Call<{ readonly fileId: string }, ListedDetails | null>;
    readonly walk: Call<{ readonly folder: string; readonly exclude: readonly string[] }, readonly Listed[]>;
  };
  readonly events: Readonly<Record<never, never>>;
}

/** What the threads ask and tell their owner. */
export interface OwnerContract {
  /** Of files that are not on disk, which the owner alone reaches; see `RemoteFiles`. */
  readonly requests: {
    readonly listRemote: Call<string, readonly RemoteEntry[]>;
    readonly statRemote: Call<string, FileStat>;
    readonly readRemote: Call<string, Uint8Array>;
  };
  readonly events: {
    readonly progress: SyncProgress;
    /** The store's file was damaged and was moved aside, or is gone; in a sentence for the log. */
    readonly damaged: string;
  };
}
