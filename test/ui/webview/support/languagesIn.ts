import assert from 'node:assert/strict';
import { newContext, sharedBrowser } from '../../../vscode-host/scripts/browser.ts';
import type { ShownState } from '../../states/state.ts';
import { pseudoMessages, speak, unsaid } from '../../support/language.ts';
import { STICKS_OUT } from '../../support/looks.ts';

/** In a side bar as it comes, with longer texts than English has: all of them are messages, and they fit. */
export function languagesIn(states: readonly ShownState[]): void {

  for (const state of states) {
    test(`${state.name}: says all by messages, which fit`, async () => {
      const context = await newContext(await sharedBrowser(), { width: 300, height: 800 });
      const page = await context.newPage();
      try {
        await speak(page, pseudoMessages(), 'en');
        await state.show(page);
        assert.deepEqual(await unsaid(page), []);
        assert.deepEqual(await page.evaluate(STICKS_OUT), []);
      } finally {
        await context.close();
      }
    });
  }
}
