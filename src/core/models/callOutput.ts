import type { NumberedPassage } from '../types/citation.ts';
import { passageText } from '../types/passageText.ts';
import { clip } from '../text/clip.ts';
import { csvLine } from '../text/csv.ts';
import { fileSize } from '../text/fileSize.ts';
import { plainText } from '../text/terminal.ts';
import { vegaLiteOf, withoutData } from '../text/vegaLite.ts';
import type { CallBody, FileSearchCall, Item } from '../types/item.ts';
import type { Output, Table, VegaChart } from '../types/output.ts';

/** One print, value or traceback, about 1,500 tokens: a dump of data belongs into a file, not into the model's window. */
const OUTPUT_CHARS = 6_000;
/** All outputs of one call, or the text a function gave, about 6,000 tokens: small local models have windows of 8,000 to 16,000. */
export const OUTPUTS_CHARS = 24_000;
/** Enough to see what a table holds; what needs all rows is computed, not read. */
const TABLE_ROWS = 20;
/** What a chart draws, without its points. */
const CHART_CHARS = 2_000;
const HOW_TO_CITE = 'Cite each passage you use by its number in these brackets, right after what it says: 【1】.';

/**
 * What a language model reads as the result of a call; never empty, since servers refuse a call without one.
 * @param later the items after the call, among which a function's output is found
 */
export function outputForModel(call: Item<CallBody>, later: readonly Item[]): string {
  const result = resultOf(call, later);
  if (call.error) return [result, call.error.message].filter(Boolean).join('\n\n');
  if (result) return call.status === 'completed' ? result : `${result}\n\nStopped before its end.`;
  if (call.status !== 'completed') return 'The call was stopped before its end.';
  // Else a model takes it for a failure, and runs its code once more.
  return call.type === 'code_interpreter_call' ? 'The code ran to its end and printed nothing.' : 'The call ended without a result.';
}

function resultOf(call: Item<CallBody>, later: readonly Item[]): string {
  switch (call.type) {
    case 'file_search_call':
      return call.results ? passagesText(call.results, HOW_TO_CITE, call) : '';
    case 'code_interpreter_call':
      return outputsText(call.outputs, outputText);
    case 'function_call': {
      const output = later.find((item) => item.type === 'function_call_output' && item.callId === call.callId);
      return output?.type === 'function_call_output' && !call.error ? clip(output.output, OUTPUTS_CHARS) : '';
    }
  }
}

/** All that a call of the interpreter gave, each output in the words of `textOf`. */
export function outputsText(outputs: readonly Output[], textOf: (output: Output) => string): string {
  return clip(outputs.map(textOf).filter(Boolean).join('\n\n'), OUTPUTS_CHARS);
}

/**
 * @param howToCite what the model is told about the numbers
 * @param about `note` and `leftOut` as in a `FileSearchCall`
 */
export function passagesText(
  passages: readonly NumberedPassage[],
  howToCite: string,
  { note, leftOut = 0 }: Pick<FileSearchCall, 'note' | 'leftOut'> = {},
): string {
  // What is not read yet may tell: then nobody must say that the files don’t.
  if (passages.length === 0 && leftOut === 0) {
    return note ? `Nothing was found. ${note}` : 'Nothing was found. Try other words, or say that the files don’t tell.';
  }
  const texts = passages.map(passageText);
  if (leftOut > 0) texts.push(`${leftOut} more did not fit; search more narrowly to read them.`);
  if (note) texts.push(note);
  if (passages.length > 0) texts.push(howToCite);
  return texts.join('\n\n');
}

/** One output of code as a model reads it, cut to `OUTPUT_CHARS` characters. */
export function outputText(output: Output): string {
  switch (output.type) {
    case 'logs':
      return clip(plainText(output.text).trimEnd(), OUTPUT_CHARS);
    case 'markdown':
    case 'text':
    case 'html':
      return clip(output.text.trimEnd(), OUTPUT_CHARS);
    case 'image':
      return `[chart: ${output.title || output.file.name}, shown to the user]`;
    case 'chart':
      return chartText(output);
    case 'table':
      return tableText(output);
    case 'file':
      return `[file: /mnt/data/${output.file.name}, ${fileSize(output.file.bytes)}, given to the user]`;
    case 'exception':
      return clip(output.traceback.trimEnd() || `${output.name}: ${output.message}`, OUTPUT_CHARS);
    case 'notice':
      return output.notice.message;
  }
}

/** What it draws says more to a model than its points. */
function chartText({ title, spec }: VegaChart): string {
  const drawn = vegaLiteOf(spec);
  return `[chart: ${title || 'untitled'}, shown to the user] ${clip(JSON.stringify(drawn ? withoutData(drawn) : {}), CHART_CHARS)}`;
}

function tableText(table: Table): string {
  const rows = table.rows.slice(0, TABLE_ROWS);
  const first = rows.length < table.totalRows ? `, the first ${rows.length}` : '';
  const title = `[table: ${table.title || 'untitled'}, ${table.totalRows} rows${first}, shown to the user]`;
  return clip([title, ...[table.columns, ...rows].map(csvLine)].join('\n'), OUTPUT_CHARS);
}
