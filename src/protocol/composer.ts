import type { Call } from '../rpc.ts';

/** What a chip above the question stands for. */
export type ChipKind = 'file' | 'folder' | 'symbol' | 'selection' | 'problems' | 'changes' | 'store' | 'thread' | 'image' | 'text';

/** Something that goes along with the question, or might. */
export interface Chip {
  readonly id: string;
  readonly kind: ChipKind;
  readonly label: string;
  /** Where it is, or what it is: a path with its lines, a number of files. */
  readonly detail: string;
  /** About how many tokens the model reads of it; null while that is not known, and where nothing is read with the question. */
  readonly tokens: number | null;
  /** How it goes along where one would expect another way; '' else. */
  readonly note: string;
}

/** What opens the list of suggestions: an `@` for what goes along, a `/` for what is done or asked. */
export type Mark = '@' | '/';

/** What can be taken, as the list below a mark offers it. */
export interface Suggestion {
  readonly id: string;
  readonly kind: ChipKind | 'browse' | 'command' | 'prompt';
  readonly label: string;
  readonly detail: string;
}

/** A question that waits for its turn. */
export interface QueuedQuestion {
  readonly id: string;
  readonly text: string;
  readonly chips: readonly Chip[];
}

/** What the questions of a thread wait for: the answer under way, one that another window gives, or the user, after a failure or a stop. */
export type QueueWait = 'answer' | 'elsewhere' | 'user';

/** About how many tokens the next request has, by what they are, and how many the model reads. */
export interface Meter {
  /** Null where nobody knows. */
  readonly window: number | null;
  readonly instructions: number;
  readonly tools: number;
  readonly thread: number;
  readonly context: number;
}

/** What stands in and around the question's field. */
export interface ComposerState {
  /** What was typed and not sent, of the thread that is shown. */
  readonly draft: string;
  readonly chips: readonly Chip[];
  /** What is in front in the editor, and is taken along only when the user says so. */
  readonly offer: Chip | null;
  readonly queue: readonly QueuedQuestion[];
  readonly waitsFor: QueueWait;
  /** Null where no language model answers, and until it was counted. */
  readonly meter: Meter | null;
}

export const EMPTY_COMPOSER: ComposerState = { draft: '', chips: [], offer: null, queue: [], waitsFor: 'answer', meter: null };

/** What comes into the field by paste and drop. */
export type Received =
  | { readonly kind: 'text'; readonly text: string }
  | { readonly kind: 'uris'; readonly uris: readonly string[] }
  /** Bytes in Base64. */
  | { readonly kind: 'file'; readonly name: string; readonly mime: string; readonly bytes: string };

export type ComposerRequests = {
  /** Asks, or puts the question at the end of the queue where the thread is being answered. */
  readonly ask: Call<{ readonly text: string }, null>;
  readonly keepDraft: Call<{ readonly text: string }, null>;
  /** The questions asked here last, the newest first. */
  readonly recall: Call<null, readonly string[]>;
  /** What fits what is typed after a mark. */
  readonly suggest: Call<{ readonly mark: Mark; readonly text: string }, readonly Suggestion[]>;
  /** Takes what was suggested. Its answer is what is to stand in the field in place of what was typed. */
  readonly add: Call<{ readonly id: string }, string>;
  readonly takeOffer: Call<null, null>;
  readonly receive: Call<Received, null>;
  readonly removeChip: Call<{ readonly id: string }, null>;
  readonly editQueued: Call<{ readonly id: string; readonly text: string }, null>;
  readonly removeQueued: Call<{ readonly id: string }, null>;
  /** Asks the first of the queue now. */
  readonly sendQueued: Call<null, null>;
};
