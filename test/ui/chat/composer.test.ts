import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { SAMPLE } from '../../../scripts/paths.ts';
import { startModelServer, type ModelServer } from '../../fixtures/modelServer/modelServer.ts';
import { violations } from '../support/axe.ts';
import { eventually } from '../support/eventually.ts';
import { knowledgeView } from '../support/knowledge.ts';
import { modelAt } from '../support/settings.ts';
import { useDocent } from '../support/suite.ts';

/** One dot. */
const PNG = Buffer.from('iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==', 'base64');

suite('a question and what goes along, by keyboard alone', () => {
  const docent = useDocent({ folder: SAMPLE });
  let server: ModelServer;
  suiteSetup(async () => {
    server = await startModelServer();
    docent().configure(modelAt(server.url));
    await docent().chat.button('Model: stand-in').waitFor();
  });
  suiteTeardown(() => server.close());

  const knowledge = knowledgeView(docent);
  const type = (text: string) => docent().workbench.page.keyboard.type(text);
  const press = (key: string) => docent().workbench.page.keyboard.press(key);
  const chip = (name: string) => docent().chat.frame.getByRole('list', { name: 'Context' }).getByRole('listitem').filter({ hasText: name });
  /** What the model was told with the newest question. */
  const told = () => JSON.stringify(server.requests.at(-1)?.body.messages.findLast(({ role }) => role === 'user')?.content);

  test('a mentioned file and a selection are read, with their names', async () => {
    const { chat, workbench } = docent();
    await workbench.openFile('retry.go');
    await workbench.selectLines(25, 36);
    await workbench.runCommand('Docent: New Thread');
    await chat.frame.locator('textarea:focus').waitFor();
    await chat.button('Add selection retry.go:25-36').press('Enter');
    await chip('retry.go:25-36').getByText('≈').waitFor();
    await type('Explain @0003-ret');
    await chat.frame.getByRole('option', { name: '0003-retry-with-equal-jitter.md' }).waitFor();
    await press('Enter');
    await chip('0003-retry-with-equal-jitter.md').waitFor();
    assert.deepEqual(await violations(chat.frame), []);
    server.script({ text: 'It doubles.' });
    await type('and this');
    await press('Enter');
    await chat.newest.filter({ hasText: 'It doubles.' }).waitFor();
    assert.match(told(), /Explain and this/);
    assert.match(told(), /services\/notify\/retry\.go:25-36.*func retryDelay/);
    assert.match(told(), /docs\/adr\/0003-retry-with-equal-jitter\.md.*jitter/i);
    assert.equal(await chat.frame.getByRole('list', { name: 'Context' }).getByRole('button', { name: /^Remove/ }).count(), 0);
  });

  test('Ask Docent in the Explorer takes a file along, and pictures are not offered to be analysed', async () => {
    const { chat, workbench, write } = docent();
    write('shot.png', PNG);
    await workbench.openFile('depots.csv');
    await workbench.chooseInExplorer('depots.csv', 'Ask Docent');
    await chat.frame.locator('textarea:focus').waitFor();
    await chip('depots.csv').waitFor();
    await chat.button('Remove depots.csv').press('Enter');
    await chip('depots.csv').getByRole('button', { name: /^Remove/ }).waitFor({ state: 'detached' });
    await workbench.openFile('shot.png');
    await workbench.runCommand('File: Reveal Active File in Explorer View');
    await workbench.page.locator('.explorer-folders-view .monaco-list-row.selected', { hasText: 'shot.png' }).click({ button: 'right' });
    await workbench.page.getByRole('menuitem', { name: 'Ask Docent' }).waitFor();
    assert.equal(await workbench.page.getByRole('menuitem', { name: 'Docent: Analyze File' }).count(), 0);
    await press('Escape');
    await workbench.chooseInExplorer('shot.png', 'Ask Docent');
    await workbench.runCommand('View: Close All Editors');
    await chat.field.focus();
    await chip('shot.png').waitFor();
    server.script({ text: 'A picture.' });
    await type('What is it?');
    await press('Enter');
    await chat.newest.filter({ hasText: 'A picture.' }).waitFor();
    assert.match(told(), /"image_url"/);
    await workbench.openFile('retry.go');
    await workbench.selectLines(25, 36);
    await workbench.runCommand('Docent: New Thread');
  });

  test('symbols, problems, Git changes, vector stores and threads are mentioned, and read', async () => {
    const { chat, folder, workbench, write } = docent();
    const git = (...args: readonly string[]) => execFileSync('git', ['-C', folder, '-c', 'user.name=t', '-c', 'user.email=t@t', ...args], { stdio: 'pipe' });
    write('broken.json', '{ "depot": 1');
    git('init', '-q');
    git('add', '-A');
    git('commit', '-q', '-m', 'As it was');
    write('README.md', '# Another title\n');
    write('new.csv', 'id,name\n1,Harbour\n');
    await workbench.runCommand('Docent: Create Vector Store…');
    await knowledge.answer('Create Vector Store', 'Handbook');
    await workbench.openFile('broken.json');
    await workbench.openFile('0003-retry-with-equal-jitter.md');
    await workbench.runCommand('Docent: New Thread');
    await chat.frame.locator('textarea:focus').waitFor();
    /** Language servers and Git need a moment to look: one types once more. */
    const mention = async (typed: string, option: RegExp) => {
      const row = chat.frame.getByRole('option', { name: option }).first();
      for (let tries = 0; tries < 5 && !(await row.isVisible()); tries++) {
        await chat.field.fill('');
        await chat.field.fill(`@${typed}`);
        await row.waitFor({ timeout: 3_000 }).catch(() => undefined);
      }
      const chosen = row.and(chat.frame.locator('[aria-selected=true]'));
      for (let steps = 0; steps < 20 && !(await chosen.isVisible()); steps++) await press('ArrowDown');
      await press('Enter');
      await row.waitFor({ state: 'detached' });
    };
    await mention('jitter', /ADR 3.* ?, symbol/);
    await mention('problems', /^Problems ?, problems/);
    await mention('git', /^Git changes ?, changes/);
    await mention('handbook', /^Handbook ?, vector store/);
    await mention('explain', /^Explain and this ?, thread/);
    await chip('Handbook').waitFor();
    await chip('Explain and this').waitFor();
    server.script({ text: 'All read.' });
    await chat.field.fill('What is it?');
    await press('Enter');
    await chat.newest.filter({ hasText: 'All read.' }).waitFor();
    assert.match(told(), /0003-retry-with-equal-jitter\.md:\d+-\d+/);
    assert.match(told(), /Problems in the workspace.*broken\.json:\d+: error/);
    assert.match(told(), /Changes since the last commit.*\+# Another title.*\+1,Harbour/);
    assert.match(told(), /Thread “Explain and this”.*It doubles\./);
    await workbench.openFile('retry.go');
    await workbench.selectLines(25, 36);
    await workbench.runCommand('Docent: New Thread');
  });

  test('a / does, asks and takes along, and knows the prompts of the workspace', async () => {
    const { chat, workbench, write } = docent();
    write('.github/prompts/review.prompt.md', '---\ndescription: Looks at one thing\n---\nReview ${input:what:Which part?} of ${selection}.\n');
    await chat.frame.locator('textarea:focus').waitFor();
    await type('/exp');
    await chat.frame.getByRole('option', { name: '/explain' }).waitFor();
    await press('Enter');
    await chip('retry.go:25-36').getByText('≈').waitFor();
    assert.equal(await chat.field.inputValue(), 'Explain this.');
    server.script({ text: 'It waits.' });
    await press('Enter');
    await chat.newest.filter({ hasText: 'It waits.' }).waitFor();
    assert.match(told(), /Explain this\..*func retryDelay/);
    await type('/rev');
    await chat.frame.getByRole('option', { name: '/review' }).getByText('Looks at one thing').waitFor();
    await press('Enter');
    await workbench.page.locator('.quick-input-widget input').first().waitFor();
    await type('the cap');
    await press('Enter');
    await eventually(async () => assert.equal(await chat.field.inputValue(), 'Review the cap of retry.go:25-36.'));
    await chip('retry.go:25-36').waitFor();
    await chat.field.fill('/clear');
    await chat.frame.getByRole('option', { name: '/clear' }).waitFor();
    await press('Enter');
    await chat.frame.getByRole('heading', { name: 'Ask about your workspace' }).waitFor();
    assert.equal(await chat.field.inputValue(), '');
  });

  test('what is in front in the editor is not sent unless it is taken', async () => {
    const { chat } = docent();
    await chat.button('Add selection retry.go:25-36').waitFor();
    server.script({ text: 'Nothing.' });
    await chat.ask('What do you see?');
    await chat.newest.filter({ hasText: 'Nothing.' }).waitFor();
    assert.doesNotMatch(told(), /func retryDelay/);
  });

  test('questions queue while an answer comes, and are asked in order; ArrowUp recalls them', async () => {
    const { chat } = docent();
    await chat.field.focus();
    server.script({ text: 'The first answer.' }, { text: 'The second answer.' }, { text: 'The third answer.' });
    const held = server.hold();
    await type('One?');
    await press('Enter');
    await held.reached;
    await type('Two?');
    await press('Enter');
    await type('Three?');
    await press('Enter');
    const queue = chat.frame.getByRole('region', { name: 'Queued questions' });
    await queue.getByText('Three?').waitFor();
    assert.deepEqual(await queue.getByRole('listitem').allInnerTexts(), ['Two?', 'Three?']);
    held.release();
    await chat.newest.filter({ hasText: 'The third answer.' }).waitFor();
    await queue.waitFor({ state: 'detached' });
    assert.deepEqual((await chat.questions.allInnerTexts()).slice(-3), ['One?', 'Two?', 'Three?']);
    await press('ArrowUp');
    await press('ArrowUp');
    await eventually(async () => assert.equal(await chat.field.inputValue(), 'Two?'));
    await press('ArrowDown');
    await press('ArrowDown');
    assert.equal(await chat.field.inputValue(), '');
  });

  test('after a stop the queue waits for the user, who sends it by Enter', async () => {
    const { chat } = docent();
    server.script({ text: 'Never whole.' }, { text: 'The next one.' });
    const held = server.hold();
    await chat.field.focus();
    await type('Stop me');
    await press('Enter');
    await held.reached;
    await type('Next?');
    await press('Enter');
    await chat.frame.getByText('Asked when the answer is there').waitFor();
    await press('Escape');
    await chat.frame.getByText('Waiting for you to go on').waitFor();
    await press('Enter');
    await chat.newest.filter({ hasText: 'The next one.' }).waitFor();
  });

  test('a draft with what goes along survives a crash of the page and another thread', async () => {
    const { chat, workbench } = docent();
    await chat.field.focus();
    await type('An unfinished @depots.csv');
    await chat.frame.getByRole('option', { name: 'depots.csv' }).waitFor();
    await press('Enter');
    await chip('depots.csv').waitFor();
    await type('thought');
    await eventually(async () => assert.equal(await chat.field.inputValue(), 'An unfinished thought'));
    await workbench.runCommand('View: Focus Active Editor Group'); // The browser keeps what it is told within a tenth of a second.
    await workbench.page.reload();
    await eventually(async () => assert.equal(await chat.field.inputValue(), 'An unfinished thought'));
    await chip('depots.csv').waitFor();
    await workbench.runCommand('Docent: New Thread');
    await eventually(async () => assert.equal(await chat.field.inputValue(), ''));
    await workbench.runCommand('Docent: Search Threads');
    await workbench.page.locator('.quick-input-widget').getByText('Explain and this').first().waitFor();
    await press('Enter');
    await eventually(async () => assert.equal(await chat.field.inputValue(), 'An unfinished thought'));
    await chip('depots.csv').waitFor();
  });

  test('a megabyte that is pasted becomes an attachment, soon, and goes along as a file', async () => {
    const { chat, workbench } = docent();
    await workbench.runCommand('Docent: New Thread');
    await chat.frame.locator('textarea:focus').waitFor();
    await workbench.page.evaluate(() => navigator.clipboard.writeText('a line of text\n'.repeat(80_000)));
    // From the browser's event until the page shows it.
    await chat.field.evaluate(() => {
      const began = () => {
        const at = performance.now();
        const observer = new MutationObserver(() => {
          if (!document.querySelector('.chips')?.textContent.includes('Pasted text')) return;
          observer.disconnect();
          document.body.dataset['took'] = String(performance.now() - at);
        });
        observer.observe(document.body, { childList: true, subtree: true });
      };
      window.addEventListener('paste', began, { capture: true });
    });
    await press('Control+V');
    await chip('Pasted text').waitFor();
    const took = Number(await chat.frame.locator('body').getAttribute('data-took'));
    assert.ok(took > 0 && took < 200, `${took} ms`);
    await chip('Pasted text, 80,001 lines').waitFor();
    server.script({ text: 'I see.' });
    await type('What is it?');
    await press('Enter');
    await chat.newest.filter({ hasText: 'I see.' }).waitFor();
    assert.ok(told().length < 20_000);
    assert.match(told(), /Pasted text.*It begins/);
  });
});
