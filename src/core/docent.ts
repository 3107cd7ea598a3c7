import { createAssistants, type Assistants } from './assistants/assistants.ts';
import { createAssistantTools, type AssistantTools } from './tools/assistantTools.ts';
import { openDataDirectory } from './data/dataDirectory.ts';
import type { Changes } from './data/changes.ts';
import type { Files } from './data/files.ts';
import type { Items } from './data/items.ts';
import type { Threads } from './data/threads.ts';
import type { UsageRows } from './data/usage.ts';
import type { FileSystem } from './disk/fileSystem.ts';
import { journalFor } from './disk/journal.ts';
import { createInterpreter } from './interpreter/createInterpreter.ts';
import type { Interpreter } from './interpreter/interpreter.ts';
import { createKnowledge } from './knowledge/knowledge.ts';
import type { SourceFolder } from './knowledge/vectorStore.ts';
import type { Model } from './models/model.ts';
import { checkBudget } from './runs/budget.ts';
import type { Front } from './runs/front.ts';
import { attachments } from './runs/history.ts';
import { createRuns, type Runs } from './runs/runs.ts';
import { prepareStores } from './knowledge/stores/uploads/prepareStores.ts';
import { createVectorStores, type VectorStores } from './knowledge/stores/uploads/vectorStores.ts';
import { createCodeInterpreter } from './tools/codeInterpreter.ts';
import { createFileSearch } from './tools/fileSearch.ts';
import type { Tool } from './tools/tool.ts';
import type { Assistant } from './types/assistant.ts';
import type { Log } from './types/log.ts';
import type { ThreadOrigin } from './types/thread.ts';
import { WORKSPACE } from './types/vectorStore.ts';
import { createWorkspace, type Workspace } from './workspace.ts';

/** What Docent is given; what may change while it runs is asked for each time. */
export interface DocentOptions {
  /** Absolute folder for all that is kept; made if it is not there. */
  readonly dataDir: string;
  /** Absolute paths of what is loaded as files. */
  readonly assets: { readonly knowledgeWorker: string; readonly pythonScripts: string };
  readonly log: Log;
  /** Who asks in threads of this origin. */
  front(origin: ThreadOrigin): Front;
  /** A tool of the editor's, which has the user's consent asked before each call; null where there is none of that name. */
  editorTool(name: string): Tool | null;
  /** The Python that the user chose; null to look for one. */
  python(): string | null;
  /** The folders that are open, trusted or not; none where left out. */
  folders?(): readonly SourceFolder[];
  /** Absolute paths of the folders whose assistants count; those of a workspace that is not trusted don't. */
  assistantFolders(): readonly string[];
  /** Whether code may run at all; not in a workspace that is not trusted. */
  codeAllowed(): boolean;
  /** US dollars that may be spent in a month; null, or where left out: as many as one likes. */
  monthlyBudget?(): number | null;
  limits(): { readonly timeLimitMs: number; readonly memoryMb: number };
}

/** The engine, without an editor. */
export interface Docent {
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
  readonly interpreter: Interpreter;
  readonly tools: AssistantTools;
  /** The model that answers an assistant now, in threads of this origin. */
  model(assistant: Assistant, origin: ThreadOrigin): Model;
  /** The open folders: what threads are kept under, and what is known of their files. */
  readonly workspace: Workspace;
  /** Stops the thread's run and deletes it with its session and files. */
  deleteThread(threadId: string): Promise<void>;
  /** What the data lies on. */
  readonly fileSystem: FileSystem;
  /** Whether other processes use the same data. */
  hasCompany(): Promise<boolean>;
  /** A number that changes when another process has changed the data. */
  dataVersion(): number;
  close(): Promise<void>;
}

export async function createDocent(options: DocentOptions): Promise<Docent> {
  const { log, assets } = options;
  const data = await openDataDirectory(options.dataDir, log);
  const knowledge = createKnowledge({ dir: data.storesDir, journal: journalFor(data.fileSystem), worker: assets.knowledgeWorker, log });
  const interpreter = createInterpreter({
    dir: data.sessionsDir,
    scripts: assets.pythonScripts,
    python: options.python,
    limits: options.limits,
    log,
    saveFile: data.files.save,
  });
  const workspace = createWorkspace({ folders: options.folders ?? (() => []), known: data.folders, knowledge });
  const vectorStores = await createVectorStores({
    rows: data.stores,
    fileRows: data.storeFiles,
    files: data.files,
    knowledge,
    owner: data.owner,
    log,
  });
  const fileSearch = createFileSearch((id) => (id === WORKSPACE ? workspace.store : knowledge.store(id)), vectorStores.unread);
  const tools = createAssistantTools({
    fileSearch,
    editorTool: options.editorTool,
    codeInterpreter: () => createCodeInterpreter(interpreter, options.codeAllowed),
  });
  const runs = await createRuns({
    items: data.items,
    rows: data.runs,
    threads: data.threads,
    files: data.files,
    owner: data.owner,
    log,
    front: options.front,
    tools,
    async givenFiles(assistant, thread) {
      const ids = new Set([...assistant.toolResources.codeInterpreterFiles, ...thread.toolResources.codeInterpreterFiles]);
      const files = await Promise.all([...ids].map(data.files.get));
      return files.flatMap((file) => (file ? [{ id: file.id, name: file.name, path: data.files.path(file), bytes: file.bytes }] : []));
    },
    mayAsk: (asked) => checkBudget(asked, options.monthlyBudget?.() ?? null, data.usage),
    async admit({ assistant, threadId }, signal, { atEnd }) {
      const thread = await data.threads.get(threadId);
      // Scripts wait in the queue until Python is free. A question in the editor must not wait for what it may not need.
      const mayNeedPython = assistant.tools.some(({ type }) => type === 'code_interpreter');
      if (thread?.origin === 'api' && mayNeedPython) atEnd(await interpreter.lease(threadId, signal));
    },
    prepare: (assistant, thread, signal, { waitFor }) => prepareStores(vectorStores, { assistant, thread, signal }, waitFor),
  });

  let closing: Promise<void> | null = null;
  async function close(): Promise<void> {
    await runs.close();
    await vectorStores.close();
    await Promise.all([interpreter.close(), knowledge.close()]);
    await data.close();
  }

  return {
    assistants: createAssistants({ rows: data.assistants, stores: data.stores, folders: options.assistantFolders }),
    threads: data.threads,
    changes: data.changes,
    items: data.items,
    runs,
    usage: data.usage,
    files: data.files,
    vectorStores,
    interpreter,
    tools,
    model: (assistant, origin) => options.front(origin).model(assistant.model),
    workspace,
    fileSystem: data.fileSystem,
    hasCompany: data.owner.hasCompany,
    dataVersion: data.database.version,
    async deleteThread(threadId) {
      await runs.cancel(threadId);
      // Uploaded files are their owner's, who may use them elsewhere.
      const attached = attachments(await data.items.list(threadId)).filter(({ id }) => id === null);
      // First the rows: a thread whose bytes are hard to remove must not be there again.
      await data.threads.delete(threadId);
      for (const id of await data.files.deleteOf(threadId, attached.map(({ path }) => path))) await vectorStores.forgetFile(id);
      await interpreter.session(threadId).delete();
    },
    close: () => (closing ??= close()),
  };
}
