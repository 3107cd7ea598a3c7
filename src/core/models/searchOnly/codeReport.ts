import { t } from '@vscode/l10n';
import type { CodeInterpreterCall } from '../../types/item.ts';
import { plainText } from '../../text/terminal.ts';
import { inline, withoutMarkers } from './markdown.ts';
import { figure } from '../../text/figure.ts';
import { fileCount } from '../../text/fileCount.ts';

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
    return [t('It stopped with {0}.', inline(line)), ...(output.name === 'FileNotFoundError' ? [ownFolder()] : [])];
  });
}

/** Whoever knows a script by its own folder is surprised that it finds nothing here. */
function ownFolder(): string {
  return t('Code runs in a folder of its own, in which only files lie that went along: analyze the file that it reads, and add the code there as a cell, which opens the file by its name alone.');
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
  if (call.error) return problems(call).join(' ');
  const sentences = [...outcomes(call), ...problems(call)];
  return sentences.length > 0 ? [t('{0} ran.', what), ...sentences].join(' ') : t('{0} ran; it printed nothing and has no value.', what);
}

function outcomes(call: CodeInterpreterCall): readonly string[] {
  const text = printed(call).trim();
  const value = call.outputs.flatMap((output) => (output.type === 'text' ? [output.text] : [])).at(-1);
  const shown = [
    ...counted(call, ['table'], (count) => (count === 1 ? t('1 table') : t('{0} tables', figure(count)))),
    ...counted(call, ['image', 'chart'], (count) => (count === 1 ? t('1 picture') : t('{0} pictures', figure(count)))),
    ...counted(call, ['markdown', 'html'], (count) => (count === 1 ? t('1 text') : t('{0} texts', figure(count)))),
    ...counted(call, ['file'], fileCount),
  ];
  return [
    ...(text ? [isShort(text) ? t('It printed {0}.', inline(text)) : t('It printed {0} lines.', figure(text.split('\n').length))] : []),
    ...(shown.length > 0 ? [t('It gave {0}.', shown.join(', '))] : []),
    ...(value ? [isShort(value) ? t('Its value is {0}.', inline(value)) : t('Its value has several lines.')] : []),
  ];
}

function counted(call: CodeInterpreterCall, types: readonly string[], words: (count: number) => string): readonly string[] {
  const count = call.outputs.filter((output) => types.includes(output.type)).length;
  return count > 0 ? [words(count)] : [];
}

function isShort(text: string): boolean {
  return text.length <= IN_A_SENTENCE && !text.includes('\n');
}
