import type { Locator } from '../../vscode-host/scripts/browser.ts';
import type { Workbench } from '../workbench.ts';
import { pressIn, typeInto } from './quickInput.ts';

/** The box at the top in which VS Code asks and lists. */
export interface QuickPick {
  readonly input: Locator;
  /** The entry with this label; of several the first. */
  row(label: string | RegExp): Locator;
  /** What stands between the groups. */
  heading(text: string | RegExp): Locator;
  /** Types into it, under this title where one is given; what was there is gone. */
  type(text: string, title?: string): Promise<void>;
  /** Waits for an entry and takes it. */
  choose(label: string | RegExp): Promise<void>;
  /** Types an answer and gives it. */
  answer(title: string, text: string): Promise<void>;
  close(): Promise<void>;
}

export function quickPick({ page }: Workbench): QuickPick {
  const widget = page.locator('.quick-input-widget:visible');
  const input = widget.locator('input[type=text], input[type=password]').first();
  const row = (label: string | RegExp) => widget.locator('.monaco-list-row', { has: page.locator('.label-name', { hasText: label }) }).first();
  const type = async (text: string, title = '') => {
    await widget.locator('.quick-input-title', { hasText: title }).waitFor();
    await typeInto(input, text);
  };
  return {
    input,
    row,
    type,
    // A row that is used again keeps the text of a heading that it no longer has.
    heading: (text) => widget.locator('.quick-input-list-separator', { hasText: text }).filter({ visible: true }),
    async choose(label) {
      await row(label).click();
    },
    async answer(title, text) {
      await type(text, title);
      await pressIn(input, 'Enter');
    },
    async close() {
      await pressIn(input, 'Escape');
      await widget.waitFor({ state: 'hidden' });
    },
  };
}
