import type { OpenAI } from 'openai';
import { csvLine } from '../../core/text/csv.ts';
import { outputText } from '../../core/models/callOutput.ts';
import type { CodeInterpreterCall } from '../../core/types/item.ts';
import type { Output } from '../../core/types/output.ts';

export type WireOutput = OpenAI.Beta.Threads.Runs.CodeInterpreterToolCall['code_interpreter']['outputs'][number];

/** What one more output adds to those of a call: its place among them, and what is new there. */
export interface OutputGrowth {
  readonly index: number;
  readonly output: WireOutput;
}

/** Outputs in the API's two forms: images, and all else as text that goes on from the text before. */
export interface OutputWriter {
  /** Null where there is nothing to show; files are linked to in the answer. */
  add(output: Output): OutputGrowth | null;
}

export function outputWriter(): OutputWriter {
  let index = -1;
  let last: WireOutput['type'] | null = null;
  /** What did not end its last line; only what is printed goes on in the line of what was printed. */
  let open: Output['type'] | null = null;
  return {
    add(output) {
      if (output.type === 'file') return null;
      if (output.type === 'image') {
        last = 'image';
        return { index: ++index, output: { type: 'image', image: { file_id: output.file.id } } };
      }
      const goesOn = last === 'logs';
      const more = textOf(output);
      if (more === '') return null;
      const isNewLine = goesOn && open !== null && (open !== 'logs' || output.type !== 'logs');
      if (!goesOn) index++;
      last = 'logs';
      open = more.endsWith('\n') ? null : output.type;
      return { index, output: { type: 'logs', logs: isNewLine ? `\n${more}` : more } };
    },
  };
}

/** All outputs of a call; what kept it from running is told among them. */
export function outputsOf({ outputs, error }: CodeInterpreterCall): WireOutput[] {
  const writer = outputWriter();
  const all: WireOutput[] = [];
  for (const output of error ? [...outputs, { type: 'notice', notice: error } as const] : outputs) {
    const growth = writer.add(output);
    if (!growth) continue;
    const before = all[growth.index];
    const isMore = before?.type === 'logs' && growth.output.type === 'logs';
    all[growth.index] = isMore ? { type: 'logs', logs: before.logs + growth.output.logs } : growth.output;
  }
  return all;
}

function textOf(output: Exclude<Output, { type: 'file' | 'image' }>): string {
  switch (output.type) {
    case 'logs':
    case 'markdown':
    case 'text':
    case 'html':
      return output.text;
    case 'chart':
      return outputText(output);
    case 'table':
      return [output.columns, ...output.rows].map(csvLine).join('\n');
    case 'exception':
      return output.traceback || `${output.name}: ${output.message}`;
    case 'notice':
      return output.notice.message;
  }
}
