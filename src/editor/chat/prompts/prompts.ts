import * as vscode from 'vscode';
import { filled, inputsOf, isAboutFront, type PromptFile } from '../../../core/assistants/promptFile.ts';
import type { Suggestion } from '../../../protocol/composer.ts';
import { chipOf } from '../composer/chips.ts';
import { matching } from '../context/matching.ts';
import type { Reference } from '../context/reference.ts';
import { nameFor, SLASH_COMMANDS, type Situation } from './commands.ts';
import { promptFiles } from './files.ts';

/** A question that is to stand in the field, and what goes along. */
export interface Prompt {
  readonly text: string;
  readonly references: readonly Reference[];
}

const NOTHING: Prompt = { text: '', references: [] };
const PROBLEMS: Reference = { kind: 'problems' };

/** What a `/` offers: commands, the prompts that the workspace keeps as files, and what the assistant suggests. */
export interface Prompts {
  /** @param suggested by the assistant: whole questions */
  find(typed: string, situation: Situation, suggested: readonly string[]): Promise<readonly Suggestion[]>;
  /** Does what was offered under this id, or makes its question; null where nothing was. */
  take(id: string, situation: Situation): Promise<Prompt | null>;
}

export function createPrompts(): Prompts {
  let files: ReadonlyMap<string, PromptFile> = new Map();

  async function fromFile({ text }: PromptFile, { front }: Situation): Promise<Prompt> {
    const inputs = new Map<string, string>();
    for (const { name, placeholder } of inputsOf(text)) {
      const value = await vscode.window.showInputBox({ title: name, placeHolder: placeholder });
      if (value === undefined) return NOTHING;
      inputs.set(name, value);
    }
    const references = front && isAboutFront(text) ? [front] : [];
    return { text: filled(text, inputs, front && chipOf(front, null).label), references };
  }

  return {
    async find(typed, situation, suggested) {
      const commands = SLASH_COMMANDS.flatMap((command): readonly Suggestion[] => {
        const name = nameFor(command, typed);
        return name !== null && command.isOffered(situation) ? [{ id: `/${command.names[0]}`, kind: 'command', label: `/${name}`, detail: command.detail }] : [];
      });
      files = await promptFiles();
      const prompts = [...files].map(([uri, { name, description }]): Suggestion => ({ id: `/file ${uri}`, kind: 'prompt', label: `/${name}`, detail: description }));
      const questions = suggested.map((text): Suggestion => ({ id: `/ask ${text}`, kind: 'prompt', label: text, detail: '' }));
      return [...commands, ...matching(typed, prompts, prompts.length), ...matching(typed, questions, questions.length)];
    },
    async take(id, situation) {
      if (id.startsWith('/ask ')) return { text: id.slice('/ask '.length), references: [] };
      const file = files.get(id.replace(/^\/file /, ''));
      if (file) return fromFile(file, situation);
      const command = SLASH_COMMANDS.find(({ names: [name] }) => id === `/${name}`);
      if (!command) return null;
      const { does } = command;
      if (does.kind === 'question') return { text: does.text, references: taken(does.about, situation) };
      await vscode.commands.executeCommand(does.id);
      return NOTHING;
    },
  };
}

/** What already goes along is what is meant. */
function taken(about: 'front' | 'problems' | 'thread', { front, hasChips, problems }: Situation): readonly Reference[] {
  const inFront = about === 'thread' || hasChips || !front ? [] : [front];
  return about === 'problems' && problems > 0 ? [...inFront, PROBLEMS] : inFront;
}
