import type { InterpreterState } from '../interpreter/interpreter.ts';
import { missingTool } from './missingTool.ts';
import { callersTool, type Tool } from './tool.ts';
import type { Assistant, AssistantTool } from '../types/assistant.ts';

export interface AssistantToolsParts {
  readonly fileSearch: Tool;
  /** Reads on where a search has found something: whoever searches has it. */
  readonly readLines: Tool;
  /** Made for one run. */
  codeInterpreter(python: InterpreterState | null): Tool;
  /** Null where the editor has no tool of that name. */
  editorTool(name: string): Tool | null;
}

/** What an assistant may use, made for one run. @param python what its model is told of; left out where it is not known */
export type AssistantTools = (assistant: Assistant, python?: InterpreterState | null) => readonly Tool[];

export function createAssistantTools({ fileSearch, readLines, codeInterpreter, editorTool }: AssistantToolsParts): AssistantTools {
  const toolsOf = (tool: AssistantTool, python: InterpreterState | null): readonly Tool[] => {
    switch (tool.type) {
      case 'file_search':
        return [fileSearch, readLines];
      case 'code_interpreter':
        return [codeInterpreter(python)];
      case 'function':
        return [callersTool(tool.definition)];
      case 'editor':
        return [editorTool(tool.name) ?? missingTool(tool.name)];
    }
  };
  return ({ tools }, python = null) => tools.flatMap((tool) => toolsOf(tool, python));
}
