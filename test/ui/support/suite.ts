import { cpSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { FAILURES, ROOT } from '../../../scripts/paths.ts';
import { analysis, openChat } from '../docent.ts';
import { openWorkbench, type Workbench, type WorkbenchOptions } from '../workbench.ts';
import { conversation, type Conversation } from './conversation.ts';

export interface DocentOptions extends Omit<WorkbenchOptions, 'folder' | 'extensions'> {
  /** What the opened folder begins with: a copy of this one. Default: nothing. */
  readonly folder?: string;
  /** The folder that Docent is loaded from. Default: the project's. */
  readonly extension?: string;
  /** Folders that the workspace has after the opened one, which are not on disk, and where the extension is that provides them. */
  readonly remote?: { readonly extension: string; readonly folders: readonly { readonly uri: string; readonly name: string }[] };
}

/** VS Code with Docent's view open, on a folder that the tests may change. */
export interface Docent {
  readonly workbench: Workbench;
  /** The opened folder, absolute. */
  readonly folder: string;
  readonly chat: Conversation;
  readonly analysis: Conversation;
  /** Shows an empty thread in the chat. */
  newThread(): Promise<void>;
  /** Closes the page that VS Code has laid over all others: its settings, its workspace trust. */
  closePage(): Promise<void>;
  /** Writes a file of the folder; returns its absolute path. */
  write(file: string, text: string | Uint8Array): string;
  /** Puts these settings of the workspace in force and takes back those before. VS Code notices soon, not at once. */
  configure(settings: Readonly<Record<string, unknown>>): void;
  /** Sets a setting of the user's, which a workspace can't; this VS Code reads those when a window is loaded, so it is loaded anew. */
  configureUser(key: string, value: unknown): Promise<void>;
}

/** One step, on a machine with two busy cores. */
const STEP_LIMIT_MS = 20_000;

/**
 * One workbench for all tests of a suite; called in the suite's body. A failed test leaves a picture.
 * @returns what a test asks for the workbench
 */
export function useDocent(options: DocentOptions = {}): () => Docent {
  let opened: Awaited<ReturnType<typeof openDocent>> | undefined;

  suiteSetup(async () => {
    opened = await openDocent(options);
  });
  teardown(async function () {
    if (this.currentTest?.isFailed()) await opened?.docent.workbench.screenshot(path.join(FAILURES, `${this.currentTest.fullTitle()}.png`));
  });
  suiteTeardown(() => opened?.close());
  return () => {
    if (!opened) throw new Error('The workbench is open only while the tests run');
    return opened.docent;
  };
}

/** A workbench of its own, until it is closed. */
export async function openDocent(options: DocentOptions = {}): Promise<{ readonly docent: Docent; close(): Promise<void> }> {
  const temp = mkdtempSync(path.join(tmpdir(), 'docent-ui-'));
  const folder = path.join(temp, 'workspace');
  if (options.folder) cpSync(options.folder, folder, { recursive: true });
  else mkdirSync(folder);
  const { remote } = options;
  const workspace = path.join(temp, 'tests.code-workspace');
  if (remote) writeFileSync(workspace, JSON.stringify({ folders: [{ path: folder }, ...remote.folders] }));
  const extensions = [options.extension ?? ROOT, ...(remote ? [remote.extension] : [])];
  const workbench = await openWorkbench({ ...options, folder: remote ? workspace : folder, extensions });
  workbench.page.setDefaultTimeout(STEP_LIMIT_MS);
  return {
    docent: await docentIn(workbench, folder),
    async close() {
      await workbench.close();
      rmSync(temp, { recursive: true, force: true, maxRetries: 5 });
    },
  };
}

async function docentIn(workbench: Workbench, folder: string): Promise<Docent> {
  const chat = conversation(await openChat(workbench));
  await chat.field.waitFor();
  const write = (file: string, text: string | Uint8Array) => {
    const target = path.join(folder, file);
    mkdirSync(path.dirname(target), { recursive: true });
    writeFileSync(target, text);
    return target;
  };
  async function configureUser(key: string, value: unknown): Promise<void> {
    const file = path.join(workbench.home, 'data', 'User', 'settings.json');
    const settings = JSON.parse(readFileSync(file, 'utf8')) as object;
    writeFileSync(file, JSON.stringify({ ...settings, [key]: value }));
    // By the page itself, whatever has the focus: nothing waits to be saved.
    await workbench.page.reload();
    await workbench.statusBar(/Docent/).waitFor();
  }

  return {
    workbench,
    folder,
    chat,
    write,
    analysis: conversation(analysis(workbench)),
    async newThread() {
      // Of a command that changes nothing one can't see when it has been done.
      if ((await chat.questions.count()) === 0) return;
      await workbench.runCommand('Docent: New Thread');
      await chat.frame.getByRole('heading', { name: 'Ask about your workspace' }).waitFor();
    },
    closePage: () => workbench.page.locator('.modal-editor-header').getByRole('button', { name: /^Close/ }).click(),
    configure: (settings) => void write('.vscode/settings.json', JSON.stringify(settings)),
    configureUser,
  };
}
