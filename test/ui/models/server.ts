import assert from 'node:assert/strict';
import { startOpenAI, type OpenAIServer } from '../../fixtures/openai/openai.ts';
import { startModelServer, type ModelServer } from '../../fixtures/modelServer/modelServer.ts';
import { lookRight, widen, WIDTHS } from '../support/looks.ts';
import { modelAt } from '../support/settings.ts';
import type { Docent } from '../support/suite.ts';

/** 2 × 1 pixels, one red, one blue. */
const PNG = 'iVBORw0KGgoAAAANSUhEUgAAAAIAAAABCAIAAAB7QOjdAAAAD0lEQVR42mP4z8DA8J8BAAcBAf+OM1Z/AAAAAElFTkSuQmCC';

export const modelServer = (docent: () => Docent) => suite('a model server', () => {

  suite('of OpenAI', () => {
    let server: OpenAIServer;
    suiteSetup(async () => {
      server = await startOpenAI();
      docent().configure({
        'docent.model.id': 'openai/gpt-6.1-terra',
        'docent.model.servers': { openai: server.url },
        'docent.interpreter.where': 'openai',
      });
      await docent().chat.button('gpt-6.1-terra').waitFor();
    });
    suiteTeardown(() => server.close());

    test('code in its container is shown as code here is: with its prints, charts and files', async () => {
      const { chat } = docent();
      const code = { code: 'plot()', logs: 'plotted\n', image: PNG, files: { 'totals.csv': 'a\n1\n' } };
      server.script({ reasoning: 'I draw a chart.', hosted: [code], text: 'Here is your chart.' });
      await chat.ask('Draw it');
      await chat.newest.filter({ hasText: 'Here is your chart.' }).waitFor();
      await chat.step('Ran Python').waitFor();
      await chat.frame.getByText('Printed output (1 line)').click();
      await chat.frame.getByText('plotted').waitFor();
      const chart = chat.button('Open chart.png').getByRole('img');
      const width = await chart.evaluate((image) => (image as HTMLImageElement).naturalWidth);
      assert.equal(width, 2, 'the chart is there');
      await chat.frame.getByText('totals.csv').waitFor();
      assert.equal(server.containers.all.length, 1);
    });

    test('a busy server is waited for, and what waiting can’t mend is said', async () => {
      const { chat } = docent();
      server.script({ status: 429, headers: { 'retry-after': '120' }, body: { error: { message: 'Slow.', code: 'rate_limit_exceeded' } } });
      await chat.ask('Say exactly: x');
      await chat.frame.getByText(`${server.url} takes no more requests for now; trying again`).first().waitFor();
      await chat.stop.click();
      await chat.notice.filter({ hasText: 'Stopped.' }).waitFor();
      const limit = { message: 'Reached.', type: 'insufficient_quota', code: 'project_spend_limit_exceeded' };
      server.script({ status: 429, body: { error: limit } });
      await chat.button('Try Again').click();
      const sentence = `The project of this API key has reached its spending limit at ${server.url}; raise it there, or set another key.`;
      await chat.notice.filter({ hasText: sentence }).waitFor();
      await chat.button('Set API Key').waitFor();
    });
  });

  suite('that wants patience', () => {
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
      await widen(docent(), 300);
      await chat.button('Set Up a Model').waitFor();
      await chat.button('Try Again').click();
      await chat.newest.filter({ hasText: 'Credit.' }).waitFor();
    });
  });
});
