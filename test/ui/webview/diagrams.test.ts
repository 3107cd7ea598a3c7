import assert from 'node:assert/strict';
import { answer, question, run, viewState } from './support/states.ts';
import { useViews } from './support/view.ts';

const FENCE = '```';
const diagram = (source: string) => `${FENCE}mermaid\n${source}\n${FENCE}`;

suite('diagrams in an answer', () => {
  const open = useViews();
  const stateOf = (text: string) => viewState({ items: [question('How?'), answer(text, 'msg_open', 'in_progress')], run: run('in_progress') });

  test('are drawn in frames that can do nothing else, with their source at hand', async () => {
    const { page } = await open(stateOf(`${diagram('graph TD; A[Start here]-->B{Is it?}')}\n\n- in a list:\n\n  ${FENCE}mermaid\n  sequenceDiagram\n  Alice->>Bob: Hello\n  ${FENCE}`));
    const frames = page.locator('iframe[title=Diagram]');
    await page.locator('.diagram iframe:not(.unseen)').nth(1).waitFor();
    const first = page.frameLocator('iframe[title=Diagram]').first();
    await first.locator('svg').getByText('Start here').waitFor();
    await page.frameLocator('iframe[title=Diagram]').last().locator('svg').getByText('Hello').first().waitFor();
    assert.equal(await frames.first().getAttribute('sandbox'), 'allow-scripts');
    assert.equal(await first.locator('body').evaluate(() => origin), 'null');
    const { height } = (await frames.first().boundingBox()) ?? { height: 0 };
    const drawn = (await first.locator('svg').boundingBox())?.height ?? 0;
    assert.ok(drawn > 100 && Math.abs(height - drawn - 16) < 3, `${height} px for ${drawn} px`);
    assert.equal(await page.locator('pre').count(), 0);
    await page.getByRole('button', { name: 'Source' }).first().click();
    assert.equal(await page.locator('pre').innerText(), 'graph TD; A[Start here]-->B{Is it?}');
    await page.getByRole('button', { name: 'Diagram' }).click();
    assert.equal(await page.locator('pre').count(), 0);
    await page.getByRole('button', { name: 'Copy' }).first().click();
    await page.getByRole('button', { name: 'Copied' }).waitFor();
    assert.equal(await page.evaluate('navigator.clipboard.readText()'), 'graph TD; A[Start here]-->B{Is it?}');
  });

  test('that are broken stay code, with one sentence', async () => {
    const { page } = await open(stateOf(`${diagram('graph TD; A--')}\n\n${diagram('nothing known\nat all')}`));
    await page.getByText('This diagram can’t be drawn: Parse error on line 2.').waitFor();
    await page.getByText('This diagram can’t be drawn: No diagram type detected').waitFor();
    assert.deepEqual(await page.locator('pre').allInnerTexts(), ['graph TD; A--', 'nothing known\nat all']);
    assert.equal(await page.locator('iframe').count(), 0);
  });

  test('are drawn once they are whole, and nothing is loaded before', async () => {
    const view = await open(stateOf(`So:\n\n${FENCE}mermaid\ngraph TD; A-->B`));
    const { page } = view;
    await page.locator('pre').waitFor();
    const loaded = () => page.evaluate(() => performance.getEntriesByType('resource').filter(({ name }) => name.includes('diagramFrame')).length);
    assert.equal(await loaded(), 0);
    view.run({ type: 'text.delta', itemId: 'msg_open', delta: `[The end]\n${FENCE}\n\nAnd more` });
    await page.frameLocator('iframe').locator('svg').getByText('The end').waitFor();
    assert.equal(await loaded(), 1);
    const frame = await page.locator('iframe').elementHandle();
    view.run({ type: 'text.delta', itemId: 'msg_open', delta: ' and more.' });
    await page.getByText('and more.').waitFor();
    assert.equal(await frame?.evaluate((element) => element.isConnected), true, 'it is not drawn again');
  });

  test('take the colours of the theme, also of a new one', async () => {
    const { page } = await open(stateOf(diagram('graph TD; A-->B')));
    const line = page.frameLocator('iframe').locator('.flowchart-link');
    await line.waitFor({ state: 'attached' });
    await page.evaluate(() => {
      document.documentElement.style.setProperty('--vscode-descriptionForeground', '#00ff00');
      document.documentElement.style.setProperty('--vscode-editor-background', '#102030');
    });
    const colour = () => line.evaluate((element) => getComputedStyle(element).stroke);
    while ((await colour()) !== 'rgb(0, 255, 0)') await page.evaluate(() => new Promise((resolve) => requestAnimationFrame(resolve)));
    assert.equal(await page.frameLocator('iframe').locator('body').evaluate((body) => getComputedStyle(body).backgroundColor), 'rgb(16, 32, 48)');
  });

  test('can’t speak in the editor’s name', async () => {
    const { page } = await open(stateOf(diagram('graph TD; A-->B')));
    await page.frameLocator('iframe').locator('svg').waitFor();
    await page.frameLocator('iframe').locator('body').evaluate(() => {
      parent.postMessage({ rpc: 'event', name: 'focus', payload: { text: 'forged' } }, '*');
      parent.postMessage({ height: 1e9 }, '*');
    });
    await page.waitForFunction(() => document.querySelector('iframe')?.height === '4000');
    assert.equal(await page.getByRole('textbox', { name: 'Question' }).inputValue(), '');
  });
});
