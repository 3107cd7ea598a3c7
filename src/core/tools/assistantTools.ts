import { missingTool } from './missingTool.ts';
import { callersTool, type Tool } from './tool.ts';
import type { Assistant, AssistantTool } from '../types/assistant.ts';

export interface AssistantToolsParts {
  readonly fileSearch: Tool;
  /** Made for one run. */
  codeInterpreter(): Tool;
  /** Null where the editor has no tool of that name. */
  editorTool(name: string): Tool | null;
}

/** What an assistant may use, made for one run. */
export type AssistantTools = (assistant: Assistant) => readonly Tool[];

export function createAssistantTools({ fileSearch, codeInterpreter, editorTool }: AssistantToolsParts): AssistantTools {
  const toolOf = (tool: AssistantTool): Tool => {
    switch (tool.type) {
      case 'file_search':
        return fileSearch;
      case 'code_interpreter':
        return codeInterpreter();
      case 'function':
        return callersTool(tool.definition);
      case 'editor':
        return editorTool(tool.name) ?? missingTool(tool.name);
    }
  };
  return ({ tools }) => tools.map(toolOf);
}
