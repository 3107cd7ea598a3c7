/** The name of a thread's workspace among vector stores; it is synced, and has no row. */
export const WORKSPACE = 'workspace';

/** What a client notes about a file in a vector store, to narrow searches by. */
export type Attributes = Readonly<Record<string, AttributeValue>>;
export type AttributeValue = string | number | boolean;

/**
 * Which files are searched, by their attributes. Values of different types are never equal; a file without the key passes `ne`
 * and `nin` alone.
 */
export type Filter =
  | { readonly type: 'eq' | 'ne' | 'gt' | 'gte' | 'lt' | 'lte'; readonly key: string; readonly value: AttributeValue }
  | { readonly type: 'in' | 'nin'; readonly key: string; readonly value: readonly AttributeValue[] }
  | { readonly type: 'and' | 'or'; readonly filters: readonly Filter[] };

/** How a document is cut into chunks. A token counts as four bytes of UTF-8: about what tokenizers make of English. */
export interface Chunking {
  /** 100 to 4,096. */
  readonly maxTokens: number;
  /** What a chunk repeats of the one before it; at most half of it. */
  readonly overlapTokens: number;
}

/** The API's `auto`. */
export const DEFAULT_CHUNKING: Chunking = { maxTokens: 800, overlapTokens: 400 };

/** A vector store that was made through the API, without what its files say of it. */
export interface StoreRow {
  /** `vs_…`. */
  readonly id: string;
  readonly name: string;
  readonly description: string;
  readonly metadata: Readonly<Record<string, string>>;
  /** It expires so many days after it was last used; null: never. */
  readonly expiresAfterDays: number | null;
  /** Milliseconds since 1970. */
  readonly createdAt: number;
  readonly lastActiveAt: number;
  /** Once expired it stays so: its files are gone. */
  readonly expired: boolean;
}

export type StoreFileStatus = 'in_progress' | 'completed' | 'failed' | 'cancelled';
export type FileCounts = Readonly<Record<StoreFileStatus, number>>;

/** A vector store as it is now. */
export interface StoreInfo extends StoreRow {
  readonly status: 'in_progress' | 'completed' | 'expired';
  readonly counts: FileCounts;
  /** What its files take, in bytes. */
  readonly bytes: number;
}

/** An uploaded file in a vector store. */
export interface StoreFileRow {
  readonly storeId: string;
  readonly fileId: string;
  readonly status: StoreFileStatus;
  /** Why it failed. */
  readonly error: { readonly code: 'server_error' | 'unsupported_file' | 'invalid_file'; readonly message: string } | null;
  readonly attributes: Attributes;
  readonly chunking: Chunking;
  /** What it takes in the store, in bytes; 0 until it is read. */
  readonly bytes: number;
  /** Milliseconds since 1970. */
  readonly createdAt: number;
}

/** Files that were put into a store together. */
export interface FileBatchRow {
  /** `vsfb_…`. */
  readonly id: string;
  readonly storeId: string;
  readonly fileIds: readonly string[];
  /** Milliseconds since 1970. */
  readonly createdAt: number;
  readonly cancelled: boolean;
}

/** A batch as it is now. */
export interface FileBatchInfo extends FileBatchRow {
  readonly status: 'in_progress' | 'completed' | 'cancelled';
  readonly counts: FileCounts;
}
