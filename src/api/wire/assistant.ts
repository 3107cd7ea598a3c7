import type { OpenAI } from 'openai';
import type { Assistant, AssistantTool, ToolResources } from '../../core/types/assistant.ts';
import type { ResponseFormat, ToolChoice } from '../../core/types/options.ts';
import type { Thread } from '../../core/types/thread.ts';
import { seconds } from './time.ts';

type WireTool = OpenAI.Beta.AssistantTool;

/** The one ranker that there is, by the name that the API gave it. */
const RANKER = 'default_2024_08_21';

export function toAssistant(assistant: Assistant, model: string): OpenAI.Beta.Assistant {
  return {
    id: assistant.id,
    object: 'assistant',
    created_at: seconds(assistant.createdAt),
    name: assistant.name || null,
    description: assistant.description || null,
    model,
    instructions: assistant.instructions || null,
    tools: toTools(assistant.tools),
    tool_resources: toResources(assistant.toolResources),
    metadata: { ...assistant.metadata },
    temperature: assistant.temperature ?? 1,
    top_p: assistant.topP ?? 1,
    response_format: toResponseFormat(assistant.responseFormat),
  };
}

export function toThread(thread: Thread): OpenAI.Beta.Thread {
  return {
    id: thread.id,
    object: 'thread',
    created_at: seconds(thread.createdAt),
    tool_resources: toResources(thread.toolResources),
    metadata: { ...thread.metadata },
  };
}

/** Without the editor's tools, which no client could name. */
export function toTools(tools: readonly AssistantTool[]): WireTool[] {
  return tools.flatMap((tool): WireTool[] => {
    switch (tool.type) {
      case 'code_interpreter':
        return [{ type: 'code_interpreter' }];
      case 'file_search': {
        const ranking_options = rankingOptions(tool.scoreThreshold);
        return [{ type: 'file_search', file_search: { ...(tool.maxResults !== null && { max_num_results: tool.maxResults }), ranking_options } }];
      }
      case 'function': {
        const { name, description, parameters, strict } = tool.definition;
        return [{ type: 'function', function: { name, description, parameters: { ...parameters }, strict: strict ?? false } }];
      }
      case 'editor':
        return [];
    }
  });
}

export function rankingOptions(scoreThreshold: number | null) {
  return { ranker: RANKER, score_threshold: scoreThreshold ?? 0 } as const;
}

/** A workspace is no vector store that a client could read. */
function toResources({ codeInterpreterFiles, vectorStores }: ToolResources): NonNullable<OpenAI.Beta.Thread['tool_resources']> {
  const stores = vectorStores.filter((id) => id.startsWith('vs_'));
  return {
    ...(codeInterpreterFiles.length > 0 && { code_interpreter: { file_ids: [...codeInterpreterFiles] } }),
    ...(stores.length > 0 && { file_search: { vector_store_ids: stores } }),
  };
}

export function toToolChoice(choice: ToolChoice): OpenAI.Beta.Threads.AssistantToolChoiceOption {
  if (typeof choice === 'string') return choice;
  const { name } = choice;
  return name === 'file_search' || name === 'code_interpreter' ? { type: name } : { type: 'function', function: { name } };
}

export function toResponseFormat(format: ResponseFormat): OpenAI.Beta.Threads.AssistantResponseFormatOption {
  switch (format.type) {
    case 'text':
      return 'auto';
    case 'json_object':
      return { type: 'json_object' };
    case 'json_schema': {
      const { name, description, schema, strict } = format;
      const json_schema = { name, schema: { ...schema }, ...(description !== null && { description }), ...(strict !== null && { strict }) };
      return { type: 'json_schema', json_schema };
    }
  }
}
