import type { ResponseOutputItem } from 'openai/resources/responses/responses';
import type { Item } from '../../core/types/item.ts';
import type { Run } from '../../core/types/run.ts';
import { wireOutput, type ItemView } from './items.ts';

/** Whether an item of a run is shown: calls of functions that the client does not have, with what the model was told of them, are no business of its. */
export function isShown(run: Run): (item: Item) => boolean {
  const functions = new Set(run.assistant.tools.flatMap((tool) => (tool.type === 'function' ? [tool.definition.name] : [])));
  return (item) => {
    if (item.runId !== run.id || item.type === 'function_call_output') return false;
    return item.type !== 'function_call' || functions.has(item.name);
  };
}

/** What a run has made so far. @param items of its thread */
export async function outputOf(run: Run, items: readonly Item[], view: ItemView): Promise<ResponseOutputItem[]> {
  const shown = isShown(run);
  const output: ResponseOutputItem[] = [];
  for (const [index, item] of items.entries()) if (shown(item)) output.push(await wireOutput(item, items.slice(0, index), view));
  return output;
}
