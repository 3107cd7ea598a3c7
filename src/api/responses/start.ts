import type { StartRun } from '../../core/runs/runs.ts';
import { NO_RESOURCES, PLAIN_ASSISTANT } from '../../core/types/assistant.ts';
import type { RunOptions } from '../../core/types/options.ts';
import { ApiError, badRequest } from '../errors.ts';
import type { ApiParts } from '../parts.ts';
import { toFormat, type GivenResponse } from './createFields.ts';
import { chosen, toTool } from './toolFields.ts';

/** What is asked with, before it is known where and of what. */
export type Asking = Pick<StartRun, 'assistant'> & { readonly options: RunOptions };

type Given = Pick<GivenResponse, 'model' | 'instructions' | 'tools' | 'tool_choice' | 'parallel_tool_calls' | 'reasoning' | 'text' | 'truncation'> &
  Partial<Pick<GivenResponse, 'max_output_tokens' | 'max_tool_calls' | 'temperature' | 'top_p' | 'prompt_cache_key'>>;

/**
 * A response as a run: the assistant is one that is made for it.
 * @param container the one in which its code runs; null where none does
 * @throws ApiError
 */
export function askingOf(parts: Pick<ApiParts, 'modelId'>, given: Given, threadId: string, container: string | null): Asking {
  const choice = given.tool_choice ?? 'auto';
  const all = given.tools ?? [];
  if (choice === 'required' && all.length === 0) throw badRequest("Invalid 'tool_choice': there are no tools.", { param: 'tool_choice', code: 'invalid_value' });
  const { tools, choice: toolChoice } = chosen(all, choice, (name) => {
    return badRequest(`Tool choice '${name}' not found in 'tools' parameter.`, { param: 'tool_choice', code: 'invalid_value' });
  });
  const vectorStores = tools.flatMap((tool) => (tool.type === 'file_search' ? tool.vector_store_ids : []));
  const verbosity = given.text?.verbosity;
  return {
    assistant: {
      ...PLAIN_ASSISTANT,
      // The provider's cache goes by it.
      id: given.prompt_cache_key ?? threadId,
      createdAt: Date.now(),
      model: parts.modelId(given.model ?? null),
      instructions: given.instructions ?? '',
      temperature: given.temperature ?? null,
      topP: given.top_p ?? null,
      reasoningEffort: given.reasoning?.effort ?? null,
      responseFormat: toFormat(given.text?.format),
      tools: tools.map((tool) => toTool(tool, container)),
      toolResources: { ...NO_RESOURCES, vectorStores },
    },
    options: {
      toolChoice,
      parallelToolCalls: given.parallel_tool_calls ?? true,
      maxPromptTokens: null,
      maxCompletionTokens: given.max_output_tokens ?? null,
      lastMessages: null,
      atFunctions: 'end',
      ...(given.max_tool_calls && { maxToolCalls: given.max_tool_calls }),
      ...(given.truncation === 'disabled' && { fit: 'whole' }),
      ...(verbosity && { verbosity }),
    },
  };
}

/** @throws ApiError 404 where a store is missing that is to be searched */
export async function checkStores({ docent }: Pick<ApiParts, 'docent'>, tools: GivenResponse['tools']): Promise<void> {
  for (const tool of tools ?? []) {
    if (tool.type !== 'file_search') continue;
    for (const id of tool.vector_store_ids) {
      if (!(await docent.vectorStores.get(id))) throw new ApiError(404, `Vector store with id '${id}' not found.`, { param: 'tools' });
    }
  }
}
