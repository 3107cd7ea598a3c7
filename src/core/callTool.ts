import type { Prepare } from './prepare.ts';
import type { AssistantTools } from './tools/assistantTools.ts';
import type { RunScope, ToolContext, ToolResult } from './tools/tool.ts';

/** What a tool is given that is called by itself; what is left out is none. */
export interface ToolCall extends Pick<ToolContext, 'assistant' | 'thread' | 'signal' | 'advice'>, Partial<Pick<ToolContext, 'files' | 'output' | 'consent' | 'waitFor'>> {
  readonly name: string;
  /** As whoever calls gave them, parsed but not checked. */
  readonly args: unknown;
}

/**
 * Calls a tool of an assistant by itself, outside of any run, once what it may search is ready. Another program's model calls, so nothing is
 * known of the room that it has.
 * @throws DocentError as the tool does; AbortError where `signal` ended it
 */
export type CallTool = (call: ToolCall) => Promise<ToolResult>;

export function createCallTool(tools: AssistantTools, prepare: Prepare): CallTool {
  return async ({ name, args, ...context }) => {
    const { assistant, thread, signal } = context;
    const tool = tools(assistant).find(({ definition }) => definition.name === name);
    if (!tool?.run) throw new Error(`There is no tool ${name}.`);
    const toGive: (() => void)[] = [];
    const scope: RunScope = { waitFor: context.waitFor ?? ((work) => work), atEnd: (give) => toGive.push(give) };
    try {
      if (tool.itemType === 'file_search_call') await prepare(assistant, thread, signal, scope);
      return await tool.run(args, {
        files: [],
        output: () => undefined,
        consent: async () => false,
        ...context,
        ...scope,
        caller: 'model',
        room: async () => null,
        passages: () => [],
      });
    } finally {
      for (const give of toGive) give();
    }
  };
}
