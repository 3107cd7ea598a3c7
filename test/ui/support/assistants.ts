import assert from 'node:assert/strict';
import type { Locator } from '../../vscode-host/scripts/browser.ts';
import { pressIn, typeInto } from './quickInput.ts';
import type { Docent } from './suite.ts';

/** The assistants of a workbench, by keyboard alone. */
export interface AssistantList {
  /** An entry of the list that is open. */
  row(text: string): Locator;
  /** Opens the list from the chat's button. */
  open(): Promise<void>;
  /** Takes an entry of the list that opens. */
  take(name: string): Promise<void>;
  /** Makes an assistant the one that answers, and waits until the chat shows it. */
  choose(name: string): Promise<void>;
  /** Waits until the chat shows that it is the one that answers. */
  chosen(name: string): Promise<void>;
  /** The answers that it gave. */
  answers(name: string): Locator;
}

export function assistantList(docent: () => Docent): AssistantList {
  const row = (text: string) => docent().workbench.page.locator('.quick-input-list .monaco-list-row', { hasText: text });
  const press = (key: string) => docent().workbench.page.keyboard.press(key);
  const chosen = (name: string) => docent().chat.button(`Assistant: ${name}`).waitFor();

  async function open(): Promise<void> {
    const { chat } = docent();
    const button = chat.frame.locator(':focus').and(chat.button(/^Assistant: |^Choose an assistant/));
    await chat.field.focus();
    for (let presses = 0; presses < 10 && !(await button.isVisible()); presses++) await press('Tab');
    assert.notEqual(await button.evaluate((element) => getComputedStyle(element).outlineStyle), 'none');
    await press('Enter');
    await row('Create Assistant').waitFor();
  }

  async function take(name: string): Promise<void> {
    const { page } = docent().workbench;
    const input = page.locator('.quick-input-widget:visible input[type=text]').first();
    await row(name).first().waitFor();
    await typeInto(input, name);
    await row(name).and(page.locator('.focused')).waitFor();
    await pressIn(input, 'Enter');
  }

  return {
    row,
    open,
    take,
    chosen,
    async choose(name) {
      await open();
      await take(name);
      await docent().chat.frame.locator('textarea:focus').waitFor();
      await chosen(name);
    },
    answers: (name) => docent().chat.frame.getByRole('article', { name }),
  };
}
