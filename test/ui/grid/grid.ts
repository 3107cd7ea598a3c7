import assert from 'node:assert/strict';
import { readdirSync } from 'node:fs';
import path from 'node:path';
import type { FrameLocator } from '../../vscode-host/scripts/browser.ts';
import { eventually } from '../support/eventually.ts';
import type { Docent } from '../support/suite.ts';

const SALES = 'Report of May,,\nshop,sold,price\nHarbour,3,12.5\nMill,5,7\nHarbour,1,9.5\nStation,4,8\n';

/** Called in a suite with a workbench, after its other tests. */
export const tableInEditor = (docent: () => Docent) => suite('A table in an editor', () => {
  // The Explorer is in front of the chat: no other view of ours is seen.
  const grid = (): FrameLocator => docent().workbench.sideBarView();
  const rows = () => grid().locator('.body .row').evaluateAll((all) => all.map((row) => [...row.querySelectorAll('[role=gridcell]')].map((cell) => cell.textContent)));
  const show = (expected: readonly (readonly string[])[]) => eventually(async () => assert.deepEqual(await rows(), expected));

  test('is opened from the Explorer, corrected, sorted, filtered and copied, and is there again after a reload', async function () {
    this.timeout(120_000);
    const { workbench, write } = docent();
    write('shops.csv', SALES);
    await workbench.openFile('shops.csv');
    await workbench.chooseInExplorer('shops.csv', 'Docent: Open as Table');
    await workbench.activeTab('shops.csv').waitFor();
    await grid().getByRole('columnheader').filter({ hasText: 'sold' }).waitFor();
    await grid().getByLabel('Header').selectOption('1');
    await grid().getByRole('columnheader').filter({ hasText: 'Report of May' }).waitFor();
    await grid().getByRole('button', { name: 'Guess All Again' }).click();
    await grid().getByRole('button', { name: 'price', exact: true }).click();
    await show([['Mill', '5', '7'], ['Station', '4', '8'], ['Harbour', '1', '9.5'], ['Harbour', '3', '12.5']]);
    await grid().getByRole('searchbox', { name: 'Search all columns' }).fill('harb');
    await show([['Harbour', '1', '9.5'], ['Harbour', '3', '12.5']]);
    await grid().getByRole('button', { name: 'Copy' }).click();
    await grid().getByRole('menuitem', { name: 'As Markdown' }).click();
    await eventually(async () => assert.equal(await workbench.page.evaluate('navigator.clipboard.readText()'), '| shop | sold | price |\n| --- | ---: | ---: |\n| Harbour | 1 | 9.5 |\n| Harbour | 3 | 12.5 |\n'));
    await workbench.reload();
    await show([['Harbour', '1', '9.5'], ['Harbour', '3', '12.5']]);
    // With its Python goes what that needed on the disk.
    const folders = () => readdirSync(path.join(workbench.home, 'data/User/globalStorage/docent.docent/sessions/.grids'));
    await eventually(() => assert.equal(folders().length, 1));
    await workbench.runCommand('View: Close All Editors');
    await eventually(() => assert.deepEqual(folders(), []));
  });
});
