import type { InterpreterState } from '../interpreter/interpreter.ts';
import { missingTool } from './missingTool.ts';
import { callersTool, type Tool } from './tool.ts';
import type { Assistant, AssistantTool } from '../types/assistant.ts';

export interface AssistantToolsParts {
  readonly fileSearch: Tool;
  /** Made for one run. */
  codeInterpreter(python: InterpreterState | null): Tool;
  /** Null where the editor has no tool of that name. */
  editorTool(name: string): Tool | null;
}

/** What an assistant may use, made for one run. @param python what its model is told of; left out where it is not known */
export type AssistantTools = (assistant: Assistant, python?: InterpreterState | null) => readonly Tool[];

export function createAssistantTools({ fileSearch, codeInterpreter, editorTool }: AssistantToolsParts): AssistantTools {
  const toolOf = (tool: AssistantTool, python: InterpreterState | null): Tool => {
    switch (tool.type) {
      case 'file_search':
        return fileSearch;
      case 'code_interpreter':
        return codeInterpreter(python);
      case 'function':
        return callersTool(tool.definition);
      case 'editor':
        return editorTool(tool.name) ?? missingTool(tool.name);
    }
  };
  return ({ tools }, python = null) => tools.map((tool) => toolOf(tool, python));
}
