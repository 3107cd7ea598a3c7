import './editor/language.ts';
import { join } from 'node:path';
import * as vscode from 'vscode';
import { createDocent, type Docent } from './core/docent.ts';
import { createOwnEnvironment } from './core/interpreter/environments/own/environment.ts';
import { createModels } from './core/models/models.ts';
import { createSentRequests } from './core/models/sentRequests.ts';
import { isModelId, SEARCH_ONLY } from './core/models/servers.ts';
import type { Front } from './core/runs/front.ts';
import { errorInfo } from './core/types/errors.ts';
import { EDITOR_ADVICE } from './editor/advice.ts';
import { registerTableEditors } from './editor/grid/editor.ts';
import { registerAnalysisEditors } from './editor/analysis/editor.ts';
import { listSessions } from './editor/analysis/sessions.ts';
import { createAnalyze } from './editor/analysis/analyze.ts';
import { createEnvironmentCommands } from './editor/analysis/python/environment.ts';
import { followPython } from './editor/analysis/python/follow.ts';
import { pickPython } from './editor/analysis/python/picker.ts';
import { createPythonExtension } from './editor/analysis/python/pythonExtension.ts';
import { configured } from './editor/analysis/python/setting.ts';
import { createAssistantCommands } from './editor/assistants/commands.ts';
import { registerAssistantDocuments } from './editor/assistants/documents.ts';
import { registerAssistantLanguage } from './editor/assistants/language.ts';
import { namesHere } from './editor/assistants/names.ts';
import { pickAssistant } from './editor/assistants/picker.ts';
import { createEditorAssistants } from './editor/assistants/assistants.ts';
import { MCP_ADVICE, SCRIPT_ADVICE } from './editor/api/advice.ts';
import { withNotifications } from './editor/api/consents.ts';
import { createApiKeys } from './editor/models/keys.ts';
import { createLocalApi, type LocalApi } from './editor/api/server.ts';
import { createEditorUpstream } from './editor/api/upstream.ts';
import { registerChatView, type ChatView } from './editor/chat/view.ts';
import { registerDocumentTexts } from './editor/chat/citations.ts';
import { isUploaded } from './editor/chat/uploaded.ts';
import { registerCommands } from './editor/commands.ts';
import { registerContextKeys } from './editor/contextKeys.ts';
import { createConsents } from './editor/consents.ts';
import { createComposer } from './editor/chat/composer/composer.ts';
import { interpreterLine } from './editor/chat/interpreterLine.ts';
import { registerChatEditor } from './editor/chat/chatEditor.ts';
import { registerCodeActions } from './editor/chat/codeActions.ts';
import { createConversation } from './editor/chat/conversation.ts';
import type { ViewParts } from './editor/chat/conversationView.ts';
import { registerParticipant } from './editor/chat/participant.ts';
import { createProposedChanges } from './editor/chat/proposedChanges.ts';
import { createDataCommands } from './editor/data/commands.ts';
import { dataDir, manageData } from './editor/dataFolder.ts';
import { showError } from './editor/errors.ts';
import { cleanUp } from './editor/cleanup/cleanUp.ts';
import { knowledgeCommands } from './editor/knowledge/commands.ts';
import { createHostedCommands } from './editor/knowledge/hosted/commands.ts';
import { hostedServices } from './editor/knowledge/hosted/services.ts';
import { createEmbedding } from './editor/knowledge/embeddings/embedding.ts';
import { createIndexing, type Indexing } from './editor/knowledge/indexing.ts';
import { nothingIndexed } from './editor/knowledge/nothingIndexed.ts';
import { searchIndex } from './editor/knowledge/search.ts';
import { createAttachStores } from './editor/knowledge/stores/attach.ts';
import { hostedSource } from './editor/knowledge/tree/hostedSource.ts';
import { uploadsSource } from './editor/knowledge/tree/uploadsSource.ts';
import { registerKnowledgeView } from './editor/knowledge/tree/view.ts';
import { workspaceSource } from './editor/knowledge/tree/workspaceSource.ts';
import { registerMcp } from './editor/mcp/server.ts';
import { mementoMemory } from './editor/models/memory.ts';
import { createLanguageModels } from './editor/models/vscode/languageModels.ts';
import { editorTool } from './editor/tools/editorTool.ts';
import { registerLanguageModelTools } from './editor/tools/offered.ts';
import { pickModel } from './editor/models/picker.ts';
import { modelIds } from './editor/models/sources.ts';
import { remoteFiles } from './editor/remoteFiles.ts';
import { onSettingChange, settings } from './editor/settings.ts';
import { createStatusBar } from './editor/knowledge/statusBar.ts';
import { registerThreadsView, type ThreadsView } from './editor/threads/view.ts';
import { warnOfBudget } from './editor/usage/budget.ts';
import { registerUsageView } from './editor/usage/view.ts';
import { openFolders, trustedFolders } from './editor/workspace.ts';

/** What other extensions and the tests in the host get from `activate()`. */
export interface Extension {
  readonly docent: Docent;
  readonly indexing: Indexing;
  readonly chat: ChatView;
  readonly api: LocalApi;
}

/** A script that lists models does not wait longer for servers that are down. In milliseconds. */
const MODELS_TIMEOUT_MS = 3_000;

let docent: Docent | null = null;
let threads: ThreadsView | null = null;

/** A failure here is all the user would ever see of Docent, so it is said, and not only logged. */
export function activate(context: vscode.ExtensionContext): Extension {
  try {
    return start(context);
  } catch (error) {
    void showError(errorInfo(error));
    throw error;
  }
}

function start(context: vscode.ExtensionContext): Extension {
  const { extensionUri, globalState, globalStorageUri, secrets, subscriptions, workspaceState } = context;
  const log = vscode.window.createOutputChannel('Docent', { log: true });
  const dist = (name: string) => join(extensionUri.fsPath, 'dist', name);
  const consents = createConsents(workspaceState);
  const apiKeys = createApiKeys(secrets, log);
  const languageModels = createLanguageModels();
  const memory = mementoMemory(globalState, log);
  const modelParts = { apiKeys, log, languageModels, memory };
  const sent = createSentRequests();
  const models = createModels({ settings: settings.models, apiKey: apiKeys.get, vscodeModel: languageModels.get, memory, log, sent, made: async (container) => docent?.hosted.made(container) });

  const editor: Front = { consents, secrets: 'masked', advice: { ...EDITOR_ADVICE, nothingIndexed }, model: (id) => models(id, EDITOR_ADVICE) };
  const scripts: Front = {
    consents: withNotifications(consents),
    secrets: 'sent',
    advice: SCRIPT_ADVICE,
    model: (id) => models(id, SCRIPT_ADVICE),
  };

  const pythonExtension = createPythonExtension(log);
  const own = createOwnEnvironment(join(globalStorageUri.fsPath, 'python'));
  const dir = dataDir(globalStorageUri);
  docent = createDocent({
    dataDir: dir,
    assets: {
      knowledgeWorker: dist('knowledgeWorker.cjs'),
      dataWorker: dist('dataWorker.cjs'),
      pictures: { worker: dist('pictureWorker.cjs'), program: dist('index_bg.wasm'), font: dist('DejaVuSans.ttf') },
      pythonScripts: dist('python'),
    },
    log,
    front: (origin) => (origin === 'api' ? scripts : editor),
    python: configured,
    selectedPython: pythonExtension.selected,
    ownPython: own.program,
    limits: settings.limits,
    monthlyBudget: settings.monthlyBudget,
    folders: openFolders,
    remoteFiles,
    assistantFolders: trustedFolders,
    codeAllowed: () => vscode.workspace.isTrusted,
    editorTool,
    building: () => indexing.building(),
    embedder: () => embedding.asked(),
    hostedServices: () => hostedServices(apiKeys),
  });
  const parts = docent;
  const contextChanged = new vscode.EventEmitter<void>();
  const indexing = createIndexing(docent, log, workspaceState);
  const embedding = createEmbedding({ store: docent.workspace.store, usage: docent.usage, indexing, apiKeys, memory: workspaceState, log });
  const assistants = createEditorAssistants(docent.assistants);
  const changes = createProposedChanges();
  const tables = registerTableEditors({ docent, extensionUri, keptDir: join(globalStorageUri.fsPath, 'tables'), log });
  const viewParts: ViewParts = {
    docent,
    extensionUri,
    assistants,
    indexing,
    consents,
    embedding,
    changes,
    openTable: tables.openTable,
    log,
    sent,
    onDidChangeContext: contextChanged.event,
  };
  const conversation = createConversation(docent, 'chat', workspaceState);
  const composer = createComposer({ docent, conversation, consents, log, memory: workspaceState, onDidChangeContext: contextChanged.event });
  const chat = registerChatView(conversation, composer, viewParts, workspaceState);
  const chatEditor = registerChatEditor(chat, viewParts);
  threads = registerThreadsView(docent, chat, workspaceState, log);
  const assistantCommands = createAssistantCommands(docent, assistants, conversation);
  const analyses = registerAnalysisEditors(viewParts, chat);
  const attach = createAttachStores(docent, assistants, chat);
  const knowledge = registerKnowledgeView(docent, [workspaceSource(parts.workspace.store, indexing), uploadsSource(parts.vectorStores), hostedSource(parts.hosted)], log);
  const version = String((context.extension.packageJSON as { readonly version: unknown }).version);
  const mcp = registerMcp({ docent, log, version, advice: MCP_ADVICE, consents: scripts.consents });
  const api = createLocalApi({
    docent,
    log,
    version,
    mcp: mcp.handle,
    secrets,
    showLog: () => log.show(),
    upstream: createEditorUpstream({ apiKeys, consents, log }),
    models: async () => [SEARCH_ONLY, ...(await modelIds(modelParts, settings.models(), AbortSignal.timeout(MODELS_TIMEOUT_MS)))],
    modelId: (name) => (name !== null && isModelId(name, settings.models()) ? name : null),
  });
  const environment = createEnvironmentCommands({ own, interpreter: parts.interpreter, log });
  const usage = registerUsageView(docent, extensionUri, log);
  const data = createDataCommands(docent.data, dir);

  subscriptions.push(
    log, contextChanged, embedding, indexing, assistants, chat, threads, analyses, tables, usage, api, mcp, data, changes, knowledge,
    chatEditor, registerCodeActions(), registerParticipant(docent, chat, consents, log),
    registerAssistantDocuments(docent.assistants, assistants.changed),
    registerAssistantLanguage({ assistants, log, known: () => namesHere(parts.assistants), models: (signal) => modelIds(modelParts, settings.models(), signal) }),
    registerContextKeys(docent, indexing),
    createStatusBar(indexing, embedding, async () => interpreterLine(await parts.interpreter.probe()), contextChanged.event),
    warnOfBudget(docent, globalState, log, usage.show),
    registerLanguageModelTools(docent),
    registerDocumentTexts(async (id) => (await (isUploaded(id) ? parts.vectorStores : parts.workspace.store).text(id)) ?? parts.hosted.text(id)),
    registerCommands({
      chat,
      indexing,
      apiKeys,
      api,
      data,
      changes,
      chatEditor,
      hosted: createHostedCommands({ docent, indexing, apiKeys }),
      log,
      tables,
      analyze: createAnalyze(analyses, docent.files),
      selectModel: () => pickModel(modelParts),
      embedding,
      showSessions: () =>
        listSessions(parts, async (thread) => {
          if (analyses.reveal(thread.id)) return;
          chat.conversation.show(thread);
          await chat.focus();
        }),
      choosePython: () => pickPython(parts.interpreter, own, environment),
      environment,
      assistants: assistantCommands,
      pickAssistant: () => pickAssistant(assistants, chat, assistantCommands, attach),
      knowledge: knowledgeCommands({ docent, indexing, assistants, attach, chat, view: knowledge }),
      cleanUp: () => cleanUp(parts.cleanUp, () => assistants.changed()),
      threads,
      searchIndex: () => searchIndex(parts.workspace.store),
      manageData: () => manageData(parts, dir),
      showUsage: usage.show,
    }),
    onSettingChange('model', () => contextChanged.fire()),
    pythonExtension,
    followPython(parts.interpreter, pythonExtension, log, () => contextChanged.fire()),
    vscode.workspace.onDidGrantWorkspaceTrust(() => contextChanged.fire()),
    contextChanged.event(mcp.changed),
  );
  return { docent, indexing, chat, api };
}

/** VS Code waits for this: what had arrived of an answer is on disk afterwards. */
export async function deactivate(): Promise<void> {
  await threads?.finish();
  await docent?.close();
}
