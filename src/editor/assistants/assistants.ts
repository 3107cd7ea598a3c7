import { t } from '@vscode/l10n';
import * as vscode from 'vscode';
import type { Assistants } from '../../core/assistants/assistants.ts';
import type { AssistantChoice } from '../../core/assistants/choice.ts';
import { DEFAULT_ASSISTANT } from '../../core/assistants/default.ts';
import { ALL } from '../../core/data/page.ts';
import type { Assistant } from '../../core/types/assistant.ts';
import { documentUri } from './documents.ts';
import { shownPath } from '../workspace.ts';

/** An assistant as one chooses it. */
export interface AssistantEntry {
  readonly id: AssistantChoice;
  /** No two entries have the same. */
  readonly name: string;
  /** In words. */
  readonly origin: string;
  /** Where it is edited; null: nowhere. */
  readonly uri: vscode.Uri | null;
  /** Null where it can't be used, and then why. */
  readonly assistant: Assistant | null;
  readonly error: string | null;
  /** What of it counts for nothing; null where all does. */
  readonly hint: string | null;
}

/** The assistants that can be chosen here. */
export interface EditorAssistants extends vscode.Disposable {
  /** One of them may have come, gone or changed. */
  readonly onDidChange: vscode.Event<void>;
  /** Docent's own, those of the workspace, and those that Docent keeps, in this order. */
  entries(): Promise<readonly AssistantEntry[]>;
  /** To be called when an assistant was saved or deleted here. */
  changed(): void;
}

/** The folder of assistants below a workspace's folder. */
export const ASSISTANTS_GLOB = '**/.docent/assistants/*.md';

export function createEditorAssistants(assistants: Assistants): EditorAssistants {
  const changes = new vscode.EventEmitter<void>();
  const watcher = vscode.workspace.createFileSystemWatcher(ASSISTANTS_GLOB);
  const fire = () => changes.fire();
  const subscriptions = vscode.Disposable.from(
    changes, watcher, watcher.onDidCreate(fire), watcher.onDidChange(fire), watcher.onDidDelete(fire),
    vscode.workspace.onDidGrantWorkspaceTrust(fire),
    vscode.workspace.onDidChangeWorkspaceFolders(fire),
  );

  return {
    onDidChange: changes.event,
    changed: fire,
    async entries() {
      const [files, { data }] = await Promise.all([assistants.files(), assistants.list(ALL)]);
      const inFiles = files.map(({ id, path, assistant, error, hint }) => {
        const uri = vscode.Uri.file(path);
        return { id, name: assistant?.name ?? shownPath(uri), origin: shownPath(uri), uri, assistant, error, hint };
      });
      const rows = data.filter(({ id }) => !files.some((file) => file.id === id));
      const kept = rows.map((assistant) => {
        const { id, name } = assistant;
        return { id, name: name || t('Untitled'), origin: t('kept by Docent'), uri: documentUri(assistant), assistant, error: null, hint: null };
      });
      const own = { id: null, name: DEFAULT_ASSISTANT.name, origin: t('built in'), uri: null, assistant: DEFAULT_ASSISTANT, error: null, hint: null };
      return withUniqueNames([own, ...inFiles, ...kept]);
    },
    dispose: () => subscriptions.dispose(),
  };
}

/** `Expert`, `Expert (2)`, … */
function withUniqueNames(entries: readonly AssistantEntry[]): readonly AssistantEntry[] {
  const taken = new Set<string>();
  return entries.map((entry) => {
    let { name } = entry;
    for (let n = 2; taken.has(name); n++) name = `${entry.name} (${n})`;
    taken.add(name);
    return { ...entry, name };
  });
}
