import * as z from 'zod';
import { DEFAULT_CHUNKING, type Chunking, type FileCounts, type StoreFileRow } from '../../core/types/vectorStore.ts';
import { pairs, text } from '../request/metadata.ts';
import { seconds } from '../wire/time.ts';

/** Fields that the routes of vector stores, of their files and of batches share. */

export const attributes = pairs(z.union([text, z.number(), z.boolean()]));

export const chunkingStrategy = z
  .discriminatedUnion('type', [
    z.strictObject({ type: z.literal('auto') }),
    z.strictObject({
      type: z.literal('static'),
      static: z
        .strictObject({ max_chunk_size_tokens: z.int().min(100).max(4_096), chunk_overlap_tokens: z.int().min(0) })
        .refine((size) => size.chunk_overlap_tokens <= size.max_chunk_size_tokens / 2, {
          path: ['chunk_overlap_tokens'],
          message: 'expected at most half of max_chunk_size_tokens.',
        }),
    }),
  ])
  .transform(
    (strategy): Chunking =>
      strategy.type === 'auto'
        ? DEFAULT_CHUNKING
        : { maxTokens: strategy.static.max_chunk_size_tokens, overlapTokens: strategy.static.chunk_overlap_tokens },
  );

/** … and where none is named, the usual one. */
export const chunking = chunkingStrategy.nullish().transform((given) => given ?? DEFAULT_CHUNKING);

/** A file on its way into a store. */
export const newStoreFile = z
  .strictObject({ file_id: z.string(), attributes: attributes.default({}), chunking_strategy: chunking })
  .transform(({ file_id, attributes, chunking_strategy }) => ({ fileId: file_id, attributes, chunking: chunking_strategy }));

export function fileCounts({ in_progress, completed, failed, cancelled }: FileCounts) {
  return { in_progress, completed, failed, cancelled, total: in_progress + completed + failed + cancelled };
}

export function storeFileObject({ storeId, fileId, status, error, attributes, chunking, bytes, createdAt }: StoreFileRow) {
  return {
    id: fileId,
    object: 'vector_store.file',
    created_at: seconds(createdAt),
    vector_store_id: storeId,
    status,
    last_error: error,
    usage_bytes: bytes,
    attributes,
    chunking_strategy: {
      type: 'static',
      static: { max_chunk_size_tokens: chunking.maxTokens, chunk_overlap_tokens: chunking.overlapTokens },
    },
  };
}
