import type { CodeInterpreterCall } from '../../types/item.ts';
import { plainText } from '../../text/terminal.ts';
import { inline, withoutMarkers } from './markdown.ts';

/** A value or print of this length can stand in a sentence; longer ones are shown in the call itself. */
const IN_A_SENTENCE = 80;

/** What the code wrote to its standard output. */
export function printed(call: CodeInterpreterCall): string {
  return plainText(call.outputs.map((output) => (output.type === 'logs' && output.stream === 'stdout' ? output.text : '')).join(''));
}

/** What kept the code from running, ended it early or was cut, in whole sentences. */
export function problems(call: CodeInterpreterCall): readonly string[] {
  if (call.error) return [withoutMarkers(call.error.message)];
  return call.outputs.flatMap((output) => {
    if (output.type === 'notice') return [withoutMarkers(output.notice.message)];
    if (output.type !== 'exception') return [];
    const line = [output.name, output.message.trim().split('\n', 1)[0]].filter(Boolean).join(': ');
    return [`It stopped with ${inline(line)}.`];
  });
}

/** Whether a table could answer what it was asked: then it shows by what. */
export function isAnswered({ outputs }: CodeInterpreterCall): boolean {
  return outputs.some(({ type }) => type === 'table');
}

/**
 * What came of code. Its outputs are shown in the call and not repeated.
 * @param what which code, as a sentence begins
 */
export function runReport(call: CodeInterpreterCall, what: string): string {
  const gave = outcomes(call);
  const list = gave.length > 1 ? `${gave.slice(0, -1).join(', ')} and ${gave.at(-1)}` : gave[0];
  const sentences = [...(list ? [`${what} ${list}.`] : []), ...problems(call)];
  return sentences.join(' ') || `${what} ran; it printed nothing and has no value.`;
}

function outcomes(call: CodeInterpreterCall): readonly string[] {
  const text = printed(call).trim();
  const value = call.outputs.flatMap((output) => (output.type === 'text' ? [output.text] : [])).at(-1);
  const shown = [
    ...counted(call, ['table'], 'table'),
    ...counted(call, ['image', 'chart'], 'picture'),
    ...counted(call, ['markdown', 'html'], 'text'),
    ...counted(call, ['file'], 'file'),
  ];
  return [
    ...(text ? [isShort(text) ? `printed ${inline(text)}` : `printed ${plural(text.split('\n').length, 'line')}`] : []),
    ...(shown.length > 0 ? [`gave ${shown.join(', ')}`] : []),
    ...(value ? [isShort(value) ? `has the value ${inline(value)}` : 'has a value of several lines'] : []),
  ];
}

function counted(call: CodeInterpreterCall, types: readonly string[], noun: string): readonly string[] {
  const count = call.outputs.filter((output) => types.includes(output.type)).length;
  return count > 0 ? [plural(count, noun)] : [];
}

function isShort(text: string): boolean {
  return text.length <= IN_A_SENTENCE && !text.includes('\n');
}

function plural(count: number, noun: string): string {
  return `${count.toLocaleString('en')} ${noun}${count === 1 ? '' : 's'}`;
}
