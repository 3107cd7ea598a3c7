import * as vscode from 'vscode';
import { functionName } from '../../core/tools/functionName.ts';
import type { Tool } from '../../core/tools/tool.ts';
import { DocentError } from '../../core/types/errors.ts';
import { cancellation } from '../cancellation.ts';
import { lm } from '../languageModelApi.ts';
import { resultText } from './result.ts';
import { oneLine } from '../../core/text/oneLine.ts';

/** What a tool says about its failure tells the model how to do better: a compiler's words are a few lines. */
const WORDS_CHARS = 2_000;

/** A tool that another extension or an MCP server gives to the editor. What it does is not known, so the user is asked each time. */
export function editorTool(name: string): Tool | null {
  const tool = lm?.tools.find((each) => each.name === name);
  return lm && tool ? toTool(lm, tool) : null;
}

function toTool({ invokeTool }: typeof vscode.lm, { name, description, inputSchema }: vscode.LanguageModelToolInformation): Tool {
  // Providers want an object with properties, which tools without arguments leave out.
  const parameters = { type: 'object', properties: {}, ...inputSchema };
  return {
    definition: { name: functionName(name), description, parameters, strict: null },
    itemType: 'function_call',
    sideEffects: true,
    async run(args, { signal }) {
      if (typeof args !== 'object' || args === null) throw new DocentError('bad_arguments', `${name} takes an object.`);
      const cancel = cancellation(signal);
      try {
        const { content } = await cancel.race(invokeTool(name, { input: args, toolInvocationToken: undefined }, cancel.token));
        return { type: 'text', text: resultText(content) };
      } catch (error) {
        signal.throwIfAborted();
        throw toolError(name, error);
      } finally {
        cancel.dispose();
      }
    },
  };
}

function toolError(name: string, error: unknown): DocentError {
  // The editor may ask the user a second time, in its own words.
  if (isCancellation(error)) return new DocentError('declined', `${name} was not run: it was declined in the editor.`, null, error);
  const words = oneLine(error instanceof Error ? error.message : String(error), WORDS_CHARS);
  return new DocentError('editor_tool_failed', `${name} failed: ${words}.`, null, error);
}

/** Between processes an error keeps its name, and not its class. */
function isCancellation(error: unknown): boolean {
  return error instanceof vscode.CancellationError || (error instanceof Error && error.name === 'Canceled');
}
