import { createCallTool, type CallTool } from './callTool.ts';
import { createPrepare } from './prepare.ts';
import { createAssistants, type Assistants } from './assistants/assistants.ts';
import { createAssistantTools, type AssistantTools } from './tools/assistantTools.ts';
import { createCleanUp, type CleanUp } from './cleanup/cleanUp.ts';
import { createDataDirectory, type KeptData } from './data/dataDirectory.ts';
import type { Changes } from './data/changes.ts';
import type { Files } from './data/files.ts';
import type { Items } from './data/items.ts';
import type { ResponseRows } from './data/responses.ts';
import type { Threads } from './data/threads.ts';
import type { UsageRows } from './data/usage.ts';
import type { FileSystem } from './disk/fileSystem.ts';
import { followData } from './followData.ts';
import { journalFor } from './disk/journal.ts';
import { createContainers, type Containers } from './containers/containers.ts';
import { createInterpreter, type CodeLimits } from './interpreter/createInterpreter.ts';
import { candidates, NO_PLACES } from './interpreter/environments/candidates.ts';
import type { Interpreter } from './interpreter/interpreter.ts';
import { bitmapOf, type PictureAssets } from './interpreter/pictures/bitmap.ts';
import { createKnowledge, type KnowledgeOptions } from './knowledge/knowledge.ts';
import { createHostedStores, type HostedService, type HostedStores } from './knowledge/stores/hosted/hostedStores.ts';
import type { SourceFolder } from './knowledge/vectorStore.ts';
import type { Model } from './models/model.ts';
import { checkBudget } from './runs/budget.ts';
import type { Front } from './runs/front.ts';
import { givenFiles } from './runs/givenFiles.ts';
import { requestSize, type RequestSize } from './runs/requestSize.ts';
import { createRuns, type Runs } from './runs/runs.ts';
import { surroundingsText, systemName } from './runs/surroundings.ts';
import { createVectorStores, type VectorStores } from './knowledge/stores/uploads/vectorStores.ts';
import { threadDeleter } from './deleteThread.ts';
import { createCodeInterpreter } from './tools/codeInterpreter.ts';
import { codePlaces } from './tools/codePlace.ts';
import { createReadLines } from './tools/readLines.ts';
import { createFileSearch } from './tools/fileSearch.ts';
import { createStoreAccess } from './storeAccess.ts';
import type { Tool } from './tools/tool.ts';
import { containerOf, type Assistant } from './types/assistant.ts';
import type { Log } from './types/log.ts';
import type { Thread, ThreadOrigin } from './types/thread.ts';
import { createWorkspace, type Workspace, type WorkspaceParts } from './workspace.ts';

/** What Docent is given; what may change while it runs is asked for each time. */
export interface DocentOptions {
  /** Absolute folder for all that is kept; made if it is not there. */
  readonly dataDir: string;
  /** Absolute paths of what is loaded as files. */
  readonly assets: { readonly knowledgeWorker: string; readonly dataWorker: string; readonly pythonScripts: string; readonly pictures: PictureAssets };
  readonly log: Log;
  /** Who asks in threads of this origin. */
  front(origin: ThreadOrigin): Front;
  /** A tool of the editor's, which has the user's consent asked before each call; null where there is none of that name. */
  editorTool(name: string): Tool | null;
  /** The Python that the user chose; null to look for one. */
  python(): string | null;
  /** The Python that is selected in the editor's Python extension; left out, or null, where none is. */
  selectedPython?(): Promise<string | null>;
  /** The program of Docent's own environment; left out, or null, where there is none. */
  ownPython?(): string | null;
  /** The folders that are open, trusted or not; none where left out. */
  folders?(): readonly SourceFolder[];
  /** Reads those of the folders that are not on disk; left out where there are none. */
  readonly remoteFiles?: KnowledgeOptions['remote'];
  /** Absolute paths of the folders whose assistants count; those of a workspace that is not trusted don't. */
  assistantFolders(): readonly string[];
  /** Whether code may run at all; not in a workspace that is not trusted. */
  codeAllowed(): boolean;
  /** US dollars that may be spent in a month; null, or where left out: as many as one likes. */
  monthlyBudget?(): number | null;
  /** Resolves when the index of the open folders, which is being built or built again, is ready; null, or left out, where none is. */
  building?(): Promise<void> | null;
  /** The embedding model by which questions are asked of the open folders' index; null, or left out: none is. */
  embedder?: WorkspaceParts['embedder'];
  /** Where OpenAI's API is, with its vector stores, as the user has it set up; left out: nowhere. */
  hostedServices?(): readonly HostedService[];
  limits(): CodeLimits;
  /** Brings the index of the folders up to date before it is searched; left out where somebody else sees to that. Resolves at the latest when `signal` aborts. */
  refresh?(signal: AbortSignal): Promise<void>;
}

/** The engine, without an editor. */
export interface Docent {
  /** How it stands with all that is kept; it is being opened from the start. */
  readonly data: KeptData;
  readonly assistants: Assistants;
  readonly threads: Threads;
  /** What has become of a thread, whichever process has changed it. */
  readonly changes: Changes;
  readonly items: Items;
  readonly runs: Runs;
  /** What all runs took. */
  readonly usage: UsageRows;
  readonly files: Files;
  readonly vectorStores: VectorStores;
  /** The stores at hosted services. */
  readonly hosted: HostedStores;
  readonly interpreter: Interpreter;
  /** Places for code that belong to no thread. */
  readonly containers: Containers;
  /** The answers that scripts asked for by themselves. */
  readonly responses: ResponseRows;
  readonly tools: AssistantTools;
  /** Calls a tool by itself, without a run. */
  readonly callTool: CallTool;
  /** The model that answers an assistant now, in threads of this origin. */
  model(assistant: Assistant, origin: ThreadOrigin): Model;
  /** What a request takes before anything is asked in it. @param threadId null where there is no thread yet */
  requestSize(assistant: Assistant, threadId: string | null): Promise<RequestSize>;
  /** The open folders: what threads are kept under, and what is known of their files. */
  readonly workspace: Workspace;
  /** What was made on this machine, to be found and deleted. */
  readonly cleanUp: CleanUp;
  /** Stops the thread's run and deletes it with its session and files. */
  deleteThread(threadId: string): Promise<void>;
  /** What the data lies on; a disk, until it is open. */
  readonly fileSystem: FileSystem;
  /** Whether other processes use the same data. */
  hasOthers(): Promise<boolean>;
  /** A number that changes when another process has changed the data. */
  dataVersion(): number;
  close(): Promise<void>;
}

/** All of it is there at once; what needs the data waits until that is open, and fails with its sentence where it can't be opened. */
export function createDocent(options: DocentOptions): Docent {
  const { log, assets } = options;
  const data = createDataDirectory(options.dataDir, { worker: assets.dataWorker, log, reload: () => options.front('chat').advice.reload });
  const knowledge = createKnowledge({ dir: data.storesDir, journal: () => journalFor(data.fileSystem), worker: assets.knowledgeWorker, ...(options.remoteFiles && { remote: options.remoteFiles }), log });
  const interpreter = createInterpreter({
    dir: data.sessionsDir,
    scripts: assets.pythonScripts,
    python: options.python,
    candidates: () => candidates({ selected: options.selectedPython ?? NO_PLACES.selected, folders: options.assistantFolders, own: options.ownPython ?? NO_PLACES.own }),
    limits: options.limits,
    log,
    saveFile: data.files.save,
    bitmap: (svg) => bitmapOf(svg, assets.pictures),
  });
  const workspace = createWorkspace({ folders: options.folders ?? (() => []), known: data.folders, data, knowledge, embedder: options.embedder ?? (() => null), log });
  const vectorStores = createVectorStores({
    rows: data.stores,
    fileRows: data.storeFiles,
    files: data.files,
    knowledge,
    owner: data.owner,
    log,
  });
  const containers = createContainers({ rows: data.containers, files: data.files, interpreter, log });
  const place = codePlaces(interpreter, containers);
  const hosted = createHostedStores({
    rows: data.hostedStores,
    ledger: data.ledger,
    owner: data.owner,
    knowledge,
    index: workspace.store,
    folders: options.folders ?? (() => []),
    services: options.hostedServices ?? (() => []),
    hasThread: async (id) => (await data.threads.get(id)) !== null,
    log,
  });
  const stores = createStoreAccess({ data, workspace, knowledge, hosted, vectorStores });
  const fileSearch = createFileSearch({ storeOf: stores.searched, unread: stores.uploads.unread, building: () => options.building?.() ?? null });
  const tools = createAssistantTools({
    fileSearch,
    readLines: createReadLines(stores.read),
    editorTool: options.editorTool,
    codeInterpreter: (python) => createCodeInterpreter(interpreter, options.codeAllowed, python, place),
  });
  const prepare = createPrepare(stores.uploads, options.refresh);
  async function toolsOf(assistant: Assistant): Promise<readonly Tool[]> {
    const needsPython = options.codeAllowed() && assistant.tools.some(({ type }) => type === 'code_interpreter');
    return tools(assistant, needsPython ? await interpreter.probe() : null);
  }
  function surroundings({ origin }: Pick<Thread, 'origin'>, now: Date): string | null {
    // What scripts ask is theirs, word for word.
    if (origin === 'api') return null;
    const folders = (options.folders?.() ?? []).map(({ path }) => knowledge.outline(path));
    return surroundingsText({ system: systemName(), folders }, now);
  }
  const runs = createRuns({
    items: data.items,
    rows: data.runs,
    threads: data.threads,
    files: data.files,
    owner: data.owner,
    log,
    front: options.front,
    tools: toolsOf,
    python: () => createCodeInterpreter(interpreter, options.codeAllowed),
    surroundings,
    givenFiles: async (assistant, thread) => [...(await givenFiles(data.files, assistant, thread)), ...(await containers.givenTo(assistant))],
    mayAsk: (asked) => checkBudget(asked, options.monthlyBudget?.() ?? null, data.usage),
    async admit({ assistant, threadId }, signal, { atEnd }) {
      const thread = await data.threads.get(threadId);
      // Scripts wait in the queue until Python is free. A question in the editor must not wait for what it may not need.
      const mayNeedPython = assistant.tools.some(({ type }) => type === 'code_interpreter');
      if (thread?.origin === 'api' && mayNeedPython) atEnd(await interpreter.lease(containerOf(assistant) ?? threadId, signal));
    },
    prepare,
  });
  followData({ data, runs, containers, vectorStores, log });
  void data.open();
  const deleteThread = threadDeleter({ data, runs, vectorStores, interpreter });
  const cleanUp = createCleanUp({
    data,
    workspaceId: workspace.id,
    remove: { store: vectorStores.delete, file: vectorStores.deleteFile, assistant: data.assistants.delete, thread: deleteThread, index: knowledge.delete },
  });
  let closing: Promise<void> | null = null;
  async function close(): Promise<void> {
    await runs.close();
    containers.close();
    await vectorStores.close();
    await Promise.all([interpreter.close(), knowledge.close()]);
    await data.close();
  }

  return {
    assistants: createAssistants({ rows: data.assistants, stores: stores.named, folders: options.assistantFolders }),
    data,
    threads: data.threads,
    changes: data.changes,
    items: data.items,
    runs,
    usage: data.usage,
    files: data.files,
    vectorStores,
    hosted,
    interpreter,
    containers,
    responses: data.responses,
    tools,
    callTool: createCallTool(tools, prepare),
    model: (assistant, origin) => options.front(origin).model(assistant.model),
    async requestSize(assistant, threadId) {
      const run = threadId === null ? null : await data.runs.latest(threadId);
      return requestSize(assistant.instructions, surroundings({ origin: 'chat' }, new Date()), await toolsOf(assistant), run?.turns.at(-1) ?? null);
    },
    workspace,
    get fileSystem() {
      return data.fileSystem;
    },
    hasOthers: data.owner.hasOthers,
    dataVersion: data.database.version,
    cleanUp,
    deleteThread,
    close: () => (closing ??= close()),
  };
}
