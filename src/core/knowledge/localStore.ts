import type { Embedder } from '../types/embedder.ts';
import type { ListedDetails, Listing } from '../types/listing.ts';
import type { Listed } from './index/walk.ts';
import type { EmbedOptions, EmbedReport, HashedText, Unembedded, VectorStore } from './vectorStore.ts';

/** A vector store on this machine: one can look into it, too. None of this is done on the caller's thread. */
export interface LocalStore extends VectorStore {
  /** What lies directly in a folder. @param folder as shown, '' for the top; @param limit at most so many files */
  list(folder: string, limit: number): Promise<Listing>;
  /** Null where the store has no such file. */
  details(fileId: string): Promise<ListedDetails | null>;
  /** What has no vector by a model yet. @param key see {@link Embedder.key} */
  unembedded(key: string): Promise<Unembedded>;
  /** Gives all texts their vectors, which searches use from the first on. @throws DocentError of the embedder; `AbortError` where it was stopped */
  embed(embedder: Embedder, options: EmbedOptions): Promise<EmbedReport>;
  /** The texts of chunks, without those that are gone. */
  texts(chunks: readonly number[]): Promise<readonly HashedText[]>;
  keepVectors(key: string, vectors: readonly { readonly hash: string; readonly vector: Float32Array }[]): Promise<void>;
  /** The files of a folder on the disk that belong into a store. @param folder absolute; @param exclude globs of what is left out besides what ignore files name */
  walk(folder: string, exclude: readonly string[]): Promise<readonly Listed[]>;
}
