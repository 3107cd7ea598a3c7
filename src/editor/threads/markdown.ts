import { t } from '@vscode/l10n';
import { chartMarkdown } from '../../core/export/charts.ts';
import { tableMarkdown } from '../../core/export/tables.ts';
import { outputText } from '../../core/models/callOutput.ts';
import { fenced } from '../../core/text/fence.ts';
import type { Citation } from '../../core/types/citation.ts';
import { placeWithin } from '../../core/types/place.ts';
import type { ContentPart, Item, Message } from '../../core/types/item.ts';
import { imageName, messageText } from '../../core/types/item.ts';
import type { Output, StoredFile } from '../../core/types/output.ts';

export interface MarkdownParts {
  readonly title: string;
  readonly items: readonly Item[];
  /** The names of the assistants that answered, by run. */
  readonly authors: Readonly<Record<string, string>>;
  /** Where a file will lie, relative to the text, with `/` between parts. */
  link(file: StoredFile): string;
}

/** A thread as one reads it: what was said and computed, each answer with its sources. */
export function threadMarkdown({ title, items, authors, link }: MarkdownParts): string {
  const parts = items.flatMap((item) => itemMarkdown(item, authors, link));
  return `${[`# ${title || t('Untitled')}`, ...parts].join('\n\n')}\n`;
}

/** The files that code of the thread has left, charts among them. */
export function filesOf(items: readonly Item[]): readonly StoredFile[] {
  const outputs = items.flatMap((item) => (item.type === 'code_interpreter_call' ? item.outputs : []));
  return outputs.flatMap((output) => (output.type === 'image' || output.type === 'file' ? [output.file] : []));
}

function itemMarkdown(item: Item, authors: MarkdownParts['authors'], link: MarkdownParts['link']): readonly string[] {
  switch (item.type) {
    case 'message':
      return messageMarkdown(item, item.role === 'user' ? t('You') : ((item.runId && authors[item.runId]) ?? 'Docent'));
    case 'code_interpreter_call':
      return [fenced(item.code, 'python'), ...item.outputs.map((output) => outputMarkdown(output, link))];
    case 'file_search_call':
      return [`*${searched(item.queries)}*`];
    case 'function_call':
      return [`*${t('Called {0}', item.name)}*`];
    case 'function_call_output':
    case 'reasoning':
      return [];
  }
}

function searched(queries: readonly string[]): string {
  return queries.length === 0 ? t('Searched for passages') : t('Searched for {0}', queries.map((query) => `“${query}”`).join(', '));
}

function messageMarkdown(message: Message, who: string): readonly string[] {
  const along = message.content.flatMap(alongWith);
  const cited = new Map<number, Citation>();
  for (const part of message.content) if (part.type === 'text') for (const { citation } of part.annotations) cited.set(citation.number, citation);
  const sources = [...cited.values()].map((citation) => `- [${citation.number}] ${placeOf(citation)}`);
  const text = messageText(message).trim().replace(/【(\d+)】/g, (marker, number: string) => (cited.has(Number(number)) ? ` [${number}]` : marker));
  return [
    `## ${who}`,
    ...(along.length > 0 ? [`*${t('With {0}', along.join(', '))}*`] : []),
    ...(text ? [text] : []),
    ...(sources.length > 0 ? [`${t('Sources:')}\n\n${sources.join('\n')}`] : []),
  ];
}

function alongWith(part: ContentPart): readonly string[] {
  switch (part.type) {
    case 'file':
      return [part.file.name];
    case 'selection':
      return [`${part.path}:${part.lines.start}-${part.lines.end}`];
    case 'context':
      return [part.name];
    case 'image':
      return [imageName(part.source)];
    case 'text':
    case 'refusal':
      return [];
  }
}

function placeOf(citation: Citation): string {
  const { file, lines } = citation;
  const within = placeWithin(citation);
  if (within !== null) return `${file.path}, ${within}`;
  return `${file.path}:${lines.start === lines.end ? lines.start : `${lines.start}-${lines.end}`}`;
}

function outputMarkdown(output: Output, link: MarkdownParts['link']): string {
  switch (output.type) {
    case 'image':
      return `![${output.title || output.file.name}](<${link(output.file)}>)`;
    case 'file':
      return `[${output.file.name}](<${link(output.file)}>)`;
    case 'table':
      return tableMarkdown(output);
    case 'chart':
      return chartMarkdown(output);
    case 'markdown':
      return output.text;
    case 'notice':
      return `*${output.notice.message}*`;
    default:
      return fenced(outputText(output), '');
  }
}
