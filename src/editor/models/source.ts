import type { LogOutputChannel } from 'vscode';
import type { Memory } from '../../core/models/lessons.ts';
import type { ApiKeys } from './keys.ts';
import type { Row } from './rows.ts';
import type { LanguageModels } from './vscode/languageModels.ts';

/** Where models come from: one group of the picker. */
export interface Source {
  readonly title: string;
  /** What is known without asking. */
  readonly rows: readonly Row[];
  /** All rows, once it was asked; null where there is nothing to ask. */
  readonly find: (() => Promise<readonly Row[]>) | null;
}

export interface SourceParts {
  readonly apiKeys: ApiKeys;
  readonly log: LogOutputChannel;
  readonly languageModels: LanguageModels;
  /** Of what was learned of models; default: nothing is told of that. */
  readonly memory?: Memory;
}
