import assert from 'node:assert/strict';
import { startModelServer, type ModelServer } from '../../fixtures/modelServer/modelServer.ts';
import type { Conversation } from '../support/conversation.ts';
import { modelAt } from '../support/settings.ts';
import type { Docent } from '../support/suite.ts';

/** Asked for or run, one of these would be noticed. */
const ELSEWHERE = 'elsewhere.example';
const RUN = 'window.foreign = top.foreign = true';
const IMAGE = `<img src="https://${ELSEWHERE}/a.png" onerror="${RUN}">`;
const HTML = [
  IMAGE,
  `<script>${RUN}</script>`,
  `<svg onload="${RUN}"><script>${RUN}</script></svg>`,
  `<iframe src="javascript:${RUN}"></iframe>`,
  `<a href="javascript:${RUN}">a link</a>`,
  `<style>@import "https://${ELSEWHERE}/a.css"</style>`,
  `<form action="https://${ELSEWHERE}"><button>a button</button></form>`,
  `<b onclick="${RUN}">bold</b>`,
].join('\n');

/** Called in a suite with a workbench, after its other tests. */
export const foreignContent = (docent: () => Docent) => suite('foreign content', () => {
  const requests: string[] = [];
  let server: ModelServer;
  suiteSetup(async () => {
    const { chat, configure, newThread, workbench, write } = docent();
    configure({});
    await chat.button('Search only').waitFor();
    await newThread();
    workbench.page.on('request', (request) => requests.push(request.url()));
    write(`<img src=x onerror="${RUN}">.md`, `The quincebrook ferry leaves at dawn. ${IMAGE}\n`);
    await workbench.runCommand('Docent: Index Workspace');
    await workbench.statusBar(/Docent: \d+ files/).waitFor();
    server = await startModelServer();
  });
  suiteTeardown(() => server.close());

  test('in the names and texts of files is shown as it is written', async () => {
    const { chat } = docent();
    await chat.ask('quincebrook');
    await chat.sources().filter({ hasText: `<img src=x onerror="${RUN}">.md:1` }).waitFor();
    await chat.newest.filter({ hasText: IMAGE }).waitFor();
    await doesNothing(chat);
  });

  test('in the cells of a table is shown as it is written', async () => {
    const { analysis, workbench, write } = docent();
    write('cells.csv', `${IMAGE.replaceAll('"', "'")},sales\n<script>${RUN}</script>,7\n=1+1,9\n`);
    await workbench.openFile('cells.csv');
    await workbench.runCommand('Docent: Analyze File');
    await analysis.newest.filter({ hasText: '2 rows' }).waitFor();
    const rows = analysis.frame.getByRole('table', { name: 'First rows' });
    await rows.getByRole('columnheader', { name: IMAGE.replaceAll('"', "'") }).waitFor();
    await rows.getByRole('cell', { name: `<script>${RUN}</script>` }).waitFor();
    await doesNothing(analysis);
  });

  test('in answers of a model is Markdown alone', async () => {
    const { chat, configure, newThread } = docent();
    configure(modelAt(server.url));
    await chat.button('stand-in').waitFor();
    await newThread();
    server.script({
      text: [
        `**Loud**\n\n${HTML}\n\n![a picture](https://${ELSEWHERE}/b.png)`,
        `[one](javascript:${RUN}) [two](command:workbench.action.closeWindow) [three](docent:deleteAll) [four](data:text/html,x)`,
        `[a way out](docent:showLog) [a page](https://${ELSEWHERE}/c)`,
        'Nothing is cited: 【99】, \u00010\u0002.',
      ].join('\n\n'),
    });
    await chat.ask('Go on');
    await chat.newest.getByRole('strong').filter({ hasText: 'Loud' }).waitFor();
    await chat.ended();
    await chat.newest.filter({ hasText: `<script>${RUN}</script>` }).waitFor();
    await doesNothing(chat);
    const links = await chat.newest.locator('a').evaluateAll((elements) => elements.map((link) => (link as HTMLAnchorElement).protocol));
    assert.deepEqual(new Set(links), new Set(['https:']));
    const buttons = await chat.newest.getByRole('button').evaluateAll((elements) => elements.map(({ ariaLabel, textContent }) => ariaLabel ?? textContent));
    assert.deepEqual(buttons, ['a way out', 'Copy answer', 'Insert at cursor', 'Open as file', 'Quote', 'Ask again']);
    assert.equal(await chat.newest.locator('.citation').count(), 0);
  });

  test('in the output of code is plain HTML', async () => {
    const { chat } = docent();
    const code = `class Foreign:\n    def _repr_html_(self):\n        return ${JSON.stringify(HTML)}\nForeign()`;
    server.script({ calls: [{ name: 'code_interpreter', arguments: JSON.stringify({ code }) }] });
    await chat.ask('Go on');
    const output = chat.frame.getByRole('group', { name: 'Output' });
    await chat.consent.or(output).first().waitFor();
    if (await chat.consent.isVisible()) await chat.button('Allow Once').click();
    await output.locator('b', { hasText: 'bold' }).waitFor();
    await doesNothing(chat);
    assert.equal(await output.locator('script, style, form, iframe, svg, img, [href^="javascript"]').count(), 0);
  });

  /** Nothing of it has run, nothing was asked for elsewhere, and no element of it could still do either. */
  async function doesNothing({ frame, newest }: Conversation): Promise<void> {
    const { workbench } = docent();
    await newest.waitFor();
    assert.equal(await workbench.page.evaluate(() => 'foreign' in window), false);
    const found = await frame.locator('#root').evaluate((root) => {
      const active = [...root.querySelectorAll('script, iframe, style, form, img:not(.picture img)')];
      const handlers = [...root.querySelectorAll('*')].filter((element) => element.getAttributeNames().some((name) => name.startsWith('on')));
      return { ran: 'foreign' in window, elements: [...active, ...handlers].map((element) => element.outerHTML) };
    });
    assert.deepEqual(found, { ran: false, elements: [] });
    assert.deepEqual(requests.filter((url) => url.includes(ELSEWHERE)), []);
  }
});
