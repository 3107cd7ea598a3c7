import type { Files } from './data/files.ts';
import type { GivenFile } from './tools/dataFiles.ts';
import { missingTool } from './tools/missingTool.ts';
import { callersTool, type Tool } from './tools/tool.ts';
import type { Assistant, AssistantTool } from './types/assistant.ts';
import type { Thread } from './types/thread.ts';

export interface AssistantToolsParts {
  readonly files: Files;
  readonly fileSearch: Tool;
  /** Of one run, with the files that code is given there. */
  codeInterpreter(given: readonly GivenFile[]): Tool;
  /** Null where the editor has no tool of that name. */
  editorTool(name: string): Tool | null;
}

/** What an assistant may use on a thread, made for one run. */
export type AssistantTools = (assistant: Assistant, thread: Thread) => Promise<readonly Tool[]>;

export function createAssistantTools({ files, fileSearch, codeInterpreter, editorTool }: AssistantToolsParts): AssistantTools {
  function toolOf(tool: AssistantTool, given: readonly GivenFile[]): Tool {
    switch (tool.type) {
      case 'file_search':
        return fileSearch;
      case 'code_interpreter':
        return codeInterpreter(given);
      case 'function':
        return callersTool(tool.definition);
      case 'editor':
        return editorTool(tool.name) ?? missingTool(tool.name);
    }
  }

  return async (assistant, thread) => {
    const ids = new Set([...assistant.toolResources.codeInterpreterFiles, ...thread.toolResources.codeInterpreterFiles]);
    const kept = await Promise.all([...ids].map(files.get));
    const given = kept.flatMap((file) => (file ? [{ id: file.id, name: file.name, path: files.path(file), bytes: file.bytes }] : []));
    return assistant.tools.map((tool) => toolOf(tool, given));
  };
}
