import { withoutSecrets } from '../text/secrets/secrets.ts';
import type { Embedder } from '../types/embedder.ts';
import type { Log } from '../types/log.ts';
import type { LocalStore } from './localStore.ts';
import type { EmbedOptions, EmbedReport, QuestionVector } from './vectorStore.ts';

/** Texts of one request: a server on this machine answers within seconds, and what is lost when it is stopped is little. */
const BATCH = 32;
/** A search waits no longer for its question's vector. In milliseconds. */
const WAIT_MS = 1_500;
/** A model that has to be loaded first is there for the next question. In milliseconds. */
const GIVE_UP_MS = 60_000;
/** After a failure searches do without for so long. In milliseconds. */
const PAUSE_MS = 30_000;

/** Gives a store's texts their vectors, batch by batch; each batch is kept at once, so that it goes on where it was stopped. */
export async function embedTexts(store: Pick<LocalStore, 'unembedded' | 'texts' | 'keepVectors'>, embedder: Embedder, { signal, onProgress }: EmbedOptions): Promise<EmbedReport> {
  const { chunks } = await store.unembedded(embedder.key);
  let report: EmbedReport = { texts: 0, tokens: 0 };
  for (let from = 0; from < chunks.length; from += BATCH) {
    signal.throwIfAborted();
    const texts = await store.texts(chunks.slice(from, from + BATCH));
    if (texts.length === 0) continue;
    const { vectors, tokens } = await embedder.embed(texts.map(({ text }) => text), 'passage', signal);
    await store.keepVectors(embedder.key, texts.flatMap(({ hash }, index) => ({ hash, vector: vectors[index] ?? new Float32Array(0) })));
    report = { texts: report.texts + texts.length, tokens: report.tokens + (tokens ?? 0) };
    onProgress?.({ done: Math.min(from + BATCH, chunks.length), total: chunks.length, tokens: tokens ?? 0 });
  }
  return report;
}

/** Gives a question's vector; null where it does not come soon: then the search goes on by words alone. */
export type EmbedQuestion = (query: string) => Promise<QuestionVector | null>;

/** @param embedder the model by which the stores' texts have their vectors; null where there is none */
export function createEmbedQuestion(embedder: () => Embedder | null, log: Log, waitMs = WAIT_MS): EmbedQuestion {
  let pausedUntil = 0;
  return async (query) => {
    const asked = embedder();
    if (!asked || Date.now() < pausedUntil || !query.trim()) return null;
    const answer = asked.embed([withoutSecrets(query)], 'question', AbortSignal.timeout(GIVE_UP_MS)).then(
      ({ vectors: [vector] }): QuestionVector | null => (vector ? { key: asked.key, vector } : null),
      (error: unknown) => {
        pausedUntil = Date.now() + PAUSE_MS;
        log.warn(`Searches go on by words alone for a while: ${error instanceof Error ? error.message : String(error)}`);
        return null;
      },
    );
    let timer: NodeJS.Timeout | undefined;
    const late = new Promise<null>((resolve) => (timer = setTimeout(() => resolve(null), waitMs)));
    return Promise.race([answer, late]).finally(() => clearTimeout(timer));
  };
}
