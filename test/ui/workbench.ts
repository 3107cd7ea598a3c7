import { mkdirSync } from 'node:fs';
import path from 'node:path';
import { newContext, sharedBrowser, type FrameLocator, type Locator, type Page } from '../vscode-host/scripts/browser.ts';
import { startServer, workbenchUrl, type ServerOptions } from '../vscode-host/scripts/server.ts';
import { pressIn, typeInto } from './support/quickInput.ts';

export interface WorkbenchOptions extends ServerOptions {
  /** The folder, or the file of a workspace, that is opened; or none. */
  readonly folder: string | null;
  /** By its name in VS Code. Default: Dark Modern. */
  readonly theme?: string;
  readonly viewport?: { readonly width: number; readonly height: number };
  /** What extensions are told to speak; VS Code itself stays English. Default: English. */
  readonly language?: string;
}

/** What is selected in the active editor. */
export interface EditorSelection {
  /** The name on the editor's tab. */
  readonly file: string;
  readonly text: string;
  /** The first and the last line, counted from 1. */
  readonly from: number;
  readonly to: number;
}

/** VS Code in a browser, in the words of somebody who uses it. Each opened one has a profile of its own, in VS Code and in the browser. */
export interface Workbench {
  readonly page: Page;
  /** The folder in which this VS Code keeps all it has: logs, storage, settings. */
  readonly home: string;
  /** Runs a command from the palette, e.g. `Docent: Index Workspace`. */
  runCommand(title: string): Promise<void>;
  /** Whether the palette has a command. */
  isOffered(title: string): Promise<boolean>;
  /** Opens a file by its path, which may be relative to the folder. */
  openFile(file: string): Promise<void>;
  /** Chooses an entry of the menu on the Explorer's row of the file that is open in the editor. */
  chooseInExplorer(file: string, entry: string): Promise<void>;
  /** Selects whole lines of the active editor, counted from 1, both included; null stands for the last. */
  selectLines(from: number, to: number | null): Promise<void>;
  /** The tab with this name, while it is the active one. */
  activeTab(name: string): Locator;
  /** Waits until something is selected in the active editor. */
  selection(): Promise<EditorSelection>;
  /** The status bar's entry with a text that fits. */
  statusBar(text: RegExp): Locator;
  notification(text: RegExp): Locator;
  /** The page inside the webview view in the side bar. */
  sideBarView(): FrameLocator;
  /** The page inside the webview that an editor tab shows. */
  editorView(): FrameLocator;
  /** Reloads the window: the extension host starts anew, the profile stays. */
  reload(): Promise<void>;
  screenshot(file: string): Promise<void>;
  close(): Promise<void>;
}

/** Wide enough for the side bar and two editors beside each other. */
const VIEWPORT = { width: 1440, height: 900 };
/** All of VS Code is fetched and started anew. */
const RELOAD_LIMIT_MS = 60_000;
const SETTINGS = {
  'editor.emptySelectionClipboard': false, // Or a copy without a selection would pass for one of the line.
  'explorer.compactFolders': false,
  'files.autoSave': 'off', // What reaches an editor by mistake must not reach the disk.
};

export async function openWorkbench({ folder, theme = 'Dark Modern', viewport = VIEWPORT, language, ...options }: WorkbenchOptions): Promise<Workbench> {
  const server = await startServer({ ...options, settings: { ...SETTINGS, 'workbench.colorTheme': theme, ...options.settings } });
  const context = await newContext(await sharedBrowser(), viewport);
  const page = await context.newPage();
  // Where a language pack would leave it.
  if (language !== undefined) await page.addInitScript((said) => Reflect.set(globalThis, '_VSCODE_NLS_LANGUAGE', said), language);
  const quickInput = page.locator('.quick-input-widget');

  async function shown(): Promise<void> {
    await page.locator('.monaco-workbench').waitFor();
    // Restored editors and the extension host come after the frame.
    await page.locator('.statusbar-item').first().waitFor();
  }

  /** Types into the box at the top and takes the entry that fits best, which must have this text. */
  async function pick(key: string, text: string, entry: string | RegExp): Promise<void> {
    const input = quickInput.locator('input').first();
    const row = quickInput.locator('.monaco-list-row.focused', { has: page.getByText(entry, { exact: true }) });
    const take = async () => {
      if (!(await input.isVisible())) await repeat(() => page.keyboard.press(key), input, 'visible');
      await typeInto(input, text, ATTEMPT_MS);
      await row.waitFor({ timeout: ATTEMPT_MS });
      await pressIn(input, 'Enter', ATTEMPT_MS);
      return true;
    };
    // A box that was opened before a file was there does not find it.
    const again = async () => {
      if (await input.isVisible()) await pressIn(input, 'Escape', ATTEMPT_MS).catch(() => undefined);
      return false;
    };
    // An editor that opens only now takes the focus, which closes the box under one's hands: then all is done again.
    let isTaken = false;
    for (let attempt = 1; attempt < ATTEMPTS && !isTaken; attempt++) isTaken = await take().catch(again);
    if (!isTaken) throw new Error(`Not taken after ${ATTEMPTS} attempts: ${entry}`);
    await row.waitFor({ state: 'hidden' });
  }

  const activeTab = (name: string) => page.locator(`.editor-group-container.active .tab.active[data-resource-name=${JSON.stringify(name)}]`);
  const focusedEditor = page.locator('.editor-group-container.active .monaco-editor.focused');
  const runCommand = (title: string) => pick('F1', `>${title}`, title);

  const workbench: Workbench = {
    page,
    home: server.home,
    runCommand,
    async isOffered(title) {
      const box = quickInput.locator('input').first();
      const row = quickInput.locator('.monaco-list-row', { has: page.getByText(title, { exact: true }) });
      const none = quickInput.getByText('similar commands', { exact: true }).or(quickInput.getByText('No matching commands'));
      await repeat(() => page.keyboard.press('F1'), box, 'visible');
      await typeInto(box, `>${title}`);
      await row.or(none).first().waitFor();
      const isThere = await row.isVisible();
      await pressIn(box, 'Escape');
      await box.waitFor({ state: 'hidden' });
      return isThere;
    },
    async openFile(file) {
      await pick('Control+P', file, path.basename(file));
      await activeTab(path.basename(file)).waitFor();
    },
    async chooseInExplorer(file, entry) {
      await runCommand('File: Reveal Active File in Explorer View');
      const row = page.locator('.explorer-folders-view .monaco-list-row.selected', { has: page.getByText(path.basename(file), { exact: true }) });
      await row.click({ button: 'right' });
      const item = page.getByRole('menuitem').filter({ has: page.getByText(entry, { exact: true }) });
      await repeat(() => item.click(), item, 'hidden');
    },
    async selectLines(from, to) {
      await pick('Control+G', `:${from}`, /go to line/i);
      await focusedEditor.waitFor();
      if (to === null) return page.keyboard.press('Control+Shift+End');
      for (let line = from; line < to; line++) await page.keyboard.press('Shift+ArrowDown');
      await page.keyboard.press('Shift+End');
    },
    activeTab,
    async selection() {
      const place = page.locator('#status\\.editor\\.selection', { hasText: 'selected' });
      await place.waitFor();
      await runCommand('View: Focus Active Editor Group');
      await focusedEditor.waitFor();
      // Expressions as text: this module is also checked where no DOM is known.
      await page.evaluate('navigator.clipboard.writeText("")');
      await page.keyboard.press('Control+C');
      const text: string = await page.evaluate('navigator.clipboard.readText()');
      const to = Number(/Ln (\d+)/.exec(await place.innerText())?.[1]);
      const file = (await page.locator('.editor-group-container.active .tab.active').getAttribute('data-resource-name')) ?? '';
      return { file, text, from: to - text.split('\n').length + 1, to };
    },
    statusBar: (text) => page.locator('.statusbar-item', { hasText: text }),
    notification: (text) => page.locator('.notification-toast', { hasText: text }),
    sideBarView: () => webview(':not(:has(.simple-find-part))'),
    editorView: () => webview(':has(.simple-find-part)'),
    async reload() {
      // By its own command: a page that is simply left may lose what VS Code was about to save.
      await Promise.all([page.waitForEvent('load', { timeout: RELOAD_LIMIT_MS }), runCommand('Developer: Reload Window')]);
      await shown();
    },
    async screenshot(file) {
      mkdirSync(path.dirname(file), { recursive: true });
      await page.screenshot({ path: file });
    },
    async close() {
      await context.close();
      await server.stop();
    },
  };

  /**
   * VS Code puts the extension's page into a frame within a frame. Where it stands is told by the find widget, which an editor of
   * ours has and a view has not: in the frame's address it is missing when a view is made anew.
   */
  function webview(kind: string): FrameLocator {
    return page.frameLocator(`${kind} > iframe.webview.ready:visible`).frameLocator('#active-frame');
  }

  try {
    await page.goto(workbenchUrl(server, folder));
    await shown();
    return workbench;
  } catch (error) {
    await workbench.close();
    throw error;
  }
}

/** Twice what a busy machine needs to show anything. */
const ATTEMPTS = 30;
const ATTEMPT_MS = 1_000;

/**
 * Does something again until an element is there, or gone: VS Code misses keys and clicks while the focus moves or a menu
 * opens, and knows an extension's commands only when it has read them.
 */
async function repeat(action: () => Promise<void>, element: Locator, state: 'visible' | 'hidden'): Promise<void> {
  for (let attempt = 1; attempt < ATTEMPTS; attempt++) {
    await action();
    const isThere = await element.waitFor({ state, timeout: ATTEMPT_MS }).then(
      () => true,
      () => false,
    );
    if (isThere) return;
  }
  throw new Error(`Not ${state} after ${ATTEMPTS} attempts: ${element}`);
}
