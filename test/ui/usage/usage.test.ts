import assert from 'node:assert/strict';
import { existsSync, readFileSync, statSync } from 'node:fs';
import path from 'node:path';
import { startModelServer, type ModelServer } from '../../fixtures/modelServer/modelServer.ts';
import { eventually } from '../support/eventually.ts';
import { lookRight } from '../support/looks.ts';
import { modelAt } from '../support/settings.ts';
import { pressIn } from '../support/quickInput.ts';
import { useDocent } from '../support/suite.ts';
import { threadsView } from '../support/threadsView.ts';

/** Of the window, in pixels; what is beside the editor takes the rest. */
const WIDTHS = { narrow: 820, wide: 1440 };

suite('usage', () => {
  const docent = useDocent({
    settings: { 'docent.usage.monthlyBudget': 0.2 },
    machineSettings: { 'docent.model.prices': { 'lab/stand-in': { input: 1_000, cached: 100, output: 10_000 } } },
  });
  let server: ModelServer;
  let settings: Readonly<Record<string, unknown>>;
  suiteSetup(async () => {
    server = await startModelServer();
    // The workspace's prices and budget count for nothing.
    settings = { ...modelAt(server.url), 'docent.model.prices': { 'lab/stand-in': { input: 0, output: 0 } }, 'docent.usage.monthlyBudget': 1_000 };
    docent().configure(settings);
    await docent().chat.button('stand-in').waitFor();
  });
  suiteTeardown(() => server.close());

  const page = () => docent().workbench.editorView();
  const rows = async () => {
    const all = await page().getByRole('row').all();
    return Promise.all(all.map((row) => row.locator('th, td').allTextContents()));
  };

  test('stands below each answer, with its price, and for the thread', async () => {
    const { chat } = docent();
    await chat.ask('Say exactly: One.');
    await chat.newest.filter({ hasText: 'One.' }).waitFor();
    // 36 fresh tokens, 64 cached, 1 written: 0.036 + 0.0064 + 0.01 dollars.
    const line = '100 tokens in (64 cached) · 1 out (7 reasoning) · 101 in all · $0.052';
    await chat.frame.locator('summary').filter({ hasText: '$0.052' }).click();
    await chat.frame.getByText(line, { exact: true }).waitFor();
    assert.equal(await chat.frame.getByText('This thread:').count(), 0);
    await chat.ask('Say exactly: One, two.');
    await chat.frame.locator('summary').filter({ hasText: '$0.062' }).click();
    await chat.frame.getByText('100 tokens in (64 cached) · 2 out (7 reasoning) · 102 in all · $0.062', { exact: true }).waitFor();
    await chat.frame.getByText(line, { exact: true }).waitFor();
    await chat.frame.getByText('This thread: 203 tokens · $0.11', { exact: true }).waitFor();
  });

  test('of a model on this machine is counted, and costs nothing', async () => {
    const { chat, configure, newThread, workbench } = docent();
    configure({ ...settings, ...modelAt(server.url, 'stand-in-mini') });
    await chat.button('stand-in-mini').waitFor();
    await newThread();
    await chat.ask('Say exactly: Free.');
    await chat.frame.locator('summary').filter({ hasText: /^101 tokens$/ }).click();
    await chat.frame.getByText('100 tokens in (64 cached) · 1 out (7 reasoning) · 101 in all', { exact: true }).waitFor();
    await chat.frame.getByRole('button', { name: 'Show What Was Sent' }).filter({ visible: true }).click();
    await workbench.page.locator('.monaco-editor', { hasText: 'stand-in-mini' }).waitFor();
    await workbench.runCommand('View: Revert and Close Editor');
    configure(settings);
    await chat.button(/stand-in$/).waitFor();
  });

  test('is shown in a tab by day, model and thread, by the keyboard, too', async () => {
    const { workbench } = docent();
    await workbench.runCommand('Docent: Show Usage');
    await page().getByRole('heading', { name: 'Usage' }).waitFor();
    await page().getByText('This month: $0.11 of $0.20.').waitFor();
    const figures = ['3', '300', '192', '4', '21', '304', '$0.11'];
    const today = (await rows())[1]?.[0] ?? '';
    assert.match(today, /^\d{4}-\d\d-\d\d$/);
    assert.deepEqual(await rows(), [
      ['Day', 'Runs', 'In', 'Cached', 'Out', 'Reasoning', 'Total', 'Cost'],
      [today, ...figures],
      ['Total', ...figures],
    ]);
    await page().getByRole('img', { name: `Tokens of the last 30 days: at most 304, on ${today}; 304 today` }).waitFor();
    await page().getByRole('radio', { name: 'By day' }).focus();
    await workbench.page.keyboard.press('ArrowRight');
    await page().getByRole('columnheader', { name: 'Model' }).waitFor();
    assert.deepEqual((await rows()).slice(1, 3), [
      ['stand-in', '2', '200', '128', '3', '14', '203', '$0.11'],
      ['stand-in-mini', '1', '100', '64', '1', '7', '101', '$0.00'],
    ]);
    await workbench.page.keyboard.press('ArrowRight');
    await page().getByRole('columnheader', { name: 'Thread' }).waitFor();
    assert.deepEqual((await rows()).slice(1, 3).map(([name]) => name), ['Say exactly: One.', 'Say exactly: Free.']);
  });

  test('stays when its thread is deleted, without the thread’s words', async () => {
    const { workbench } = docent();
    const threads = threadsView(workbench);
    await threads.focus();
    await threads.select('Say exactly: Free.');
    await workbench.page.keyboard.press('Delete');
    await threads.row('Say exactly: Free.').waitFor({ state: 'detached' });
    // Nobody wants it back.
    await workbench.runCommand('Notifications: Clear All Notifications');
    await workbench.runCommand('Docent: Show Usage');
    await page().getByRole('radio', { name: 'By thread' }).check();
    await page().getByRole('rowheader', { name: 'Deleted threads' }).waitFor();
    assert.deepEqual((await rows()).at(-1), ['Total', '3', '300', '192', '4', '21', '304', '$0.11']);
  });

  test('can be saved as CSV', async () => {
    const { folder, workbench } = docent();
    const file = path.join(folder, 'Docent usage.csv');
    const name = workbench.page.locator('.quick-input-widget input[type="text"]');
    const save = page().getByRole('button', { name: 'Save as CSV' });
    const lines = await eventually(async () => {
      // It is there before it is written.
      if (existsSync(file) && statSync(file).size > 0) return readFileSync(file, 'utf8').trimEnd().split('\r\n');
      // A window that was just reloaded moves the focus, which closes the box under one's hands.
      if (!(await name.isVisible())) await save.click();
      assert.equal(await name.inputValue({ timeout: 1_000 }), file);
      await pressIn(name, 'Enter', 1_000);
      throw new Error('The file is not there yet');
    });
    assert.equal(lines[0], 'day,model,thread,runs,input tokens,cached tokens,output tokens,reasoning tokens,total tokens,estimated,containers (USD),cost (USD)');
    assert.match(lines[1] ?? '', /^\d{4}-\d\d-\d\d,stand-in-mini,deleted,1,100,64,1,7,101,no,0,0$/);
    assert.match(lines[2] ?? '', /^\d{4}-\d\d-\d\d,stand-in,Say exactly: One\.,2,200,128,3,14,203,no,0,0\.11480*\d*$/);
    assert.equal(lines.length, 3);
  });

  test('looks right in all themes and widths', async () => {
    const { workbench } = docent();
    for (const [name, width] of Object.entries(WIDTHS)) {
      await workbench.page.setViewportSize({ width, height: 900 });
      await lookRight(docent(), { name: `usage ${name}`, settings, views: [page()] });
    }
  });

  test('is warned of once at 80 % of the budget, and beyond it no more is spent', async () => {
    const { chat, closePage, configureUser, workbench, newThread } = docent();
    await newThread();
    await chat.ask('Say exactly: Nearly.');
    await chat.newest.filter({ hasText: 'Nearly.' }).waitFor();
    const warning = workbench.notification(/Docent has spent \$0\.1\d of this month’s \$0\.20\./);
    await warning.waitFor();
    await warning.getByRole('button', { name: 'Show Usage' }).waitFor();
    await warning.hover();
    await warning.getByRole('button', { name: /Clear Notification/ }).click();
    await chat.ask('Say exactly: Beyond.');
    await chat.newest.filter({ hasText: 'Beyond.' }).waitFor();
    await page().getByText(/^This month: \$0\.2\d of \$0\.20\.$/).waitFor();
    assert.equal(await warning.count(), 0);
    const asked = server.requests.length;
    await chat.ask('Say exactly: Too late.');
    const sentence = /The budget of \$0\.20 for this month is used up \(\$0\.2\d\); raise it, or choose a model that costs nothing\.$/;
    await chat.notice.getByText(sentence).waitFor();
    assert.equal(server.requests.length, asked);
    await lookRight(docent(), { name: 'budget', settings, views: [chat.frame] });
    await chat.button('Change Budget').click();
    await workbench.page.getByText('Monthly Budget').first().waitFor();
    await closePage();
    await configureUser('docent.usage.monthlyBudget', 0);
    await page().getByText(/There is no budget\.$/).waitFor();
    await chat.button('Try Again').click();
    await chat.newest.filter({ hasText: 'Too late.' }).waitFor();
  });
});
