import { outputForModel, OUTPUTS_CHARS } from '../models/callOutput.ts';
import { clip } from '../text/clip.ts';
import { quote, type NumberedPassage } from '../types/citation.ts';
import type { FileSearchCall, Item } from '../types/item.ts';
import { itemTokens } from './count.ts';

/** The shortest form of a text: enough to tell what it was, so that the model can ask for it again. */
const SHORT_CHARS = 600;
/** From one length of a text to the next. */
const SHORTER = 0.8;

/**
 * A tool's result in ever shorter forms, beginning with the whole; other items have only one. Of passages the last goes first: to
 * its focus, then altogether; those before it stay whole. How many are gone is told, and the others keep their numbers.
 */
export function* degrees(item: Item): Generator<Item> {
  yield item;
  let least = itemTokens(item);
  for (const form of forms(item)) {
    const tokens = itemTokens(form);
    if (tokens >= least) continue;
    least = tokens;
    yield form;
  }
}

/** The shortest of them. */
export function shortest(item: Item): Item {
  let last = item;
  for (const form of degrees(item)) last = form;
  return last;
}

function* forms(item: Item): Generator<Item> {
  switch (item.type) {
    case 'function_call_output':
      for (const chars of lengths(item.output)) yield { ...item, output: clip(item.output, chars) };
      break;
    case 'code_interpreter_call': {
      if (item.outputs.length === 0) return;
      const text = outputForModel({ ...item, error: null, status: 'completed' }, []);
      for (const chars of lengths(text)) yield { ...item, outputs: [{ type: 'text', text: clip(text, chars) }] };
      break;
    }
    case 'file_search_call':
      yield* fewerPassages(item);
  }
}

function* lengths(text: string): Generator<number> {
  for (let chars = Math.min(text.length, OUTPUTS_CHARS) * SHORTER; chars > SHORT_CHARS; chars *= SHORTER) yield Math.floor(chars);
  yield SHORT_CHARS;
}

function* fewerPassages(item: Item<FileSearchCall>): Generator<Item<FileSearchCall>> {
  const { results, leftOut: before = 0 } = item;
  if (results === null) return;
  for (let whole = results.length - 1; whole >= 0; whole--) {
    const leftOut = before + results.length - whole;
    const next = results[whole];
    if (next) yield { ...item, results: [...results.slice(0, whole), focusOf(next)], leftOut: leftOut - 1 };
    yield { ...item, results: results.slice(0, whole), leftOut };
  }
}

function focusOf(passage: NumberedPassage): NumberedPassage {
  return { ...passage, text: quote(passage, passage.focus), lines: passage.focus };
}
