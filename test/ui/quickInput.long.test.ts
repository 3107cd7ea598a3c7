import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { useDocent } from './support/suite.ts';

/** Gives the focus to the editor once, at the moment that `moment` resolves in the page. */
const stealFocus = (moment: string) => `
  window.isStolen = false;
  void (async () => {
    ${moment};
    document.querySelector('.editor-group-container.active .monaco-editor .native-edit-context, .editor-group-container.active .monaco-editor textarea').focus();
    window.isStolen = true;
  })()`;

/** The box has been opened and has the focus, and nothing has been typed into it. */
const OPENED = `await new Promise((resolve) => document.addEventListener('focusin', function seen({ target }) {
  if (!target.closest('.quick-input-widget')) return;
  document.removeEventListener('focusin', seen);
  resolve();
}))`;
/** What was typed into the box has arrived there, and nothing has been taken. */
const TYPED = `await new Promise((resolve) => document.addEventListener('input', function seen({ target }) {
  if (!target.closest('.quick-input-widget') || target.value.length < 2) return;
  document.removeEventListener('input', seen, true);
  setTimeout(resolve);
}, true))`;
/** The entry is shown as the one that would be taken. */
const LISTED = `await new Promise((resolve) => new MutationObserver((_, observer) => {
  if (!document.querySelector('.quick-input-widget .monaco-list-row.focused')?.textContent.startsWith('View: Focus Active')) return;
  observer.disconnect();
  resolve();
}).observe(document.body, { subtree: true, childList: true, attributes: true }))`;

suite('keys for a quick pick', () => {
  const docent = useDocent();
  const TEXT = 'first\nsecond\nthird\nfourth\n';

  for (const [name, moment] of Object.entries({ 'has been opened': OPENED, 'holds what was typed': TYPED, 'lists the entry': LISTED })) {
    test(`reach no editor that takes the focus when the box ${name}`, async () => {
      const { workbench, write, folder } = docent();
      const { page } = workbench;
      write('lines.txt', TEXT);
      await workbench.openFile('lines.txt');
      await workbench.selectLines(1, 3);
      await page.evaluate(stealFocus(moment));
      const selection = await workbench.selection();
      assert.deepEqual(selection, { file: 'lines.txt', text: 'first\nsecond\nthird', from: 1, to: 3 });
      await page.waitForFunction('window.isStolen');
      assert.equal(await page.locator('.editor-group-container.active .tab.active.dirty').count(), 0);
      assert.equal(readFileSync(path.join(folder, 'lines.txt'), 'utf8'), TEXT);
    });
  }

  test('are saved nowhere by themselves', async () => {
    const { workbench } = docent();
    await workbench.openFile('lines.txt');
    await workbench.page.keyboard.type('x');
    await workbench.page.locator('.tab.active.dirty').waitFor();
    await workbench.runCommand('File: Toggle Auto Save'); // It says what was: off.
    await workbench.page.locator('.tab.active:not(.dirty)').waitFor();
  });
});
