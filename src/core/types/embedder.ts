/** What a text is embedded for: many models want to be told. */
export type EmbeddingPurpose = 'passage' | 'question';

export interface Embedded {
  /** One for each text, in their order; all of one length, which is the model's. */
  readonly vectors: readonly Float32Array[];
  /** As the server counts what it has read; null where it does not say. */
  readonly tokens: number | null;
}

/** A model that turns texts into vectors: what means the same lies near together. */
export interface Embedder {
  /** `<server>/<model>` */
  readonly id: string;
  /** What its vectors are kept under: where the server is, and its name for the model. */
  readonly key: string;
  /**
   * @param texts none of them blank; of one that is longer than the model reads, its beginning counts
   * @throws DocentError with the one sentence for what went wrong, `AbortError` where `signal` was aborted
   */
  embed(texts: readonly string[], purpose: EmbeddingPurpose, signal: AbortSignal): Promise<Embedded>;
}
