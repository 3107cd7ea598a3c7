import type { Locator } from '../../vscode-host/scripts/browser.ts';

/** By the browser's names; VS Code still reads the number. */
const KEY_CODES = { Enter: 13, Escape: 27 };

/*
 * The box at the top closes when something else takes the focus. Keys go to whatever has it, which may then be an editor: they would
 * replace what is selected there. So text and keys are given to the box itself, each in one step within the page, and only while it has the focus.
 */

/** Puts a text into the box in place of what is there. Waits until the box has the focus. */
export async function typeInto(box: Locator, text: string, timeout?: number): Promise<void> {
  await focused(box).evaluate(
    (input: HTMLInputElement, value) => {
      // Emptied first: what stays the same is not looked up again.
      for (const text of ['', value]) {
        input.value = text;
        input.dispatchEvent(new InputEvent('input', { bubbles: true, inputType: 'insertText' }));
      }
    },
    text,
    { timeout },
  );
}

/** Presses a key in the box. Waits until the box has the focus. */
export async function pressIn(box: Locator, key: keyof typeof KEY_CODES, timeout?: number): Promise<void> {
  await focused(box).dispatchEvent('keydown', { key, code: key, keyCode: KEY_CODES[key], bubbles: true }, { timeout });
}

function focused(box: Locator): Locator {
  return box.and(box.page().locator(':focus'));
}
