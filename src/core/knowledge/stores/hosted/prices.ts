import { DEFAULT_CHUNKING } from '../../../types/vectorStore.ts';

/** OpenAI's price for what vector stores take, in US dollars a day, and what is free of it in all of a project's stores together. */
const DOLLARS_PER_GB_DAY = 0.1;
const GB = 1_000_000_000;
const FREE_BYTES = GB;
/** A chunk's vector at OpenAI: 256 numbers. In bytes. */
const VECTOR_BYTES = 1_024;
/** See {@link DEFAULT_CHUNKING}. */
const BYTES_PER_TOKEN = 4;

/** What a text takes in a store at OpenAI: its chunks, which overlap, and their vectors. @param textBytes in UTF-8 */
export function storedBytes(textBytes: number): number {
  const size = DEFAULT_CHUNKING.maxTokens * BYTES_PER_TOKEN;
  const step = size - DEFAULT_CHUNKING.overlapTokens * BYTES_PER_TOKEN;
  const chunks = Math.max(1, Math.ceil((textBytes - (size - step)) / step));
  return textBytes + (chunks - 1) * (size - step) + chunks * VECTOR_BYTES;
}

/** What a day costs, in US dollars, of so much more in a project that has so much. @param usedBytes null where that is not known: as if all that is free were used */
export function pricePerDay(bytes: number, usedBytes: number | null): number {
  const paid = (all: number) => (Math.max(all - FREE_BYTES, 0) / GB) * DOLLARS_PER_GB_DAY;
  return usedBytes === null ? (bytes / GB) * DOLLARS_PER_GB_DAY : paid(usedBytes + bytes) - paid(usedBytes);
}
