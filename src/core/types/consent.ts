/** What the user is asked before it happens. */
export type ConsentSubject =
  /** Code that would run without a sandbox. */
  | { readonly kind: 'code'; readonly code: string; readonly reason: string }
  /** A tool with side effects. */
  | { readonly kind: 'tool'; readonly name: string; readonly arguments: string }
  /** The first sending of workspace content to a model that is not on this machine. */
  | { readonly kind: 'send'; readonly host: string; readonly what: string; readonly extent: Extent };

/** How much `what` is, whatever the language it is said in: questions with what is found for them, attached files as well, or what scripts ask of the host. */
export type Extent = 'questions' | 'files' | 'passedOn';

export type ConsentAnswer = 'once' | 'always' | 'deny';

/** A question to the user, shown as an item where the work is shown and answered there. */
export interface Consent {
  readonly id: string;
  readonly threadId: string;
  readonly runId: string;
  readonly subject: ConsentSubject;
  /** Null while the question is open. */
  readonly answer: ConsentAnswer | null;
}
