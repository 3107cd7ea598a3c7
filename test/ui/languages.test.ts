import assert from 'node:assert/strict';
import { cpSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { ROOT, SAMPLE } from '../../scripts/paths.ts';
import type { Locator } from '../vscode-host/scripts/browser.ts';
import { eventually } from './support/eventually.ts';
import { pseudoMessages } from './support/language.ts';
import { quickPick } from './support/quickPick.ts';
import { useDocent } from './support/suite.ts';

/** A list is complete within it, on a busy machine, too. */
const LIST_MS = 10_000;
/** A language that nobody speaks; VS Code has it for this. */
const PSEUDO = 'qps-ploc';
/** Docent as it is built, with messages of that language. */
const extension = mkdtempSync(path.join(tmpdir(), 'docent-pseudo-'));

/** They are called so in every language, or come from the workspace and the machine. */
const NAMES = /\bhttps?:\S+|\b(?:Docent|Python|VS Code|OpenAI|Azure|Ollama|LM Studio|PATH|KB|MB|GB|sample-workspace|gpt[\w-]*|pandas|numpy|matplotlib|openpyxl|duckdb|pyarrow|polars|scipy)\b|[\w./~-]*[/.][\w./~-]+|\$[\d.]+/g;

/** What is left of texts without the messages, what is put into them, and names. */
function unsaid(texts: readonly string[]): readonly string[] {
  return texts.filter((text) => /\p{L}{3}/u.test(text.replace(/⟦[^⟧]*⟧/g, ' ').replace(NAMES, ' ')));
}

suite('Docent in another language', () => {
  for (const name of ['dist', 'media', 'package.json', 'package.nls.json']) cpSync(path.join(ROOT, name), path.join(extension, name), { recursive: true, filter: (file) => !file.endsWith('.map') });
  mkdirSync(path.join(extension, 'l10n'));
  writeFileSync(path.join(extension, 'l10n', `bundle.l10n.${PSEUDO}.json`), JSON.stringify(pseudoMessages()));
  // The usual port may be taken by another window.
  const docent = useDocent({ language: PSEUDO, extension, folder: SAMPLE, machineSettings: { 'docent.api.port': 0 } });
  suiteTeardown(() => rmSync(extension, { recursive: true }));

  /** What a list at the top shows: its title, its headings and its entries. */
  async function listed(): Promise<readonly string[]> {
    const widget = docent().workbench.page.locator('.quick-input-widget:visible');
    const parts = ['.quick-input-title', '.quick-input-list-separator', '.label-name', '.label-description', '.quick-input-list-label-meta'];
    return (await Promise.all(parts.map((part) => textsOf(widget.locator(part))))).flat();
  }

  test('the status bar, the view of the stores and lists say nothing but messages and names', async () => {
    const { workbench } = docent();
    await workbench.statusBar(/⟦.*not indexed/).waitFor();
    await workbench.runCommand('Docent: Index Workspace');
    await workbench.statusBar(/Docent: \d+⟦ files/).waitFor();
    await workbench.runCommand('Docent: Focus on Knowledge View');
    const row = workbench.page.getByRole('treeitem', { name: /⟦Index ⟧⟦Workspace/ });
    await row.waitFor();
    assert.deepEqual(unsaid(await textsOf(row)), []);
    for (const command of ['Docent: Show Index', 'Docent: Select Model', 'Docent: Manage Data', 'Docent: Choose Python', 'Docent: Manage API Keys']) {
      await workbench.runCommand(command);
      // The list of commands goes, and this one fills, within a moment.
      await eventually(async () => {
        const texts = await listed();
        assert.ok(texts.length > 1, command);
        assert.deepEqual(unsaid(texts), [], command);
      }, LIST_MS);
      await quickPick(workbench).close();
    }
  });

  test('notifications and answers without a model do, too', async () => {
    const { workbench, chat } = docent();
    await workbench.runCommand('Docent: Start Local API Server');
    const notification = workbench.notification(/⟦Docent’s Assistants API is served at /);
    await notification.waitFor();
    assert.deepEqual(unsaid(await textsOf(notification.locator('.notification-list-item-message, .monaco-button'))), []);
    await chat.ask('hello');
    await chat.newest.getByText(/⟦Hello! Ask about the files of this workspace/).waitFor();
  });
});

async function textsOf(place: Locator): Promise<readonly string[]> {
  return (await place.filter({ visible: true }).allInnerTexts()).map((text) => text.trim()).filter(Boolean);
}
