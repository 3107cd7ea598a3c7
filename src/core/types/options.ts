/** What an answer has to be; `text` is anything. */
export type ResponseFormat =
  | { readonly type: 'text' }
  | { readonly type: 'json_object' }
  | {
      readonly type: 'json_schema';
      readonly name: string;
      readonly description: string | null;
      readonly schema: Readonly<Record<string, unknown>>;
      readonly strict: boolean | null;
    };

/** Whether tools are called: as the model sees fit, not at all, at least one, or this one. */
export type ToolChoice = 'auto' | 'none' | 'required' | { readonly name: string };

/** How a model is to answer; null: as its provider has it. What a provider does not take is left out. */
export interface ModelOptions {
  readonly temperature: number | null;
  readonly topP: number | null;
  /** `none`, `minimal`, `low`, `medium`, `high`, …: each model has its own. */
  readonly reasoningEffort: string | null;
  readonly responseFormat: ResponseFormat;
  readonly toolChoice: ToolChoice;
  /** Whether several tools may be called at once. */
  readonly parallelToolCalls: boolean;
  /** Tokens that the answer may have, reasoning included. */
  readonly maxOutputTokens: number | null;
  /** How much is said; left out: as the model has it. */
  readonly verbosity?: Verbosity;
}

export type Verbosity = 'low' | 'medium' | 'high';

export const DEFAULT_OPTIONS: ModelOptions = {
  temperature: null,
  topP: null,
  reasoningEffort: null,
  responseFormat: { type: 'text' },
  toolChoice: 'auto',
  parallelToolCalls: true,
  maxOutputTokens: null,
};

/** How one run is to go; what holds for all of an assistant's runs is the assistant's. */
export interface RunOptions {
  /** Holds for the first turn; a forced call at each turn would never let the run end. */
  readonly toolChoice: ToolChoice;
  readonly parallelToolCalls: boolean;
  /** Limits over all turns of the run, in tokens. */
  readonly maxPromptTokens: number | null;
  readonly maxCompletionTokens: number | null;
  /** The model reads only so many of the thread's newest messages; null: as many as fit. */
  readonly lastMessages: number | null;
  /** The run ends when the model calls its caller's functions, and another one goes on from what they gave; left out: it waits. */
  readonly atFunctions?: 'end';
  /** Calls of tools that Docent runs, in the whole run; a further one is not made. Left out: as many as the model likes. */
  readonly maxToolCalls?: number;
  /** The run fails where its model reads less than the whole thread; left out: it is made to fit. */
  readonly fit?: 'whole';
  readonly verbosity?: Verbosity;
}

export const DEFAULT_RUN_OPTIONS: RunOptions = {
  toolChoice: 'auto',
  parallelToolCalls: true,
  maxPromptTokens: null,
  maxCompletionTokens: null,
  lastMessages: null,
};
