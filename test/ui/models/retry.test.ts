import assert from 'node:assert/strict';
import { startModelServer, type ModelServer } from '../../fixtures/modelServer/modelServer.ts';
import { lookRight, widen, WIDTHS } from '../support/looks.ts';
import { modelAt } from '../support/settings.ts';
import { useDocent } from '../support/suite.ts';

suite('waiting for a model and failing', () => {
  const docent = useDocent();
  let server: ModelServer;
  let settings: Readonly<Record<string, unknown>>;
  suiteSetup(async () => {
    server = await startModelServer();
    settings = modelAt(server.url);
    docent().configure(settings);
    await docent().chat.button('stand-in').waitFor();
  });
  suiteTeardown(() => server.close());

  const rateLimited = (headers: Readonly<Record<string, string>>) =>
    ({ status: 429, headers, body: { error: { message: 'Slow down', code: 'rate_limit_exceeded' } } }) as const;

  test('a server that asks for patience is waited for, with a countdown, until Stop', async () => {
    const { chat } = docent();
    server.script(rateLimited({ 'retry-after': '300' }));
    await chat.ask('Say exactly: Patience.');
    const waiting = chat.frame.getByText(new RegExp(`${server.url} takes no more requests for now; trying again in 4 min \\d+ s$`));
    await waiting.waitFor();
    const first = await waiting.innerText();
    await waiting.and(chat.frame.locator('.working')).filter({ hasNotText: first.trim() }).waitFor();
    for (const width of WIDTHS) {
      await widen(docent(), width);
      await lookRight(docent(), { name: `waiting-${width}`, settings, views: [chat.frame] });
    }
    await widen(docent(), 300);
    await chat.field.focus();
    await docent().workbench.page.keyboard.press('Escape');
    await chat.notice.filter({ hasText: 'Stopped. What had arrived is kept.' }).waitFor();
    assert.equal(server.requests.length, 1);
  });

  test('a wait of an hour is left to the user', async () => {
    const { chat } = docent();
    server.script(rateLimited({ 'retry-after': '3600' }));
    await chat.button('Try Again').click();
    await chat.notice.getByText(`${server.url} takes no more requests for now; try again in 60 minutes.`).waitFor();
    await chat.button('Try Again').click();
    await chat.newest.filter({ hasText: 'Patience.' }).waitFor();
  });

  test('an account without credit is said at once, with both ways out', async () => {
    const { chat } = docent();
    server.script({ status: 429, body: { error: { message: 'You exceeded your current quota', code: 'insufficient_quota' } } });
    await chat.ask('Say exactly: Credit.');
    await chat.notice.getByText(`The account at ${server.url} has no credit left; add some there, or choose another model.`).waitFor();
    for (const width of WIDTHS) {
      await widen(docent(), width);
      await lookRight(docent(), { name: `quota-${width}`, settings, views: [chat.frame] });
    }
    await chat.button('Set Up a Model').waitFor();
    await chat.button('Try Again').click();
    await chat.newest.filter({ hasText: 'Credit.' }).waitFor();
  });
});
