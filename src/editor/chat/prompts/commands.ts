import { t } from '@vscode/l10n';
import * as vscode from 'vscode';
import type { Reference } from '../context/reference.ts';

/** What is in front of the user when a `/` is typed. */
export interface Situation {
  /** What is in front in the editor; null for nothing. */
  readonly front: Reference | null;
  readonly hasChips: boolean;
  readonly hasThread: boolean;
  readonly problems: number;
}

/** What a `/` offers by itself. */
interface SlashCommand {
  /** What is typed for it; the others lead to it, too. */
  readonly names: readonly [string, ...string[]];
  readonly detail: string;
  isOffered(situation: Situation): boolean;
  readonly does:
    /** One of the editor's commands. */
    | { readonly kind: 'command'; readonly id: string }
    /** A question, to be sent or changed. `about`: what goes along with it. */
    | { readonly kind: 'question'; readonly text: string; readonly about: 'front' | 'problems' | 'thread' };
}

const always = () => true;
const inThread = ({ hasThread }: Situation) => hasThread;
const aboutSomething = ({ front, hasChips }: Situation) => front !== null || hasChips;
const ofFile = ({ front }: Situation) => front !== null && vscode.workspace.isTrusted;

/** In the order in which they are offered. */
export const SLASH_COMMANDS: readonly SlashCommand[] = [
  { names: ['explain'], detail: t('What the code or text in front does'), isOffered: aboutSomething, does: { kind: 'question', text: t('Explain this.'), about: 'front' } },
  { names: ['fix'], detail: t('What is wrong with the code in front'), isOffered: aboutSomething, does: { kind: 'question', text: t('Find what is wrong in this code, and fix it.'), about: 'problems' } },
  { names: ['tests', 'test'], detail: t('Tests for the code in front'), isOffered: aboutSomething, does: { kind: 'question', text: t('Write tests for this code, in the way of the tests that are there.'), about: 'front' } },
  { names: ['document', 'docs'], detail: t('Comments for the code in front'), isOffered: aboutSomething, does: { kind: 'question', text: t('Write the documentation of this code, as its language has it.'), about: 'front' } },
  {
    names: ['summarize', 'summary'],
    detail: t('What was said in this thread'),
    isOffered: inThread,
    does: { kind: 'question', text: t('Summarize this thread: what was asked, what was found, and what is still open.'), about: 'thread' },
  },
  { names: ['analyze'], detail: t('Tables and charts of the file in front'), isOffered: ofFile, does: { kind: 'command', id: 'docent.analyzeFile' } },
  { names: ['new', 'clear'], detail: t('A new thread'), isOffered: inThread, does: { kind: 'command', id: 'docent.newThread' } },
  { names: ['find', 'search'], detail: t('A text in this thread'), isOffered: inThread, does: { kind: 'command', id: 'docent.find' } },
  { names: ['threads', 'history'], detail: t('Another thread'), isOffered: always, does: { kind: 'command', id: 'docent.pickThread' } },
  { names: ['export'], detail: t('This thread as Markdown'), isOffered: inThread, does: { kind: 'command', id: 'docent.threads.exportMarkdown' } },
  { names: ['assistant', 'agent'], detail: t('Who answers'), isOffered: always, does: { kind: 'command', id: 'docent.pickAssistant' } },
  { names: ['model'], detail: t('Which model answers'), isOffered: always, does: { kind: 'command', id: 'docent.selectModel' } },
];

/** The name by which a command is found with what was typed; null where it is not. */
export function nameFor({ names }: SlashCommand, typed: string): string | null {
  return names.find((name) => name.startsWith(typed.toLowerCase())) ?? null;
}
