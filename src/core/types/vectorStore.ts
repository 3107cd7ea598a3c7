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
