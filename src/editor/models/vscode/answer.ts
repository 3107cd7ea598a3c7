import * as vscode from 'vscode';
import type { ModelEvent } from '../../../core/models/model.ts';
import { newId } from '../../../core/types/id.ts';

/** Reads an answer, part by part, and keeps what was said and thought, to be counted. */
export interface AnswerReader {
  read(part: unknown): Generator<ModelEvent>;
  /** Calls included. */
  readonly said: string;
  readonly thought: string;
}

export function answerReader(): AnswerReader {
  let said = '';
  let thought = '';
  return {
    *read(part) {
      if (part instanceof vscode.LanguageModelTextPart && part.value) {
        said += part.value;
        yield { type: 'text', delta: part.value };
      } else if (part instanceof vscode.LanguageModelToolCallPart) {
        const callId = part.callId || newId('call_');
        const args = JSON.stringify(part.input ?? {});
        said += part.name + args;
        yield { type: 'call', callId, name: part.name };
        yield { type: 'arguments', callId, delta: args };
      } else if (isThinking(part)) {
        const delta = [part.value].flat().join('');
        thought += delta;
        if (delta) yield { type: 'reasoning', delta };
      }
      // Data is for the vendor's own use: what it remembers a thread by.
    },
    get said() {
      return said;
    },
    get thought() {
      return thought;
    },
  };
}

interface ThinkingPart {
  readonly value: string | readonly string[];
}

/** Models that think give parts of this class, which VS Code exports but does not declare yet. */
function isThinking(part: unknown): part is ThinkingPart {
  const type: unknown = 'LanguageModelThinkingPart' in vscode ? vscode.LanguageModelThinkingPart : null;
  return typeof type === 'function' && part instanceof type;
}
