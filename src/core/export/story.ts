import { t } from '@vscode/l10n';
import { fenced } from '../text/fence.ts';
import { parsedJson } from '../text/json.ts';
import { isCall, messageText, type Attachment, type CodeInterpreterCall, type Item, type Message } from '../types/item.ts';
import { readOperation } from '../types/shipped.ts';

/** What is exported of a thread, in its order. */
export type Chapter =
  /** `text` is Markdown. */
  | { readonly kind: 'question' | 'answer'; readonly id: string; readonly text: string }
  /** `isDocents`: it needs what Docent ships, so that it runs there alone. */
  | { readonly kind: 'code'; readonly id: string; readonly call: Item<CodeInterpreterCall>; readonly isDocents: boolean };

/** A thread as it is told: questions, answers and code in their order. What a model says on its way to a call is left out. */
export function chapters(items: readonly Item[]): readonly Chapter[] {
  return items.flatMap((item, place): readonly Chapter[] => {
    if (item.type === 'code_interpreter_call') return [{ kind: 'code', id: item.id, call: item, isDocents: isDocents(item) }];
    if (item.type !== 'message') return [];
    if (item.role === 'user') return [{ kind: 'question', id: item.id, text: questionText(item) }];
    // What a model says before a call only says what comes.
    const next = items[place + 1];
    const isOnTheWay = next !== undefined && isCall(next) && next.runId === item.runId;
    const text = answerText(item);
    return text === '' || isOnTheWay ? [] : [{ kind: 'answer', id: item.id, text }];
  });
}

/** The user's files that the code of a thread reads. */
export function dataFilesOf(items: readonly Item[]): readonly Attachment[] {
  const parts = items.flatMap((item) => (item.type === 'message' ? item.content : []));
  return parts.flatMap((part) => (part.type === 'file' && part.file.tools.includes('code_interpreter') ? [part.file] : []));
}

function isDocents({ arguments: json, code }: CodeInterpreterCall): boolean {
  return readOperation(parsedJson(json)) !== null || /\bdocent_profile\b/.test(code);
}

function questionText(message: Message): string {
  const files = message.content.flatMap((part) => (part.type === 'file' ? [`\`${part.file.name.replaceAll('`', '')}\``] : []));
  // Code that was given along is run below, where it stands as code.
  const others = message.content.flatMap((part) => (part.type === 'selection' && part.language !== 'python' ? [fenced(part.text, part.language)] : []));
  const lines = [messageText(message).trim().replace(/^/gm, '> '), ...(files.length > 0 ? [`> ${t('Files: {0}', files.join(', '))}`] : [])];
  return [lines.join('\n>\n'), ...others].join('\n\n');
}

/** With places of files where its citations had their marks. */
function answerText(message: Message): string {
  return message.content
    .map((part) => {
      if (part.type !== 'text') return '';
      return part.annotations.toReversed().reduce((text, { start, end, citation }) => `${text.slice(0, start)} (${citation.file.path}:${citation.lines.start})${text.slice(end)}`, part.text);
    })
    .join('')
    // Word joiners keep what is quoted from looking like a citation, which nobody looks for here.
    .replaceAll('\u2060', '')
    // Links that Docent alone can follow.
    .replace(/\[([^\]]*)\]\(docent:[^)]*\)/g, '$1')
    .trim();
}
