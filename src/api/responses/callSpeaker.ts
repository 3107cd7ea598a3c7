import { parsedJson } from '../../core/text/json.ts';
import type { CallBody, Item } from '../../core/types/item.ts';
import type { Speaker, Unnumbered } from './speaker.ts';

/** Tells of a call: of a function as its arguments come, of code as it is written and run, of a search by its stages. */
export function callSpeaker({ id: item_id, type }: Item<CallBody>, output_index: number): Speaker {
  const place = { item_id, output_index } as const;
  /** Whether what it is called with is whole, and it was told that the work begins. */
  let isWhole = false;

  function whole(item: Item): readonly Unnumbered[] {
    if (isWhole) return [];
    isWhole = true;
    switch (item.type) {
      case 'code_interpreter_call':
        return [
          { ...place, type: 'response.code_interpreter_call_code.done', code: item.code },
          { ...place, type: 'response.code_interpreter_call.interpreting' },
        ];
      case 'file_search_call':
        return [{ ...place, type: 'response.file_search_call.searching' }];
      case 'function_call':
        return [{ ...place, type: 'response.function_call_arguments.done', arguments: item.arguments }] as unknown as readonly Unnumbered[];
      default:
        return [];
    }
  }

  return {
    begin() {
      if (type === 'code_interpreter_call') return [{ ...place, type: 'response.code_interpreter_call.in_progress' }];
      return type === 'file_search_call' ? [{ ...place, type: 'response.file_search_call.in_progress' }] : [];
    },
    grow(event, before, after) {
      if (event.type === 'output') return whole(after);
      if (event.type !== 'arguments.delta') return [];
      if (after.type === 'function_call') return [{ ...place, type: 'response.function_call_arguments.delta', delta: event.delta }];
      const code: Unnumbered[] = [];
      if (after.type === 'code_interpreter_call' && before.type === 'code_interpreter_call' && after.code !== before.code) {
        code.push({ ...place, type: 'response.code_interpreter_call_code.delta', delta: after.code.slice(before.code.length) });
      }
      const isDone = event.delta.trimEnd().endsWith('}') && 'arguments' in after && parsedJson(after.arguments) !== undefined;
      return isDone ? [...code, ...whole(after)] : code;
    },
    end(item) {
      const rest = item.status === 'completed' ? whole(item) : [];
      if (!('error' in item) || item.status !== 'completed' || item.error) return rest;
      if (item.type === 'code_interpreter_call') return [...rest, { ...place, type: 'response.code_interpreter_call.completed' }];
      return item.type === 'file_search_call' ? [...rest, { ...place, type: 'response.file_search_call.completed' }] : rest;
    },
  };
}
