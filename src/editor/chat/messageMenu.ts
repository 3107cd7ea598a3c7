import * as vscode from 'vscode';
import type { MenuTarget } from '../../protocol/menu.ts';
import { openCode } from '../results.ts';
import { insertText } from './insertText.ts';
import type { ProposedChanges } from './proposedChanges.ts';
import type { ChatView } from './view.ts';

/** The commands of the menu on messages and code blocks, by their names. */
export type MessageCommands = Readonly<Record<string, (target: MenuTarget) => unknown>>;

export function createMessageCommands(chat: ChatView, changes: ProposedChanges): MessageCommands {
  const { writeText } = vscode.env.clipboard;
  const copy = (text = '') => writeText(text);
  return {
    'docent.message.copySelected': ({ selected }) => copy(selected),
    'docent.message.copyAnswer': ({ text }) => copy(text),
    'docent.message.copyQuestion': ({ text }) => copy(text),
    'docent.message.quote': ({ webview, selected, text = '' }) => chat.at(webview)?.focus(`${(selected || text).replace(/^/gm, '> ')}\n\n`),
    'docent.message.insert': ({ selected, text = '' }) => insertText(selected || text),
    'docent.message.open': ({ text = '' }) => openCode(text, 'markdown'),
    'docent.message.edit': ({ webview, itemId = '' }) => chat.at(webview)?.edit(itemId),
    'docent.message.askAgain': ({ questionId = '' }) => chat.conversation.branch(questionId, null),
    'docent.code.copy': ({ code }) => copy(code),
    'docent.code.insert': ({ code = '' }) => insertText(code),
    'docent.code.apply': ({ code = '', language = '' }) => changes.propose(code, language),
    'docent.code.open': ({ code = '', language = '' }) => openCode(code, language),
  };
}
