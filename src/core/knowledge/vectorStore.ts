import type { Citation, FileRef, Passage } from '../types/citation.ts';
import type { Found } from '../types/found.ts';
import type { Attributes, Chunking, Filter } from '../types/vectorStore.ts';

/** A folder whose files a store holds. */
export interface SourceFolder {
  /** Absolute; of a folder that is not on this machine's disk as `core/types/remotePath.ts` has it. */
  readonly path: string;
  /** Put before the paths that are shown, where there are several folders; '' for a single one. */
  readonly prefix: string;
}

export interface SyncOptions {
  /** Globs, relative to each folder, of what to leave out besides what ignore files name (VS Code's `files.exclude`). */
  readonly exclude: readonly string[];
  /** The digests of secrets that stay in the text ({@link FoundSecret}); left out: none does. */
  readonly allowed?: readonly string[];
  /** Whether what the folders' Git repositories say of their files helps to find them; left out: it does. */
  readonly history?: boolean;
  /** Absolute paths that may have changed, of files or whole folders: only they are looked at. Null or left out: everything is. */
  readonly paths?: readonly string[] | null;
  /** Whether files that are left out are looked at again, though they look as they did. */
  readonly again?: boolean;
  /** Aborting ends the work after the file at hand; what was committed stays. */
  readonly signal?: AbortSignal;
  readonly onProgress?: (progress: SyncProgress) => void;
}

/** What is known of a file before it is read. */
export interface FileStat {
  /** In bytes. */
  readonly size: number;
  /** Milliseconds since 1970; null where that can't be told: then only its bytes say whether it has changed. */
  readonly mtime: number | null;
}

export interface SyncProgress {
  readonly phase: 'listing' | 'indexing';
  /** Files done of those listed. */
  readonly done: number;
  readonly total: number;
  /** The file at hand, as shown; '' while listing. */
  readonly path: string;
}

/** A file that is not in the store, and why, in a few words for the user. */
export interface LeftOut {
  readonly path: string;
  readonly reason: string;
}

/** A secret that was taken out of a file's text. */
export interface FoundSecret {
  /** What it was known by. */
  readonly rule: string;
  /** Counted from 1. */
  readonly line: number;
  /** A digest of the secret, with the salt that it was made with: what lets it stay next time names it so. */
  readonly digest: string;
}

export interface SyncReport {
  readonly added: number;
  readonly updated: number;
  readonly unchanged: number;
  readonly removed: number;
  readonly leftOut: readonly LeftOut[];
  /** Why not all of a folder that is not on disk was read, a sentence each. */
  readonly limits: readonly string[];
  /** True where the user ended it early; running it again goes on from there. */
  readonly cancelled: boolean;
  /** Duration in milliseconds. */
  readonly ms: number;
}

export interface StoreStatus {
  readonly files: number;
  readonly chunks: number;
  /** Size on disk in bytes. */
  readonly bytes: number;
  readonly leftOut: readonly LeftOut[];
  /** What was taken out of the files that are in, with the path of each as shown. */
  readonly secrets: readonly (FoundSecret & { readonly path: string })[];
  /** End of the last whole sync, in milliseconds since 1970; null before the first. */
  readonly syncedAt: number | null;
}

/** A file whose text a store holds. */
export interface StoredFile extends FileRef {
  /** SHA-256 of the file. */
  readonly hash: string;
  /** Of its text in UTF-8, as `text` gives it. */
  readonly textBytes: number;
  /** How many secrets were taken out of its text. */
  readonly secrets: number;
}

/** A document that is put into a store by itself. */
export interface NewDocument {
  /** The passages' `file.id`; one that is in the store is replaced. */
  readonly id: string;
  /** As shown; its extension says what kind of document it is. */
  readonly name: string;
  /** Absolute path from which it is read, once. */
  readonly path: string;
  readonly attributes: Attributes;
  readonly chunking: Chunking;
}

/** What a document takes in its store. */
export interface DocumentSize {
  readonly chunks: number;
  /** Of the chunks' text, in bytes. */
  readonly bytes: number;
}

export interface SearchOptions {
  /** At most so many passages. */
  readonly limit: number;
  /** At most so many tokens, as a model reads them; the best passage comes in any case. Left out: no limit. */
  readonly tokens?: number;
  /**
   * `files` (the default): files in the order of their scores, at most three passages of each, so that one long file does not
   * push the others out. `passages`: the best ones, by their own scores, whatever file they are from.
   */
  readonly by?: 'files' | 'passages';
  /** Only files whose attributes pass it. */
  readonly filter?: Filter;
  /** Of the best `limit` passages only those with at least this score, 0 to 1. */
  readonly scoreThreshold?: number;
  /** What the question means, by the model that has embedded the store's texts; left out or null: words alone count. */
  readonly meaning?: QuestionVector | null;
  readonly signal?: AbortSignal;
}

/** A question as an embedding model has it. */
export interface QuestionVector {
  /** See {@link Embedder.key}. */
  readonly key: string;
  readonly vector: Float32Array;
}

/** What of a store has no vector by a model yet. */
export interface Unembedded {
  /** A chunk for each such text. */
  readonly chunks: readonly number[];
  /** All texts of the store, each once. */
  readonly texts: number;
  /** Of those without a vector, about. */
  readonly tokens: number;
}

export interface HashedText {
  readonly text: string;
  /** What its vector is kept under. */
  readonly hash: string;
}

export interface EmbedOptions {
  /** Aborting it ends the work; what was embedded stays. */
  readonly signal: AbortSignal;
  readonly onProgress?: (progress: EmbedProgress) => void;
}

export interface EmbedProgress {
  /** Texts. */
  readonly done: number;
  readonly total: number;
  /** What the last of them took, as the server counts. */
  readonly tokens: number;
}

/** What was embedded. */
export interface EmbedReport {
  readonly texts: number;
  /** As the server counts them. */
  readonly tokens: number;
}

/** Where a page of a store's files begins, and how long it is. */
export interface FilePage {
  /** The id of the last file before it; null: it is the first page. */
  readonly after: string | null;
  /** At most so many files. */
  readonly limit: number;
}

export interface LocateParams {
  readonly citation: Pick<Citation, 'file' | 'quote' | 'lines'>;
  /** What an editor shows of the file; null: what is there. */
  readonly shown: string | null;
}

export interface Located {
  readonly found: Found;
  /** The file's, as `TextDecoder` calls it; null where it was not looked at, can't be told, or is shown as something else. */
  readonly encoding: string | null;
  /** The page, slide or cell in which it was found; null for files without any. */
  readonly page: number | null;
}

/** What is known: files in chunks, found again by their words. */
export interface VectorStore {
  /**
   * Makes the store say what the folders say now. Only changed files are read again, each batch is one transaction, and a
   * file that can't be read is a row with its reason.
   */
  sync(folders: readonly SourceFolder[], options: SyncOptions): Promise<SyncReport>;
  /** Whether changes at `paths` can change what the store holds; not where rules leave all of them out. Answered also while a sync is running. */
  concerns(folders: readonly SourceFolder[], options: Pick<SyncOptions, 'exclude'> & { readonly paths: readonly string[] }): Promise<boolean>;
  /**
   * Puts a document in; its old chunks, if it has any, are found until it is read.
   * @throws DocentError `unsupported_file`, `invalid_file`; `AbortError` where `signal` ended it
   */
  put(document: NewDocument, options?: { readonly signal?: AbortSignal }): Promise<DocumentSize>;
  /** Removes documents; those that are not in the store are none. */
  remove(ids: readonly string[]): Promise<void>;
  setAttributes(id: string, attributes: Attributes): Promise<void>;
  /** The best passages, best first; none where nothing fits. */
  search(query: string, options: SearchOptions): Promise<readonly Passage[]>;
  status(): Promise<StoreStatus>;
  /** The files that bear an id or a path as it is shown; where none does, those whose paths end so, a few of them. */
  find(path: string): Promise<readonly FileRef[]>;
  /** A page of the files that are in, in the order of their ids. */
  files(page: FilePage): Promise<readonly FileRef[]>;
  /** All files with text, by their paths as shown. */
  contents(): Promise<readonly StoredFile[]>;
  /** The text of a file as it was indexed (for documents, what was extracted from them); null if it is not in the store. */
  text(fileId: string): Promise<string | null>;
  /** Finds a citation again, see `search/locate.ts`; off the caller's thread, for files may be large. */
  locate(params: LocateParams): Promise<Located>;
  /** Calls back when the store's file turns out to be damaged or gone: all it held has to be read again. @returns what ends that */
  onDamaged(listener: () => void): () => void;
  /** Forgets everything and frees the disk. */
  clear(): Promise<void>;
  close(): Promise<void>;
}
