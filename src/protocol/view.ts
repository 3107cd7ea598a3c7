import type { Citation } from '../core/types/citation.ts';
import type { ConsentAnswer } from '../core/types/consent.ts';
import type { DataState } from '../core/types/dataState.ts';
import type { Action, ErrorInfo } from '../core/types/errors.ts';
import type { RunEvent } from '../core/types/events.ts';
import type { StoredFile, Table } from '../core/types/output.ts';
import type { ThreadWindow } from '../core/types/reducer.ts';
import type { Call } from '../rpc.ts';
import type { Mention, MentionLink } from './mentions.ts';
import type { CellRequests } from './cells.ts';
import type { ComposerRequests, ComposerState } from './composer.ts';
import type { ThreadContext, TurnRequests } from './turns.ts';

/** What is said about the index; the status bar says the same. */
export type IndexState =
  | { readonly kind: 'noFolder' }
  | { readonly kind: 'untrusted' }
  | { readonly kind: 'empty' }
  | { readonly kind: 'working'; readonly done: number; readonly total: number }
  /** Stopped before all files were read; what was read is there. */
  | { readonly kind: 'partial'; readonly files: number }
  | { readonly kind: 'ready'; readonly files: number; readonly leftOut: number }
  /** What it held is lost with its file. */
  | { readonly kind: 'damaged' }
  | { readonly kind: 'failed'; readonly message: string };

/** How far Docent is with making a damaged index anew; null where there is nothing to tell, or the user has read it. */
export type Rebuild = 'running' | 'done' | null;

/** Which place the view is: the chat in the side bar, or an analysis in an editor tab. */
export type ViewKind = 'chat' | 'analysis';

/** What a view shows, with the thread's end; sent when it is ready and when another thread is shown. */
export interface ViewState extends ThreadWindow, ThreadContext, ViewContext {
  readonly kind: ViewKind;
}

/** What is shown around the items; sent alone whenever it changes, since it changes often while the thread may be long. */
export interface ViewContext {
  readonly thread: { readonly id: string; readonly title: string } | null;
  /** Who answers the next question; `error` says why nobody can. */
  readonly assistant: {
    readonly name: string;
    readonly error: string | null;
    /** Questions that it offers; they are asked with a click and never by themselves. */
    readonly suggestions: readonly string[];
  };
  /** The names of the assistants that answered, by run; runs of Docent's own are left out. */
  readonly authors: Readonly<Record<string, string>>;
  readonly model: {
    readonly label: string;
    readonly isLanguageModel: boolean;
    readonly host: string | null;
    /** Where it is chosen. */
    readonly setBy: 'settings' | 'assistant';
  };
  /** Where Docent runs, in words that follow “on”: `this machine`, or the host of a remote window. */
  readonly place: string;
  /** Who gets what is searched for: the service whose vector store is searched in place of the index here, or an embedding model elsewhere; null for nobody. */
  readonly searchedAt: string | null;
  readonly index: IndexState;
  readonly rebuild: Rebuild;
  /** One line on how code runs here: `Python 3.11.7, sandboxed`, or why not. */
  readonly interpreter: string;
  /** Why no code can run here; null where it can. */
  readonly pythonProblem: ErrorInfo | null;
  /** What stands in and around the question's field. */
  readonly composer: ComposerState;
  /** Web address below which the data directory's `files/` can be read. */
  readonly filesUri: string;
}

/** What the editor answers. */
export interface HostContract {
  readonly requests: ComposerRequests & TurnRequests & CellRequests & {
    /**
     * The handshake: the view can be spoken to now. All it shows comes as the event `state` before the answer, so that
     * nothing which happens in a run can slip in between.
     */
    readonly ready: Call<null, null>;
    /** One of the questions that the welcome offers: it works before anything is set up. */
    readonly askSample: Call<{ readonly text: string }, null>;
    readonly stop: Call<null, null>;
    readonly answerConsent: Call<{ readonly id: string; readonly answer: ConsentAnswer }, null>;
    /** The requests of a run, as they were sent, in an editor. */
    readonly showSent: Call<{ readonly runId: string }, null>;
    readonly openCitation: Call<Citation, null>;
    /** Of each whether it is in the workspace. */
    readonly findMentions: Call<{ readonly mentions: readonly Mention[] }, readonly boolean[]>;
    readonly openMention: Call<MentionLink, null>;
    readonly openImage: Call<StoredFile, null>;
    /** A drawn chart, or what it is drawn from. */
    readonly saveChart: Call<{ readonly name: string; readonly content: string; readonly encoding: 'utf8' | 'base64' }, null>;
    readonly saveFile: Call<StoredFile, null>;
    readonly saveTable: Call<Table, null>;
    /** The rows of a table in an editor of their own. */
    readonly openTable: Call<Table, null>;
    /** Code of an answer into a new untitled editor. */
    readonly openCode: Call<{ readonly code: string; readonly language: string }, null>;
    readonly act: Call<Action, null>;
    /** The user has read that the index was made anew. */
    readonly dismissRebuild: Call<null, null>;
    /** An analysis goes on as a conversation in the chat. */
    readonly continueInChat: Call<null, null>;
  };
  readonly events: Readonly<Record<never, never>>;
}

/** What is to be looked for in a thread. */
export interface Sought {
  readonly threadId: string;
  /** Empty where the user is to type it. */
  readonly text: string;
}

/** What happened in the runs of a thread since the last patch, in its order. */
export interface Patch {
  readonly threadId: string;
  readonly events: readonly RunEvent[];
}

/** What the view is told. */
export interface ViewContract {
  readonly requests: Readonly<Record<never, never>>;
  readonly events: {
    /** Whether there is anything to show; the state comes as soon as the data is open. */
    readonly data: DataState;
    readonly state: ViewState;
    readonly context: ViewContext;
    /** A lone event is one of the thread that is shown. */
    readonly run: Patch | RunEvent;
    /** Puts the cursor into the question's field, with this text in it. */
    readonly focus: { readonly text: string };
    /** Opens a question, to be asked otherwise. */
    readonly edit: { readonly itemId: string };
    /** Opens the field for what is looked for in the thread, with this text in it. */
    readonly find: Sought;
  };
}
