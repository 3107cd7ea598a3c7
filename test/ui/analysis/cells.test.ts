import assert from 'node:assert/strict';
import { readFileSync, statSync } from 'node:fs';
import path from 'node:path';
import { tableInEditor } from '../grid/grid.ts';
import { eventually } from '../support/eventually.ts';
import { lookRight } from '../support/looks.ts';
import { pythonFile } from '../support/python.ts';
import { threadsView } from '../support/threadsView.ts';
import { useDocent } from '../support/suite.ts';

suite('An analysis as cells', () => {
  const docent = useDocent({ machineSettings: { 'docent.python.path': pythonFile() } });
  const rows = Array.from({ length: 40 }, (_, n) => `${['North', 'South'][n % 2]},${n}`).join('\n');

  test('is worked on by the keyboard alone: a cell is changed, run, run with all others, asked for its variables', async () => {
    const { analysis, workbench, write } = docent();
    write('plan.py', 'base = 20\nprint("base is", base)\n');
    await workbench.openFile('plan.py');
    await workbench.runCommand('Docent: Analyze File');
    const { frame } = analysis;
    await frame.locator('pre.stdout', { hasText: 'base is 20' }).waitFor();
    await analysis.ended();
    await frame.getByText('Variables').press('Enter');
    await frame.getByRole('row').filter({ hasText: 'base' }).filter({ hasText: '20' }).waitFor();
    await frame.locator('.cell summary').press('Enter');
    await analysis.button('Edit').press('Enter');
    await frame.getByRole('textbox', { name: 'Code of cell 1' }).press('Control+Home');
    await workbench.page.keyboard.type('# mine');
    await workbench.page.keyboard.press('Enter');
    await workbench.page.keyboard.press('End');
    await workbench.page.keyboard.type('5');
    await workbench.page.keyboard.press('Control+Enter');
    await frame.locator('pre.stdout', { hasText: 'base is 205' }).waitFor();
    await frame.getByRole('row').filter({ hasText: 'base' }).filter({ hasText: '205' }).waitFor();
    await analysis.button('Add Cell').press('Enter');
    await frame.getByRole('textbox', { name: 'Code of the new cell' }).pressSequentially('base * 2');
    await workbench.page.keyboard.press('Shift+Enter');
    await frame.locator('pre', { hasText: /^410$/ }).waitFor();
    await analysis.ended();
    await analysis.button('Restart Python').press('Enter');
    await frame.getByText('No Python runs for this analysis').waitFor();
    await analysis.button('Run All Cells').press('Enter');
    await frame.getByRole('row').filter({ hasText: 'last value' }).filter({ hasText: '410' }).waitFor();
  });

  test('is asked further questions in place, which the table answers', async () => {
    const { analysis, workbench, write } = docent();
    write('sales.csv', `region,amount\n${rows}\n`);
    await workbench.openFile('sales.csv');
    await workbench.runCommand('Docent: Analyze File');
    await analysis.newest.filter({ hasText: '40 rows' }).waitFor();
    await analysis.ended();
    await analysis.frame.getByRole('textbox', { name: 'Question' }).fill('total amount by region');
    await workbench.page.keyboard.press('Enter');
    await analysis.newest.filter({ hasText: /South \(400, 51/ }).waitFor();
    await analysis.ended();
    await analysis.button('Run cell 2').waitFor();
  });

  test('looks as the editor does, in each theme', async () => {
    const { analysis } = docent();
    await analysis.frame.locator('.cell summary').last().click();
    await analysis.button('Edit').last().click();
    await lookRight(docent(), { name: 'Cells', settings: {}, views: [analysis.frame] });
  });

  test('is exported where the user wants it', async () => {
    const { analysis, workbench, folder } = docent();
    const { page } = workbench;
    const target = path.join(folder, 'mine.ipynb');
    async function save(form: string, name: RegExp, file: string): Promise<void> {
      await page.locator('.quick-input-widget .monaco-list-row', { hasText: form }).click();
      const input = page.locator('.quick-input-widget input').first();
      await eventually(async () => assert.match(await input.inputValue(), name));
      await input.fill(file);
      await input.press('Enter');
      // It is there before it is written.
      await eventually(() => assert.ok(statSync(file).size > 0));
    }
    await analysis.button('Export…').click();
    await save('Jupyter Notebook', /\/sales\.ipynb$/, target);
    const { cells } = JSON.parse(readFileSync(target, 'utf8')) as { readonly cells: readonly { readonly cell_type: string; readonly source: readonly string[] }[] };
    assert.deepEqual(cells.filter(({ cell_type: kind }) => kind === 'code').map(({ source }) => source.at(-1)), ['# profile("sales.csv")', '# ask("sales.csv", "total amount by region")']);
    // The same from the row of its thread.
    const threads = threadsView(workbench);
    await threads.focus();
    await threads.select('sales.csv');
    await threads.choose('Export Thread’s Code…');
    const script = path.join(folder, 'mine.py');
    await save('Python Script', /\/sales\.py$/, script);
    assert.match(readFileSync(script, 'utf8'), /^# # sales\.csv[^]*\n# profile\("sales\.csv"\)\n[^]*\n# ask\("sales\.csv", "total amount by region"\)$/m);
  });

  test('has its Python in the list of all', async () => {
    const { analysis, workbench } = docent();
    await analysis.button('Add Cell').click();
    await analysis.frame.getByRole('textbox', { name: 'Code of the new cell' }).fill('kept = 1');
    await workbench.page.keyboard.press('Shift+Enter');
    await analysis.frame.getByRole('group', { name: 'Cell 3' }).waitFor();
    await analysis.ended();
    await workbench.runCommand('Docent: Python Sessions');
    const row = workbench.page.locator('.quick-input-widget .monaco-list-row', { hasText: 'sales.csv' });
    await row.filter({ hasText: /idle.*MB.*started/ }).waitFor();
    await row.hover();
    await row.getByRole('button', { name: /^Reset/ }).click();
    await row.waitFor({ state: 'hidden' });
    await workbench.page.keyboard.press('Escape');
  });

  test('opens all rows of a frame of which it shows the first ones, as long as its Python runs', async () => {
    const { analysis, workbench, write } = docent();
    write('frame.py', 'import pandas as pd\npd.DataFrame({"n": range(5000)})\n');
    await workbench.openFile('frame.py');
    await workbench.runCommand('Docent: Analyze File');
    await analysis.button(/^Open as Table/).click();
    await workbench.activeTab('Table (5000 rows).csv').waitFor();
    // Of what is open, the table alone has no find widget then.
    await workbench.runCommand('View: Show Explorer');
    await workbench.sideBarView().getByText('5,000 rows', { exact: true }).waitFor();
    await workbench.page.getByRole('tab', { name: /^Analysis: frame\.py/ }).click();
    await analysis.frame.getByText('Variables').click();
    await analysis.button('Restart Python').click();
    await analysis.frame.getByText('No Python runs for this analysis').waitFor();
    await analysis.button(/^Open as Table/).click();
    await workbench.notification(/Only the first 1,000 of 5,000 rows are open/).waitFor();
    await workbench.runCommand('View: Close All Editors');
  });

  tableInEditor(docent);
});
