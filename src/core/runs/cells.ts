import type { RunScope, Tool, ToolContext } from '../tools/tool.ts';
import type { Advice } from '../types/advice.ts';
import type { Cells, CellToRun } from '../types/cells.ts';
import type { CodeInterpreterCall, Item } from '../types/item.ts';
import { newId } from '../types/id.ts';
import type { Log } from '../types/log.ts';
import { shownCode } from '../types/shipped.ts';
import type { Thread } from '../types/thread.ts';
import { callWith } from './calls.ts';
import { dataFiles, type GivenFile } from './dataFiles.ts';
import { attachments, passages } from './history.ts';
import { hasFailed } from './inOrder.ts';
import type { LiveRun } from './liveRun.ts';

export interface CellWork {
  readonly thread: Thread;
  readonly log: Log;
  readonly advice: Advice;
  readonly signal: AbortSignal;
  readonly scope: RunScope;
  readonly given: readonly GivenFile[];
  readonly tool: Tool;
}

/**
 * Runs pieces of code one after the other, without a model: each has its new results in place of the old ones. The first that ends with
 * an exception is the last, since what follows builds on it.
 */
export async function runCells(live: LiveRun, cells: Cells, work: CellWork): Promise<'completed'> {
  for (const cell of cells.which === 'these' ? cells.cells : allCells(live.state.items, cells.changed)) {
    const call = begin(live, cell);
    if (!call) continue;
    await callWith(live, call, () => work.tool, contextOf(live, work), work.log);
    if (hasFailed(live.item(call.id))) break;
  }
  return 'completed';
}

function contextOf(live: LiveRun, { thread, advice, signal, scope, given }: CellWork): Omit<ToolContext, 'output'> {
  return {
    ...scope,
    thread,
    assistant: live.run.assistant,
    advice,
    signal,
    caller: 'user',
    // Whoever has a piece of code run that they see has said yes to it.
    consent: async () => true,
    files: dataFiles(attachments(live.state.items), given),
    room: async () => null,
    passages: () => passages(live.state.items),
  };
}

/** The call, under way and without results; null where the item is no code, or is gone. */
function begin(live: LiveRun, { itemId, code }: CellToRun): Item<CodeInterpreterCall> | null {
  if (itemId === null) return live.open({ ...withCode(code ?? ''), type: 'code_interpreter_call', callId: newId('call_'), author: 'user', outputs: [], error: null }, 0);
  const before = live.state.items.find(({ id }) => id === itemId);
  if (before?.type !== 'code_interpreter_call') return null;
  // What was not changed stays what it was, also where it is an operation of Docent's own.
  const isSame = code === null || code === before.code;
  const call: Item<CodeInterpreterCall> = {
    ...before,
    ...(isSame ? null : withCode(code)),
    // What a provider knows of it is another call by now.
    provider: null,
    outputs: [],
    error: null,
    status: 'in_progress',
    startedAt: Date.now(),
    endedAt: null,
  };
  live.emit({ type: 'item.added', item: call });
  return call;
}

function withCode(code: string): Pick<CodeInterpreterCall, 'arguments' | 'code'> {
  const args = JSON.stringify({ code });
  return { arguments: args, code: shownCode(args) };
}

/** All code of a thread in its order, as the user has it; what they have declined to run stays as it is. */
function allCells(items: readonly Item[], changed: Readonly<Record<string, string>>): readonly CellToRun[] {
  return items.flatMap((item) => {
    if (item.type !== 'code_interpreter_call' || item.error?.code === 'declined') return [];
    return [{ itemId: item.id, code: changed[item.id] ?? null }];
  });
}
