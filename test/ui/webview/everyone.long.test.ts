import assert from 'node:assert/strict';
import { newContext, sharedBrowser } from '../../vscode-host/scripts/browser.ts';
import { STATES } from '../states/all.ts';
import { paint, readThemes, type Theme } from '../states/themes.ts';
import { violations } from '../support/axe.ts';
import { STICKS_OUT, THEMES, WIDTHS } from '../support/looks.ts';

suite('a view for everyone, in all states and themes', function () {
  this.timeout(240_000);
  let themes: readonly Theme[] = [];
  suiteSetup(async () => {
    themes = await readThemes(THEMES);
  });

  for (const state of STATES) {
    test(`${state.name}: breaks no rule, and nothing sticks out`, async () => {
      const context = await newContext(await sharedBrowser(), { width: 300, height: 800 });
      const page = await context.newPage();
      try {
        await state.show(page);
        for (const width of WIDTHS) {
          await page.setViewportSize({ width, height: 800 });
          assert.deepEqual(await page.evaluate(STICKS_OUT), [], `${width}`);
        }
        for (const theme of themes) {
          await paint(page, theme, state.place);
          assert.deepEqual(await violations(page), [], theme.id);
        }
      } finally {
        await context.close();
      }
    });
  }
});
