import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { SAMPLE } from '../../scripts/paths.ts';
import type { Locator } from '../vscode-host/scripts/browser.ts';
import { eventually } from './support/eventually.ts';
import { useDocent } from './support/suite.ts';

/** Axes, letters and lines have far more colours; a blank picture has one. */
const MIN_COLOURS = 8;

suite('the main job', () => {
  const docent = useDocent({ folder: SAMPLE });

  test('an empty chat says what Docent does, and a question that it offers is answered before anything is set up', async () => {
    const { chat, newThread, workbench } = docent();
    await chat.frame.getByRole('heading', { name: 'Ask about your workspace' }).waitFor();
    await chat.button('Index Workspace').waitFor();
    await chat.button('What is in the README?').click();
    await chat.sources().filter({ hasText: 'README.md' }).first().waitFor();
    await newThread();
    await chat.frame.getByText(/\d\d files are indexed, \d+ left out\./).waitFor();
    await workbench.statusBar(/Docent: \d\d files/).waitFor();
  });

  test('a question is answered with citations, and each source is listed once', async () => {
    const { chat } = docent();
    await chat.ask('How is the retry delay computed?');
    await chat.sources().first().waitFor();
    const cited = await chat.newest.locator('.citation').evaluateAll((chips) => chips.map((chip) => chip.getAttribute('aria-label')));
    assert.match(cited[0] ?? '', /^Source 1: services\/notify\/retry\.go, lines \d+–\d+$/);
    const sources = await chat.sources().allInnerTexts();
    assert.match(sources[0] ?? '', /^services\/notify\/retry\.go:\d+-\d+$/);
    assert.equal(sources.length, new Set(cited).size);
  });

  test('a click on a citation selects the quoted lines in the file', async () => {
    await opens(docent().chat.button(/^Source 1:/), 'retry.go', 'retry.go');
  });

  test('a click on a source does so, too', async () => {
    await opens(docent().chat.sources().filter({ hasText: 'docs/adr' }).first(), 'docs/adr', '0003-retry-with-equal-jitter.md');
  });

  test('the citation of a PDF opens its text at the quoted lines, to be read only', async () => {
    const { chat, workbench } = docent();
    await chat.ask('What are the key phases of SDD?');
    const page = chat.sources().filter({ hasText: /^docs\/sdd-guide\.pdf, page 1$/ }).first();
    await opens(page, 'sdd-guide.pdf, page 1', 'sdd-guide.pdf.txt');
    await workbench.page.keyboard.press('x');
    await workbench.page.getByRole('paragraph').filter({ hasText: 'Cannot edit in read-only editor' }).waitFor();
  });

  test('Analyze File shows tables and charts beside the file', async () => {
    const { analysis, workbench } = docent();
    await workbench.openFile('data.csv');
    await workbench.runCommand('Docent: Analyze File');
    await analysis.newest.filter({ hasText: '2,749 rows' }).waitFor();
    await workbench.page.getByRole('tab', { name: 'data.csv', exact: true, selected: true }).waitFor();
    await analysis.frame.getByRole('table', { name: 'Columns' }).getByRole('cell', { name: 'revenue_eur' }).waitFor();
    const charts = await analysis.charts();
    assert.ok(charts.length >= 2, `${charts.length} charts`);
    for (const { title, width, colours } of charts) assert.ok(width > 0 && colours >= MIN_COLOURS, `“${title}” is blank`);
  });

  test('Save Table writes what the table shows, as CSV', async () => {
    const { analysis } = docent();
    const table = analysis.frame.getByRole('table', { name: 'Columns' });
    await analysis.button('Save Table: Columns').click();
    const [head, ...rows] = (await saved(/\/Columns\.csv$/, 'table.csv')).toString().trimEnd().split('\r\n');
    assert.equal(head, (await table.getByRole('columnheader').allTextContents()).join());
    assert.deepEqual(rows.map((row) => row.split(',')[0]), await table.locator('tbody td:first-child').allTextContents());
  });

  test('Save Chart writes the picture', async () => {
    const { analysis } = docent();
    await analysis.button(/^Save Chart: Monthly total of revenue_eur/).click();
    assert.match((await saved(/\/Monthly total of revenue_eur.*\.(png|svg)$/, 'chart')).toString('latin1'), /^(\x89PNG|<\?xml|<svg)/);
  });

  test('Run Again asks once more', async () => {
    const { analysis } = docent();
    await analysis.button('Run Again').click();
    await analysis.questions.nth(1).waitFor();
    await analysis.newest.filter({ hasText: '2,749 rows' }).waitFor();
  });

  test('the Explorer’s menu analyses a file', async () => {
    const { analysis, workbench } = docent();
    await workbench.runCommand('View: Close All Editors');
    await workbench.openFile('depots.csv');
    await workbench.chooseInExplorer('depots.csv', 'Docent: Analyze File');
    await workbench.page.getByRole('tab', { name: 'Analysis: depots.csv' }).waitFor();
    await analysis.newest.filter({ hasText: '4 rows' }).waitFor();
  });

  test('Analyze Selection runs the selected Python and shows what it prints', async () => {
    const { analysis, folder, workbench } = docent();
    const lines = readFileSync(path.join(folder, 'analysis/baking_plan.py'), 'utf8').split('\n');
    await workbench.runCommand('View: Close All Editors');
    await workbench.openFile('baking_plan.py');
    await workbench.selectLines(lines.indexOf('# --- select from here ---') + 1, lines.indexOf('# --- to here ---') + 1);
    await workbench.runCommand('Docent: Analyze Selection');
    await analysis.answered(); // Without a sandbox one is asked; a suite of its own is about that.
    await analysis.frame.locator('pre.stdout', { hasText: /Bake \d+ loaves next week/ }).waitFor();
    await analysis.newest.filter({ hasText: 'No language model is set, so the code was run, not explained' }).waitFor();
  });

  test('Continue in Chat goes on in the side bar', async () => {
    const { analysis, chat } = docent();
    await analysis.button('Continue in Chat').click();
    await chat.questions.filter({ hasText: 'Analyze this code.' }).waitFor();
    await chat.ask('Which depots are there?');
    await chat.sources().first().waitFor();
  });

  /** A click opens the file with just that selected which the newest search quotes from the place. */
  async function opens(link: Locator, place: string, file: string): Promise<void> {
    const { chat, workbench } = docent();
    await link.click();
    await workbench.activeTab(file).waitFor();
    const { text } = await workbench.selection();
    const quote = chat.step('Searched for').last().locator('li', { hasText: place }).first().locator('pre');
    assert.equal(text.trimEnd(), (await quote.textContent())?.trimEnd());
  }

  /** Where to save the web workbench asks in its quick input, once it has looked at the folder. Resolves with what is saved. */
  async function saved(proposed: RegExp, name: string): Promise<Buffer> {
    const { folder, workbench } = docent();
    const target = path.join(folder, name);
    const box = workbench.page.locator('.quick-input-widget');
    const input = box.locator('input').first();
    await eventually(async () => assert.match(await input.inputValue(), proposed));
    await input.fill(target);
    await input.press('Enter');
    await box.waitFor({ state: 'hidden' });
    return eventually(() => {
      const bytes = readFileSync(target);
      assert.ok(bytes.length > 0);
      return bytes;
    });
  }
});
