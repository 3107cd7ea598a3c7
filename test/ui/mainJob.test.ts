import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { SAMPLE } from '../../scripts/paths.ts';
import type { Locator } from '../vscode-host/scripts/browser.ts';
import { useDocent } from './support/docent.ts';
import { colours } from './support/pictures.ts';

suite('the main job', () => {
  const docent = useDocent({ folder: SAMPLE });

  test('an empty chat says what Docent does, and indexes with one button', async () => {
    const { chat, openChat, workbench } = docent();
    await openChat();
    await chat.view.getByRole('heading', { name: 'Ask about your workspace' }).waitFor();
    await chat.button('Index Workspace').click();
    await chat.view.getByText(/\d\d files are indexed, \d+ left out\. Type a question below\./).waitFor();
    await workbench.statusBar(/Docent: \d\d files/).waitFor();
  });

  test('a question is answered with citations, and each source is listed once', async () => {
    const { chat } = docent();
    await chat.ask('How is the retry delay computed?');
    await chat.sources.first().waitFor();
    const cited = await chat.answer.locator('.citation').evaluateAll((chips) => chips.map((chip) => chip.getAttribute('aria-label') ?? ''));
    assert.match(cited[0] ?? '', /^Source 1: services\/notify\/retry\.go, lines \d+–\d+$/);
    assert.equal(new Set(cited).size, await chat.sources.count());
    assert.match(await chat.sources.first().innerText(), /^services\/notify\/retry\.go:\d+-\d+$/);
  });

  test('a click on a citation selects the quoted lines in the file', async () => {
    const { chat } = docent();
    await opens(chat.button(/^Source 1:/), 'retry.go', await quoted('retry.go'));
  });

  test('a click on a source does so, too', async () => {
    const { chat } = docent();
    await opens(chat.sources.filter({ hasText: '0003-retry' }).first(), '0003-retry-with-equal-jitter.md', await quoted('0003-retry'));
  });

  test('the citation of a PDF opens its text at the quoted lines, to be read only', async () => {
    const { chat, workbench } = docent();
    await chat.ask('What are the key phases of SDD?');
    await chat.sources.filter({ hasText: 'docs/sdd-guide.pdf, page 1' }).first().waitFor();
    await opens(chat.answer.getByRole('button', { name: 'docs/sdd-guide.pdf, page 1' }).first(), 'sdd-guide.pdf.txt', await quoted('sdd-guide.pdf, page 1'));
    await workbench.page.keyboard.press('x');
    await workbench.page.getByText('Cannot edit in read-only editor').waitFor();
  });

  test('Analyze File shows tables and charts beside the file', async () => {
    const { analysis, workbench } = docent();
    await workbench.openFile('data.csv');
    await workbench.runCommand('Docent: Analyze File');
    await workbench.page.locator('.tab.active', { hasText: 'data.csv' }).waitFor();
    await analysis.answer.filter({ hasText: '2,749 rows' }).waitFor();
    await analysis.view.getByRole('table', { name: 'Columns' }).getByRole('cell', { name: 'revenue_eur' }).waitFor();
    const charts = await analysis.view.getByRole('img').all();
    assert.ok(charts.length >= 2, `${charts.length} charts`);
    for (const chart of charts) await isDrawn(chart);
  });

  test('Save Table writes what the table shows, as CSV', async () => {
    const { analysis, folder } = docent();
    const table = analysis.view.getByRole('table', { name: 'Columns' });
    const columns = await table.getByRole('columnheader').allInnerTexts();
    await analysis.button('Save Columns as CSV').click();
    await saveAs('columns.csv');
    const lines = readFileSync(path.join(folder, 'columns.csv'), 'utf8').trimEnd().split('\r\n');
    assert.equal(lines[0], columns.join(','));
    assert.equal(lines.length, await table.getByRole('row').count());
    assert.ok(lines.some((line) => line.startsWith('revenue_eur,')), lines.join('\n'));
  });

  test('Save Chart writes the picture', async () => {
    const { analysis, folder } = docent();
    await analysis.button(/^Save Monthly total of revenue_eur/).click();
    await saveAs('chart.picture');
    assert.match(readFileSync(path.join(folder, 'chart.picture'), 'latin1'), /^(\x89PNG|<\?xml|<svg)/);
  });

  test('Run Again asks once more', async () => {
    const { analysis } = docent();
    await analysis.button('Run Again').click();
    await analysis.questions.nth(1).waitFor();
    await analysis.answer.filter({ hasText: '2,749 rows' }).waitFor();
  });

  test('the Explorer’s menu analyses a file', async () => {
    const { analysis, workbench } = docent();
    await workbench.openFile('depots.csv');
    await workbench.chooseInExplorer('analysis/depots.csv', 'Analyze File');
    await workbench.page.locator('.tab', { hasText: 'Analysis: depots.csv' }).waitFor();
    await analysis.answer.filter({ hasText: '4 rows' }).waitFor();
  });

  test('Analyze Selection runs the selected Python and shows what it prints', async () => {
    const { analysis, folder, workbench } = docent();
    const lines = readFileSync(path.join(folder, 'analysis/baking_plan.py'), 'utf8').split('\n');
    await workbench.openFile('baking_plan.py');
    await workbench.selectLines(lines.indexOf('# --- select from here ---') + 1, lines.indexOf('# --- to here ---') + 1);
    await workbench.runCommand('Docent: Analyze Selection');
    const stdout = analysis.view.locator('pre.stdout', { hasText: /Bake \d+ loaves next week/ });
    // What runs the code depends on the machine; that it is asked about without a sandbox is tested where there is none.
    if (/no sandbox/.test(await analysis.view.locator('header').innerText())) await analysis.button('Allow Once').click();
    await stdout.waitFor();
    await analysis.answer.filter({ hasText: 'No language model is set, so the code was run, not explained.' }).waitFor();
  });

  test('Continue in Chat goes on in the side bar', async () => {
    const { analysis, chat } = docent();
    await analysis.button('Continue in Chat').click();
    await chat.questions.filter({ hasText: 'Analyze this code.' }).waitFor();
    await chat.ask('Which depots are there?');
    await chat.sources.first().waitFor();
  });

  /** What the newest search quotes from the place. */
  async function quoted(place: string): Promise<string> {
    const { chat } = docent();
    const searched = chat.view.locator('.step', { has: chat.step('Searched for') }).last();
    if ((await searched.getAttribute('open')) === null) await searched.locator('summary').click();
    return searched.locator('li', { hasText: place }).first().locator('pre').innerText();
  }

  async function opens(link: Locator, file: string, quote: string): Promise<void> {
    const { workbench } = docent();
    await link.click();
    await workbench.page.locator('.tab.active', { hasText: file }).waitFor();
    const selection = await workbench.selection();
    assert.equal(selection.file, file);
    assert.equal(selection.text.trimEnd(), quote.trimEnd());
  }

  async function isDrawn(chart: Locator): Promise<void> {
    const width = await chart.evaluate(async (image: HTMLImageElement) => {
      await image.decode();
      return image.naturalWidth;
    });
    assert.ok(width > 0, 'decoded');
    assert.ok((await colours(docent().workbench.page, await chart.screenshot())) > 10, 'not blank');
  }

  /** Answers the question where to save: the web workbench asks in its quick input. */
  async function saveAs(name: string): Promise<void> {
    const { folder, workbench } = docent();
    const box = workbench.page.locator('.quick-input-widget');
    await box.locator('input').first().fill(path.join(folder, name));
    await box.getByRole('button', { name: 'OK' }).click();
    await box.waitFor({ state: 'hidden' });
  }
});
