import type { ResponseFormat } from './options.ts';
import type { ToolDefinition } from './tool.ts';
import type { Filter } from './vectorStore.ts';

/** What an assistant may use. */
export type AssistantTool =
  | {
      readonly type: 'file_search';
      /** Passages that a search brings, 1 to 50; null: as many as small models take. */
      readonly maxResults: number | null;
      /** Passages below it are left out, 0 to 1; null: none is. */
      readonly scoreThreshold: number | null;
      /** Only files whose attributes pass it; left out: all. */
      readonly filter?: Filter;
    }
  /** `container`: the one in which code runs, by its id; left out: the thread's own place. */
  | { readonly type: 'code_interpreter'; readonly container?: string }
  /** A tool of the editor's, by its name there. */
  | { readonly type: 'editor'; readonly name: string }
  /** A function of the caller's own: the run waits for its output. */
  | { readonly type: 'function'; readonly definition: ToolDefinition };

/** The material that tools work on. */
export interface ToolResources {
  /** Ids of uploaded files that code finds in `/mnt/data`. */
  readonly codeInterpreterFiles: readonly string[];
  /** Ids of vector stores, or `workspace` for the one of the thread's workspace. */
  readonly vectorStores: readonly string[];
}

export const NO_RESOURCES: ToolResources = { codeInterpreterFiles: [], vectorStores: [] };

/** Who answers: instructions, a model and tools. A run keeps a copy of the assistant it ran. */
export interface Assistant {
  readonly id: string;
  readonly name: string;
  readonly description: string;
  readonly instructions: string;
  /** A model's id, or null for the one chosen in the settings. */
  readonly model: string | null;
  /** Sent only where set: reasoning models refuse these two. */
  readonly temperature: number | null;
  readonly topP: number | null;
  readonly reasoningEffort: string | null;
  readonly responseFormat: ResponseFormat;
  readonly tools: readonly AssistantTool[];
  readonly toolResources: ToolResources;
  readonly metadata: Readonly<Record<string, string>>;
  /** Questions that its users are offered; left out by who knows of none. */
  readonly suggestions?: readonly string[];
  /** Milliseconds since 1970. */
  readonly createdAt: number;
}

/** What the Assistants API takes, so that what works here works there: characters, entries. */
export const LIMITS = {
  name: 256,
  description: 512,
  instructions: 256_000,
  tools: 128,
  metadata: { entries: 16, key: 64, value: 512 },
} as const;

/** An assistant's fields where nothing is said of them. */
export const PLAIN_ASSISTANT: Omit<Assistant, 'id' | 'createdAt'> = {
  name: '',
  description: '',
  instructions: '',
  model: null,
  temperature: null,
  topP: null,
  reasoningEffort: null,
  responseFormat: { type: 'text' },
  tools: [],
  toolResources: NO_RESOURCES,
  metadata: {},
  suggestions: [],
};

/** The container in which an assistant's code runs; null: in the thread's own place. */
export function containerOf({ tools }: Pick<Assistant, 'tools'>): string | null {
  return tools.find((tool) => tool.type === 'code_interpreter')?.container ?? null;
}
