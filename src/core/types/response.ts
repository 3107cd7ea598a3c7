/** An answer that a script asked for by itself: one run on a thread, with what came with it. */
export interface KeptResponse {
  /** `resp_…`. */
  readonly id: string;
  readonly runId: string;
  readonly threadId: string;
  /** Ids of the items that came with it, in order. */
  readonly input: readonly string[];
  /** Whether its thread is a conversation, to which others add as well. */
  readonly inConversation: boolean;
  /** As it was asked for, in the words of its front. */
  readonly asked: Readonly<Record<string, unknown>>;
  /** Milliseconds since 1970. */
  readonly createdAt: number;
}
