import type { Locator } from '../../vscode-host/scripts/browser.ts';
import { chooseEntry } from './menu.ts';
import type { Workbench } from '../workbench.ts';

/** The threads in the side bar. */
export interface ThreadsView {
  /** Opens it by its command, with the focus in the list. */
  focus(): Promise<void>;
  group(label: string): Locator;
  row(title: string): Locator;
  /** Moves the focus to a thread by keys. */
  select(title: string): Promise<void>;
  /** Opens the menu of the row with the focus by its key, and chooses from it. */
  choose(entry: string): Promise<void>;
}

/** A view that is only being made gives the focus back. In milliseconds. */
const ATTEMPT_MS = 2_000;

export function threadsView({ page, runCommand }: Workbench): ThreadsView {
  const view = page.locator('.pane', { has: page.locator('.pane-header', { hasText: /^Threads/ }) });
  const list = view.locator('.monaco-list:focus');
  const row = (title: string) => view.getByRole('treeitem', { name: title });
  return {
    async focus() {
      for (let attempt = 0; attempt < 5; attempt++) {
        await runCommand('Docent: Focus on Threads View');
        if (await list.waitFor({ timeout: ATTEMPT_MS }).then(() => true, () => false)) return;
      }
      await list.waitFor();
    },
    group: (label) => view.getByRole('treeitem', { name: new RegExp(`^${label}, \\d`) }),
    row,
    async select(title) {
      await row(title).waitFor();
      await page.keyboard.press('Home');
      const focused = view.locator('.monaco-list-row.focused', { hasText: title });
      for (let presses = 0; presses < 40 && !(await focused.isVisible()); presses++) await page.keyboard.press('ArrowDown');
      await focused.waitFor();
    },
    async choose(entry) {
      await page.keyboard.press('Shift+F10');
      await chooseEntry(page, entry);
    },
  };
}
