import path from 'node:path';
import type { Locator } from '../../vscode-host/scripts/browser.ts';
import { pressIn, typeInto } from './quickInput.ts';
import type { Docent } from './suite.ts';

/** The view of the stores, and the lists and questions that its commands open, by keyboard alone. */
export interface Knowledge {
  readonly tree: Locator;
  /** A row of the view by what it is called to those who can't see it. */
  row(label: string | RegExp): Locator;
  focus(): Promise<void>;
  /** Moves to a row with the arrow keys. */
  moveTo(label: string | RegExp): Promise<void>;
  press(key: string): Promise<void>;
  /** Opens the menu of the row at hand and takes an entry of it. */
  chooseInMenu(entry: string): Promise<void>;
  /** Types into the box at the top, under this title, and presses Enter. */
  answer(title: string, text: string): Promise<void>;
  /** Takes the entry of the list at the top that fits the text. */
  take(title: string, text: string): Promise<void>;
  /** Ticks the entry of the list at the top that fits the text, or takes the tick away, and presses Enter. */
  tick(title: string, text: string): Promise<void>;
  /** Moves to a button above the list at the top, and presses it. */
  push(title: string, button: RegExp): Promise<void>;
  /** Takes what is ticked in the list at the top. */
  confirm(): Promise<void>;
  /** Gives a file or a folder, by its absolute path, in the dialog that VS Code shows in a browser. */
  give(title: string, path: string): Promise<void>;
  /** Answers the question in the middle with a button. */
  agree(question: RegExp, button: string): Promise<void>;
}

/** Far more rows than a test makes. */
const MOST_STEPS = 40;
/** What is typed is read within it, on a busy machine, too. */
const STEP_MS = 1_500;

export function knowledgeView(docent: () => Docent): Knowledge {
  const page = () => docent().workbench.page;
  const press = (key: string) => page().keyboard.press(key);
  const tree = () => page().getByRole('tree', { name: 'Knowledge' });
  const row = (label: string | RegExp) => tree().getByRole('treeitem', { name: label });
  const widget = () => page().locator('.quick-input-widget:visible');
  const box = () => widget().locator('input[type=text]').first();
  const entry = (text: string) => widget().locator('.monaco-list-row', { hasText: text }).first();

  async function titled(title: string): Promise<void> {
    await widget().locator('.quick-input-title', { hasText: title }).waitFor();
  }

  async function moveTo(label: string | RegExp): Promise<void> {
    await row(label).waitFor();
    const there = row(label).and(page().locator('.focused'));
    await press('Home');
    for (let steps = 0; steps < MOST_STEPS && !(await there.isVisible()); steps++) await press('ArrowDown');
    await there.waitFor();
  }

  return {
    get tree() {
      return tree();
    },
    row,
    press,
    moveTo,
    async focus() {
      await docent().workbench.runCommand('Docent: Focus on Knowledge View');
      await tree().and(page().locator(':focus')).or(tree().locator(':focus')).first().waitFor();
    },
    async chooseInMenu(text) {
      // What stands behind it is its key.
      const item = page().getByRole('menuitem').filter({ has: page().getByText(text, { exact: true }) });
      await press('Shift+F10');
      await item.waitFor();
      const chosen = page().locator('.action-item.focused', { has: item });
      for (let steps = 0; steps < MOST_STEPS && !(await chosen.isVisible()); steps++) await press('ArrowDown');
      await press('Enter');
      await item.waitFor({ state: 'hidden' });
    },
    async answer(title, text) {
      await titled(title);
      await typeInto(box(), text);
      await pressIn(box(), 'Enter');
    },
    async take(title, text) {
      await titled(title);
      await typeInto(box(), text);
      await entry(text).and(page().locator('.focused')).waitFor();
      await pressIn(box(), 'Enter');
    },
    async tick(title, text) {
      await titled(title);
      await typeInto(box(), text);
      await entry(text).waitFor();
      await press('ArrowDown');
      await press('Space');
      await press('Enter');
      await widget().waitFor({ state: 'hidden' });
    },
    async confirm() {
      const there = box().and(page().locator(':focus'));
      for (let steps = 0; steps < MOST_STEPS && !(await there.isVisible()); steps++) await press('Tab');
      await pressIn(box(), 'Enter');
    },
    async push(title, button) {
      await titled(title);
      const wanted = widget().getByRole('button', { name: button }).and(page().locator(':focus'));
      for (let steps = 0; steps < MOST_STEPS && !(await wanted.isVisible()); steps++) await press('Shift+Tab');
      await press('Enter');
    },
    async give(title, file) {
      await titled(title);
      const name = path.basename(file);
      await typeInto(box(), `${path.dirname(file)}/`);
      await entry(name).waitFor();
      // The dialog reads what is typed after a while, and until then takes the folder for what is meant.
      const isOpen = () => widget().locator('.quick-input-title', { hasText: title }).isVisible();
      for (let attempts = 0; attempts < MOST_STEPS && (await isOpen()); attempts++) {
        await typeInto(box(), file, STEP_MS).catch(() => undefined);
        await pressIn(box(), 'Enter', STEP_MS).catch(() => undefined);
        await widget().waitFor({ state: 'hidden', timeout: STEP_MS }).catch(() => undefined);
      }
    },
    async agree(question, button) {
      const dialog = page().getByRole('dialog').filter({ hasText: question });
      const wanted = dialog.getByRole('button', { name: button, exact: true }).and(page().locator(':focus'));
      await dialog.waitFor();
      for (let steps = 0; steps < MOST_STEPS && !(await wanted.isVisible()); steps++) await press('Tab');
      await press('Enter');
      await dialog.waitFor({ state: 'hidden' });
    },
  };
}
