import type { ListedDetails, Listing } from '../types/listing.ts';
import type { Listed } from './index/walk.ts';
import type { VectorStore } from './vectorStore.ts';

/** A vector store on this machine: one can look into it, too. None of this is done on the caller's thread. */
export interface LocalStore extends VectorStore {
  /** What lies directly in a folder. @param folder as shown, '' for the top; @param limit at most so many files */
  list(folder: string, limit: number): Promise<Listing>;
  /** Null where the store has no such file. */
  details(fileId: string): Promise<ListedDetails | null>;
  /** The files of a folder on the disk that belong into a store. @param folder absolute; @param exclude globs of what is left out besides what ignore files name */
  walk(folder: string, exclude: readonly string[]): Promise<readonly Listed[]>;
}
