import assert from 'node:assert/strict';
import { startModelServer, type ModelServer } from '../../fixtures/modelServer/modelServer.ts';
import { openLiveThread, type LiveThread, type LiveThreadOptions } from './support/liveThread.ts';
import { question, viewState } from './support/states.ts';
import { useViews, type View } from './support/view.ts';

/** Milliseconds of silence after which a server is given up here. */
const SILENCE = { first: 5_000, next: 700 };

suite('waiting and failing in a view, with real runs behind it', () => {
  const open = useViews();
  let server: ModelServer;
  let thread: LiveThread;
  let view: View;
  /** What a run waits for before it begins. */
  let admit: LiveThreadOptions['admit'];

  setup(async () => {
    server = await startModelServer();
    admit = async () => {};
    thread = await openLiveThread({ baseUrl: server.url, silence: SILENCE, admit: (...parts) => admit(...parts) });
    view = await open(viewState({ thread: { id: thread.id, title: 'T' } }));
    thread.subscribe((event) => view.run(event));
    view.answer('stop', () => (void thread.stop(), null));
    view.answer('act', () => (thread.start(null), null));
  });
  teardown(async () => {
    await thread.close();
    await server.close();
  });

  const button = (name: string) => view.page.getByRole('button', { name, exact: true });
  const shown = (text: string | RegExp) => view.page.getByRole('main').getByText(text).waitFor();

  test('a server that asks for patience gets it, with a countdown; Stop ends the wait at once', async () => {
    server.script({ status: 429, headers: { 'retry-after': '180' }, body: { error: { message: 'Slow down', code: 'rate_limit_exceeded' } } });
    thread.start('Say exactly: Hello.');
    await shown(`${server.url} takes no more requests for now; trying again in 3 min 0 s`);
    await view.page.getByRole('status').getByText(`${server.url} takes no more requests for now; trying again`).waitFor({ state: 'attached' });
    await shown(`${server.url} takes no more requests for now; trying again in 2 min 58 s`);
    await button('Stop').click();
    await shown('Stopped. What had arrived is kept.');
    assert.equal(server.requests.length, 1);
    await button('Try Again').click();
    await shown(/^Hello\.$/);
  });

  test('a short wait passes by itself', async () => {
    server.script({ status: 429, headers: { 'retry-after-ms': '50' }, body: { error: { message: 'Slow down', code: 'rate_limit_exceeded' } } });
    thread.start('Say exactly: Hello.');
    await shown(/^Hello\.$/);
    assert.equal(await view.page.getByText('trying again').count(), 0);
  });

  test('a wait that is too long is left to the user', async () => {
    server.script({ status: 429, headers: { 'retry-after': '3600' }, body: { error: { message: 'Slow down', code: 'rate_limit_exceeded' } } });
    thread.start('Say exactly: Hello.');
    await shown(`${server.url} takes no more requests for now; try again in 60 minutes.`);
    await button('Try Again').click();
    await shown(/^Hello\.$/);
  });

  test('an account without credit is said at once, and not asked again', async () => {
    server.script({ status: 429, body: { error: { message: 'You exceeded your current quota', type: 'insufficient_quota', code: 'insufficient_quota' } } });
    thread.start('Say exactly: Hello.');
    await shown(`The account at ${server.url} has no credit left; add some there, or choose another model.`);
    assert.equal(server.requests.length, 1);
    await button('Set Up a Model').waitFor();
    await button('Try Again').waitFor();
  });

  test('a server that is down is said, and tried again on request', async () => {
    await server.close();
    thread.start('Say exactly: Hello.');
    await shown(`Nothing answers at ${server.url}. Is the server running?`);
    server = await startModelServer({ port: Number(new URL(server.url).port) });
    await button('Try Again').click();
    await shown(/^Hello\.$/);
  });

  const ways = [
    ['cut', () => `The answer from ${server.url} ended too early; try again.`],
    ['stall', () => `${server.url} has sent nothing for 0.7 seconds; try again, or choose a smaller model.`],
  ] as const;
  for (const [ending, sentence] of ways) {
    test(`an answer that is broken off (${ending}) keeps what had come, marked, and Try Again stands below it`, async () => {
      server.script({ text: 'Half of an answ', ending });
      thread.start('Say exactly: A whole answer.');
      await shown(sentence());
      const half = view.page.getByRole('article', { name: 'Docent' });
      assert.match(await half.innerText(), /^Half of an answ\s+This answer is not complete\.\s+Continue$/);
      await shown(/^≈ \d+ tokens$/);
      // By the keyboard.
      await view.page.getByRole('textbox', { name: 'Question' }).focus();
      const retry = view.page.locator(':focus').and(button('Try Again'));
      for (let presses = 0; presses < 9 && !(await retry.isVisible()); presses++) await view.page.keyboard.press('Shift+Tab');
      await view.page.keyboard.press('Enter');
      await view.page.getByRole('article', { name: 'Docent' }).nth(1).getByText('A whole answer.').waitFor();
      await shown(/^1\d\d tokens$/);
      await shown(/^This thread: ≈ \d+ tokens$/);
      assert.match(await half.first().innerText(), /^Half of an answ/);
      assert.equal(await button('Try Again').count(), 0);
    });
  }

  for (const [what, script] of [
    ['nothing', { text: '' }],
    ['but a line break', { text: '\n' }],
    ['but a thought', { reasoning: 'hm', text: '' }],
  ] as const) {
    test(`an answer in which there is nothing (${what}) is said to be so, with Try Again below it`, async () => {
      server.script(script);
      thread.start('Say exactly: A whole answer.');
      await shown('The model answered nothing.');
      if ('reasoning' in script) await shown('Thought');
      await button('Try Again').click();
      await shown(/^A whole answer\.$/);
      assert.equal(await view.page.getByText('The model answered nothing.').count(), 0);
      assert.equal(await view.page.getByRole('article', { name: 'You' }).count(), 1);
    });
  }

  test('a run that has to wait for its turn says for what, and can be stopped there', async () => {
    admit = (signal, waitFor) => {
      const never = new Promise<void>((_, reject) => signal.addEventListener('abort', () => reject(signal.reason as Error)));
      return waitFor(never, 'Waiting for 2 files to be read');
    };
    thread.start('Say exactly: Hello.');
    await shown('Waiting for 2 files to be read…');
    await button('Stop').click();
    await shown('Stopped. What had arrived is kept.');
    assert.equal(server.requests.length, 0);
  });

  test('what of a long thread the model was not given is said', async () => {
    const long = 'alpha beta gamma delta epsilon '.repeat(60);
    for (const word of ['one', 'two', 'three']) {
      server.script({ text: `${word} ${long}` });
      thread.start(`${word}?`);
      await shown(new RegExp(`^${word} alpha`));
      await button('Send').waitFor();
    }
    const message = 'request (9000 tokens) exceeds the available context size (7000 tokens), try increasing it';
    server.script({ status: 400, body: { error: { code: 400, type: 'exceed_context_size_error', message } } });
    thread.start('Say exactly: Short.');
    await shown(/^Short\.$/);
    await shown('The thread is longer than the model reads: 4 older messages were left out.');
  });

  test('what is not known of an older thread is not made up', async () => {
    await view.show(viewState({ items: [question('Old?')] }));
    assert.equal(await view.page.getByText('tokens').count(), 0);
  });
});
