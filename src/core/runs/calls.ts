import { t } from '@vscode/l10n';
import type { Tool, ToolContext, ToolResult } from '../tools/tool.ts';
import { quote, type Passage } from '../types/citation.ts';
import { DocentError, errorInfo } from '../types/errors.ts';
import type { CallBody, CodeInterpreterCall, Item } from '../types/item.ts';
import type { Log } from '../types/log.ts';
import { toolName } from '../models/transcript.ts';
import { isRepeated, repeatedCall } from './circles.ts';
import { passages } from './history.ts';
import type { LiveRun } from './liveRun.ts';

/**
 * Does what one call of the model asks for and ends its item. A failure is the call's, told to the model, and never the
 * run's; only a stop goes on up.
 */
export async function runCall(
  live: LiveRun,
  call: Item<CallBody>,
  toolOf: (name: string) => Tool | undefined,
  context: Omit<ToolContext, 'output'>,
  log: Log,
): Promise<void> {
  function tool(): Tool | undefined {
    const found = toolOf(toolName(call));
    if (!found?.sideEffects && isRepeated(call, live.state.items)) throw repeatedCall();
    return found;
  }
  await callWith(live, call, tool, context, log);
}

/** The same with any tool, however often the call was made before. @param tool may throw what the call then fails with */
export async function callWith(live: LiveRun, call: Item<CallBody>, tool: () => Tool | undefined, context: Omit<ToolContext, 'output'>, log: Log): Promise<void> {
  try {
    // Before its arguments are read: what is repeated may have none that can be.
    const found = tool();
    const args = parseArguments(call.arguments);
    const result = await allowedRun(call, found, args, {
      ...context,
      output: (output) => live.emit({ type: 'output', itemId: call.id, output }),
    });
    finish(live, call, result);
  } catch (error) {
    if (context.signal.aborted) {
      live.close(live.item(call.id), 'incomplete');
      throw error;
    }
    const info = errorInfo(error);
    log.warn(`${toolName(call)} failed: ${error instanceof Error ? (error.stack ?? error.message) : info.message}`);
    live.close({ ...(live.item(call.id) as Item<CallBody>), error: info }, 'completed');
    if (call.type === 'function_call') giveOutput(live, call, info.message);
  }
}

async function allowedRun(call: Item<CallBody>, tool: Tool | undefined, args: unknown, context: ToolContext): Promise<ToolResult> {
  // eslint-disable-next-line messages/told -- a model reads it
  if (!tool?.run) throw new DocentError('unknown_tool', `There is no tool “${toolName(call)}”.`);
  if (tool.sideEffects && !(await context.consent({ kind: 'tool', name: toolName(call), arguments: call.arguments }))) {
    throw new DocentError('declined', t('The call was declined.'));
  }
  return tool.run(args, context);
}

function parseArguments(json: string): unknown {
  try {
    return JSON.parse(json || '{}');
  } catch (cause) {
    // eslint-disable-next-line messages/told -- a model reads it
    throw new DocentError('bad_arguments', 'The arguments of this call are not valid JSON.', null, cause);
  }
}

function finish(live: LiveRun, call: Item<CallBody>, result: ToolResult): void {
  if (result.type === 'passages' && call.type === 'file_search_call') {
    const searched = { ...(live.item(call.id) as Item<typeof call>), results: number(live, result.passages) };
    live.close(result.note === undefined ? searched : { ...searched, note: result.note }, 'completed');
    return;
  }
  if (result.type === 'outputs' && result.made?.length) {
    live.close({ ...(live.item(call.id) as Item<CodeInterpreterCall>), made: result.made }, 'completed');
    return;
  }
  live.close(live.item(call.id), 'completed');
  if (result.type === 'text') giveOutput(live, call, result.text);
}

/** Numbers go on through the thread; a passage that was found before keeps the number it has. */
function number(live: LiveRun, found: readonly Passage[]) {
  const known = passages(live.state.items);
  let next = known.reduce((highest, passage) => Math.max(highest, passage.number), 0) + 1;
  return found.map((passage) => {
    const before = known.find(
      (other) =>
        other.file.id === passage.file.id && other.hash === passage.hash && quote(other, other.focus) === quote(passage, passage.focus),
    );
    return { ...passage, number: before?.number ?? next++ };
  });
}

function giveOutput(live: LiveRun, call: Item<CallBody>, output: string): void {
  live.close(live.open({ type: 'function_call_output', callId: call.callId, output }, call.turn), 'completed');
}
