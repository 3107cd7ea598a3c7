import type { Advice } from '../types/advice.ts';
import type { Assistant } from '../types/assistant.ts';
import type { NumberedPassage, Passage } from '../types/citation.ts';
import type { ConsentSubject } from '../types/consent.ts';
import type { CallBody, DataFile, MadeFile } from '../types/item.ts';
import type { Output } from '../types/output.ts';
import type { Thread } from '../types/thread.ts';
import type { ToolDefinition } from '../types/tool.ts';

/** The run in which something happens. */
export interface RunScope {
  /** Waits for what may take long, and says so meanwhile. @param what as `Waiting.message` */
  waitFor<T>(work: Promise<T>, what: string): Promise<T>;
  /** Has `give` called when the run has ended or pauses. */
  atEnd(give: () => void): void;
}

/** What a tool is given besides its arguments. */
export interface ToolContext extends RunScope {
  readonly thread: Thread;
  readonly assistant: Assistant;
  /** What code finds in `/mnt/data`. */
  readonly files: readonly DataFile[];
  readonly signal: AbortSignal;
  readonly advice: Advice;
  /** Who makes the call: a language model, whatever it writes, Docent's own policy, or the user, who has a call made again. */
  readonly caller: 'model' | 'docent' | 'user';
  /** Those of the thread, by the numbers that the model knows them by. */
  passages(): readonly NumberedPassage[];
  /** Tokens that the next request has room for in what this call brings; null where nobody knows. */
  room(): Promise<number | null>;
  /** Shows something that running code gave back, at once. */
  output(output: Output): void;
  /** Asks the user; false where the answer is no. */
  consent(subject: ConsentSubject): Promise<boolean>;
}

/** What a call brings for the model, by the kind of item it is. */
export type ToolResult =
  /** `note` as in a `FileSearchCall`. */
  | { readonly type: 'passages'; readonly passages: readonly Passage[]; readonly note?: string }
  /** All of it has been shown through {@link ToolContext.output}; `made` as in a `CodeInterpreterCall`. */
  | { readonly type: 'outputs'; readonly made?: readonly MadeFile[] }
  | { readonly type: 'text'; readonly text: string };

/** Something a model can do. */
export interface Tool {
  readonly definition: ToolDefinition;
  /** The item that a call of it is. */
  readonly itemType: CallBody['type'];
  /** Whether the user is asked before each call. */
  readonly sideEffects: boolean;
  /**
   * `args` are the arguments as the model gave them, parsed but not checked. Throws a DocentError whose sentence the model is
   * told. Null where the tool is the caller's own: the run waits for what the caller says it gave.
   */
  readonly run: ((args: unknown, context: ToolContext) => Promise<ToolResult>) | null;
}

/** A function of the caller's own as a tool. */
export function callersTool(definition: ToolDefinition): Tool {
  return { definition, itemType: 'function_call', sideEffects: false, run: null };
}

/** A text argument of a call, or null where the model left it out or sent something else. */
export function textArgument(args: unknown, name: string): string | null {
  const value = typeof args === 'object' && args !== null ? (args as Record<string, unknown>)[name] : null;
  return typeof value === 'string' && value.trim() !== '' ? value : null;
}
