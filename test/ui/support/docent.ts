import { cpSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { FAILURES, ROOT } from '../../../scripts/paths.ts';
import { openWorkbench, type Workbench, type WorkbenchOptions } from '../workbench.ts';
import { conversationPage, type ConversationPage } from './conversation.ts';

export interface DocentOptions extends Omit<WorkbenchOptions, 'folder' | 'extensions'> {
  /** What the opened folder begins with: a copy of this one. Default: nothing. */
  readonly folder?: string;
}

/** VS Code with Docent on a folder that the tests may change. */
export interface Docent {
  readonly workbench: Workbench;
  /** The opened folder, absolute. */
  readonly folder: string;
  readonly chat: ConversationPage;
  readonly analysis: ConversationPage;
  /** Opens the side bar's view. */
  openChat(): Promise<void>;
  /** Opens it with an empty thread. */
  newThread(): Promise<void>;
  /** Writes a file of the folder; resolves with its absolute path. */
  write(file: string, text: string | Uint8Array): string;
  /** Puts settings of the workspace in force; what was set before is gone. VS Code notices soon, not at once. */
  configure(settings: Readonly<Record<string, unknown>>): void;
}

/** A step waits for a state, on a machine with two busy cores. */
const STEP_TIMEOUT_MS = 20_000;

/**
 * One workbench for all tests of a suite; to be called in the suite's body. A failed test leaves a picture.
 * @returns what the tests ask for the workbench
 */
export function useDocent(options: DocentOptions = {}): () => Docent {
  let docent: Docent | undefined;
  const temp = mkdtempSync(path.join(tmpdir(), 'docent-ui-'));

  suiteSetup(async () => {
    const folder = path.join(temp, 'workspace');
    if (options.folder) cpSync(options.folder, folder, { recursive: true });
    else mkdirSync(folder);
    const workbench = await openWorkbench({ ...options, folder, extensions: [ROOT] });
    workbench.page.setDefaultTimeout(STEP_TIMEOUT_MS);
    docent = docentIn(workbench, folder);
  });
  teardown(async function () {
    if (this.currentTest?.isFailed()) await docent?.workbench.screenshot(path.join(FAILURES, `${this.currentTest.fullTitle()}.png`));
  });
  suiteTeardown(async () => {
    await docent?.workbench.close();
    rmSync(temp, { recursive: true, force: true, maxRetries: 5 });
  });
  return () => {
    if (!docent) throw new Error('The workbench is open only while the tests run');
    return docent;
  };
}

function docentIn(workbench: Workbench, folder: string): Docent {
  const { page } = workbench;
  const chat = conversationPage(workbench.sideBarView());
  const openChat = async () => {
    await page.locator('.activitybar .action-label[aria-label^="Docent"]').click();
    await chat.field.waitFor();
  };
  const write = (file: string, text: string | Uint8Array) => {
    const target = path.join(folder, file);
    mkdirSync(path.dirname(target), { recursive: true });
    writeFileSync(target, text);
    return target;
  };
  return {
    ...{ workbench, folder, chat, openChat, write },
    analysis: conversationPage(workbench.editorView()),
    async newThread() {
      await workbench.runCommand('Docent: New Thread');
      await chat.view.getByRole('heading', { name: 'Ask about your workspace' }).waitFor();
    },
    configure: (settings) => void write('.vscode/settings.json', JSON.stringify(settings)),
  };
}
