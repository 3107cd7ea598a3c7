import { mkdtempSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import type { Page } from '../../vscode-host/scripts/browser.ts';
import { gridInterpreter, openGridView } from '../webview/support/gridView.ts';
import type { ShownState } from './state.ts';

const DEPOTS = ['Harbour', 'Mill', 'Station', ''];
const VISITS = Array.from({ length: 400 }, (_, index) => {
  const day = `2024-0${(index % 9) + 1}-${String((index % 28) + 1).padStart(2, '0')}`;
  return `${day},${DEPOTS[index % 4]},${((index * 7_919) % 1_000) / 10},${index % 7},K${1_000 + index},${index % 50 === 0 ? 'A note that is longer than its column is wide' : ''}`;
});
const TABLE = `day,depot,price,visits,code,note\n${VISITS.join('\n')}\n`;

/** A table in an editor tab, with a real Python behind it. */
function grid(name: string, content: string, then: (page: Page) => Promise<unknown>): ShownState {
  return {
    name,
    place: 'editor',
    async show(page) {
      const dir = mkdtempSync(path.join(tmpdir(), 'docent-grid-'));
      const file = path.join(dir, 'visits.csv');
      writeFileSync(file, content);
      const interpreter = gridInterpreter(dir);
      const table = interpreter.grid({ name: path.basename(file), path: file, bytes: statSync(file).size });
      page.once('close', () => void table.close().then(interpreter.close).then(() => rmSync(dir, { recursive: true, force: true })));
      await openGridView(page, table, interpreter.choices.remember);
      await then(page);
    },
  };
}

const cells = (page: Page) => page.getByRole('gridcell').first().waitFor();
const settings = (page: Page, column: string) => page.getByRole('columnheader', { name: column }).locator('.title .icon').click();

export const GRID_STATES = [
  grid('table', TABLE, cells),
  grid('table sorted, filtered and selected', TABLE, async (page) => {
    await cells(page);
    await settings(page, 'depot');
    await page.getByRole('checkbox', { name: /Mill/ }).check();
    await page.keyboard.press('Escape');
    await page.getByRole('button', { name: 'price', exact: true }).click();
    await page.locator('.table-bar [role=status]', { hasText: /100.*400/ }).waitFor();
    await page.getByRole('gridcell').nth(1).click();
    await page.keyboard.press('Shift+ArrowDown');
    await page.keyboard.press('Shift+ArrowRight');
  }),
  grid('table with a column’s settings', TABLE, async (page) => {
    await cells(page);
    await settings(page, 'price');
    await page.getByRole('checkbox').first().waitFor();
  }),
  grid('table with a chart', TABLE, async (page) => {
    await cells(page);
    await page.locator('.table-bar button[aria-pressed]').click();
    await page.locator('canvas').waitFor();
  }),
  grid('table with a menu', TABLE, async (page) => {
    await cells(page);
    await page.locator('.table-bar .menu > button').last().click();
    await page.getByRole('menuitem').first().waitFor();
  }),
  grid('no table', 'One.\nTwo~three.\nFour~five.\nSix.\n', (page) => page.getByRole('alert').waitFor()),
];
