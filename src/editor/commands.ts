import * as vscode from 'vscode';
import type { Analyze } from './analysis/analyze.ts';
import type { EnvironmentCommands } from './analysis/python/environment.ts';
import type { ApiKeys } from './models/keys.ts';
import type { LocalApi } from './api/server.ts';
import type { TableEditors } from './grid/editor.ts';
import type { AssistantCommands } from './assistants/commands.ts';
import { createAskCommands } from './chat/askAbout.ts';
import { moveChat, type ChatEditor } from './chat/chatEditor.ts';
import { askProblem } from './chat/codeActions.ts';
import { createMessageCommands } from './chat/messageMenu.ts';
import type { ProposedChanges } from './chat/proposedChanges.ts';
import type { ChatView } from './chat/view.ts';
import type { DataCommands } from './data/commands.ts';
import { guard } from './errors.ts';
import type { KnowledgeCommand } from './knowledge/commands.ts';
import { showIndex } from './knowledge/picker.ts';
import { leaveSearch } from './knowledge/search.ts';
import type { HostedCommands } from './knowledge/hosted/commands.ts';
import { hostedStoreAt } from './knowledge/tree/node.ts';
import type { MenuTarget } from '../protocol/menu.ts';
import type { Embedding } from './knowledge/embeddings/embedding.ts';
import type { Indexing } from './knowledge/indexing.ts';
import type { ThreadsView } from './threads/view.ts';

export interface CommandParts {
  readonly chat: ChatView;
  readonly indexing: Indexing;
  readonly analyze: Analyze;
  readonly tables: TableEditors;
  readonly apiKeys: ApiKeys;
  readonly assistants: AssistantCommands;
  readonly api: LocalApi;
  readonly data: DataCommands;
  readonly changes: ProposedChanges;
  readonly chatEditor: ChatEditor;
  readonly hosted: HostedCommands;
  readonly log: vscode.LogOutputChannel;
  selectModel(): Promise<void>;
  readonly embedding: Pick<Embedding, 'choose' | 'stop'>;
  choosePython(): Promise<void>;
  showSessions(): Promise<void>;
  readonly environment: EnvironmentCommands;
  pickAssistant(): Promise<void>;
  readonly threads: ThreadsView;
  /** What can be done with stores and their files, see `knowledge/commands.ts`. */
  readonly knowledge: Readonly<Record<string, KnowledgeCommand>>;
  cleanUp(): Promise<void>;
  searchIndex(): Promise<void>;
  manageData(): Promise<void>;
  showUsage(): void;
}

/** The whole command surface. */
export function registerCommands(parts: CommandParts): vscode.Disposable {
  const { chat, indexing, analyze, tables, apiKeys, assistants, api, data, changes, chatEditor, hosted, knowledge, cleanUp, log, selectModel, embedding, choosePython, showSessions, environment, pickAssistant, threads, searchIndex, manageData, showUsage } = parts;
  const ask = createAskCommands(chat);
  const openSettings = (query: string) => vscode.commands.executeCommand('workbench.action.openSettings', query);
  const table: Readonly<Record<string, (uri?: vscode.Uri, more?: unknown) => unknown>> = {
    'docent.indexWorkspace': () => indexing.index(),
    'docent.showIndex': () => showIndex(indexing),
    'docent.searchIndex': searchIndex,
    'docent.leaveSearch': leaveSearch,
    'docent.indexHosted': (row) => hosted.index(hostedStoreAt(row)),
    'docent.addToHosted': (target) => hosted.addFiles(target instanceof vscode.Uri ? target : null, hostedStoreAt(target)),
    'docent.useHosted': () => hosted.use(),
    'docent.renameHosted': (row) => hosted.rename(hostedStoreAt(row)),
    'docent.chooseStore': (row) => hosted.choose(hostedStoreAt(row)),
    'docent.cleanUpHosted': (row) => hosted.cleanUp(hostedStoreAt(row)),
    'docent.ask': (uri, selected) => ask.about(uri, selected),
    'docent.askAboutChanges': (...chosen) => ask.changes(chosen[0], chosen.slice(1)),
    'docent.askAboutTest': (failure) => ask.testFailure(failure),
    'docent.askAboutCell': (cell) => ask.cell(cell),
    'docent.explain': (uri, problem) => askProblem(chat, 'explain', uri, problem),
    'docent.fix': (uri, problem) => askProblem(chat, 'fix', uri, problem),
    'docent.openInEditor': () => chatEditor.open(),
    'docent.moveChat': moveChat,
    // A notebook's tool bar gives something else, and its editor is in front.
    'docent.analyzeFile': (uri, selected) => analyze.file(uri instanceof vscode.Uri ? uri : undefined, Array.isArray(selected) ? selected : []),
    'docent.openTable': (uri) => tables.openFile(uri instanceof vscode.Uri ? uri : undefined),
    'docent.analyzeSelection': (cell) => analyze.selection(isCell(cell) ? cell : undefined),
    'docent.newThread': () => {
      chat.conversation.show(null);
      return chat.focus();
    },
    'docent.acceptChange': () => changes.accept(),
    'docent.discardChange': () => changes.discard(),
    'docent.find': () => chat.find(),
    ...threads.commands,
    'docent.selectModel': selectModel,
    'docent.chooseEmbeddingModel': embedding.choose,
    'docent.cancelEmbedding': embedding.stop,
    'docent.pickAssistant': pickAssistant,
    'docent.createAssistant': () => assistants.create(),
    'docent.editAssistant': () => assistants.edit(),
    'docent.duplicateAssistant': () => assistants.duplicate(),
    'docent.deleteAssistant': () => assistants.delete(),
    'docent.configurePython': choosePython,
    'docent.showSessions': showSessions,
    'docent.createEnvironment': () => environment.create(),
    'docent.removeEnvironment': () => environment.remove(),
    'docent.manageApiKeys': () => apiKeys.manage(),
    'docent.showUsage': showUsage,
    'docent.setBudget': () => openSettings('docent.usage.monthlyBudget'),
    'docent.startApiServer': () => api.start(),
    'docent.stopApiServer': () => api.stop(),
    'docent.cleanUp': cleanUp,
    'docent.manageData': manageData,
    'docent.openData': data.open,
    'docent.restoreData': data.restore,
    'docent.setDataAside': data.setAside,
    'docent.showDataFolder': data.showFolder,
    'docent.showLog': () => log.show(),
  };
  return vscode.Disposable.from(
    ...Object.entries(table).map(([name, run]) =>
      vscode.commands.registerCommand(name, (uri?: vscode.Uri, more?: unknown) => guard(log, () => run(uri, more))),
    ),
    ...Object.entries(createMessageCommands(chat, changes)).map(([name, run]) => vscode.commands.registerCommand(name, (target: MenuTarget) => guard(log, async () => run(target)))),
    ...Object.entries(knowledge).map(([name, run]) => vscode.commands.registerCommand(name, (...target: Parameters<KnowledgeCommand>) => guard(log, () => run(...target)))),
  );
}

/** What the menu of a notebook's cell gives. */
function isCell(value: unknown): value is vscode.NotebookCell {
  return typeof value === 'object' && value !== null && 'notebook' in value && 'document' in value;
}
