import type { ErrorInfo } from './errors.ts';

/** What Docent may do with a store at a hosted service: all with one that it made, as much as its user wishes with a team's. */
export type HostedAccess = 'own' | 'shared' | 'readOnly';

/** A vector store at OpenAI, or where else its API is, that Docent uses. */
export interface HostedStore {
  /** `vs_…`, as the service gave it. */
  readonly id: string;
  /** Who has it, as shown: `OpenAI`, `Azure OpenAI`. */
  readonly service: string;
  /** The service's base URL. */
  readonly address: string;
  readonly name: string;
  readonly access: HostedAccess;
  /** The workspace whose files it was made of, as threads have it; null for one of single files, and for a team's. */
  readonly workspace: string | null;
  /** The workspaces whose chat searches it in place of the index on this machine, as threads have them. */
  readonly searchedIn: readonly string[];
  /** Milliseconds since 1970. */
  readonly createdAt: number;
  /** End of the last whole sync; null before the first. Milliseconds since 1970. */
  readonly syncedAt: number | null;
  /** What the service said of it last; null where it was not asked yet. */
  readonly said: HostedSaid | null;
  /** Why it can't be used as it is: it was deleted there, say; null where nothing is known to be wrong. */
  readonly trouble: ErrorInfo | null;
}

export interface HostedSaid {
  readonly files: number;
  /** What is paid for: chunks and their vectors. */
  readonly bytes: number;
  /** Milliseconds since 1970. */
  readonly at: number;
}

/**
 * `uploading`: its bytes go there; `waiting`: they are there, and not in the store yet; `reading`: the service reads it; `ready`: it is found
 * by searches; `failed`: the service refused it; `removing`: it is being deleted.
 */
export type HostedState = 'uploading' | 'waiting' | 'reading' | 'ready' | 'failed' | 'removing';

/** A file in a hosted store, as the ledger has it. */
export interface HostedFile {
  readonly storeId: string;
  /** `file-…`; null until the service has answered. */
  readonly fileId: string | null;
  /** Below its folder, `/` between parts; of a single file its name. */
  readonly path: string;
  /** The name of its folder; null for a single file. */
  readonly folder: string | null;
  /** Where it lies on this machine, absolute; null where another machine uploaded it. */
  readonly localPath: string | null;
  /** SHA-256 of the file. */
  readonly hash: string;
  /** What was uploaded, in bytes. */
  readonly bytes: number;
  /** What it takes in the store: its chunks and their vectors; 0 until it is read. */
  readonly storedBytes: number;
  /** Whether its text went there, in place of the file as it is. */
  readonly asText: boolean;
  readonly state: HostedState;
  /** Why it failed, in words that go on from the file's name; null otherwise. */
  readonly reason: string | null;
}

/** A container that a hosted service makes, or has made, for a thread's code. */
export interface MadeContainer {
  /** The service's base URL. */
  readonly address: string;
  /** The name that it bears there; of one that the service names itself, its id. */
  readonly key: string;
  /** `cntr_…`; null until the service has answered. */
  readonly id: string | null;
  readonly threadId: string;
}

/** Work on a hosted store that goes on in this process. */
export interface HostedWork {
  readonly phase: 'comparing' | 'uploading' | 'reading' | 'removing';
  readonly done: number;
  readonly total: number;
  /** The file at hand; '' for none. */
  readonly path: string;
}
