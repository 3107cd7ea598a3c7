import assert from 'node:assert/strict';
import { watchedFetch } from '../../../src/core/openai/watchedFetch.ts';
import { listen, type Listening } from '../../fixtures/modelServer/listen.ts';
import { memoryLog } from '../../support/log.ts';

const LONG = 3_600_000;
const DISPATCHER = Symbol.for('undici.globalDispatcher.1');

/** What Node’s own fetch sends by. */
function undici(): object {
  void globalThis.Request;
  return (globalThis as unknown as Record<symbol, object>)[DISPATCHER] as object;
}

suite('a watched answer', () => {
  let server: Listening;
  let closed: Promise<void>;
  setup(async () => {
    const { promise, resolve } = Promise.withResolvers<void>();
    closed = promise;
    server = await listen((_, response) => {
      response.on('close', resolve);
      response.writeHead(200, { 'content-type': 'text/html' }).write('It begins');
    }, 0);
  });
  teardown(() => server.close());

  const get = (first = LONG, next = LONG) => watchedFetch('SERVER', { first, next }, memoryLog()).fetch(server.origin);

  test('that nobody wants is closed at once', async () => {
    const { body } = await get();
    await body?.cancel();
    await closed;
  });

  test('that is left in the middle is, too', async () => {
    const { body } = await get();
    for await (const bytes of body ?? []) {
      assert.equal(new TextDecoder().decode(bytes), 'It begins');
      break;
    }
    await closed;
  });

  test('that is to be fetched from another server is not', async () => {
    let isAsked = false;
    const other = await listen((_, response) => {
      isAsked = true;
      response.end();
    }, 0);
    const first = await listen((_, response) => response.writeHead(307, { location: `${other.origin}/v1/models?key=1` }).end(), 0);
    const address = `${first.origin}/v1`;
    await assert.rejects(watchedFetch(address, { first: LONG, next: LONG }, memoryLog()).fetch(address), {
      code: 'model_wrong_url',
      message: `${address} sends requests on to ${other.origin}; if you trust that server, set its base URL instead.`,
    });
    assert.equal(isAsked, false);
    await Promise.all([first.close(), other.close()]);
  });

  test('that falls silent fails', async () => {
    await assert.rejects((await get(LONG, 20)).text(), { code: 'model_silent' });
    await closed;
  });

  test('may be waited for longer than Node waits by itself', async () => {
    const answering = Promise.withResolvers<void>();
    const slow = await listen((_, response) => void answering.promise.then(() => response.end('At last')), 0);
    const usual = undici();
    const Dispatcher = usual.constructor as new (limits: object) => object;
    Object.assign(globalThis, { [DISPATCHER]: new Dispatcher({ headersTimeout: 10 }) });
    try {
      const ask = (first: number) => watchedFetch('SERVER', { first, next: first }, memoryLog()).fetch(slow.origin);
      const patient = ask(LONG);
      await assert.rejects(ask(200_000), (error: Error) => (error.cause as { code?: string }).code === 'UND_ERR_HEADERS_TIMEOUT');
      answering.resolve();
      assert.equal(await (await patient).text(), 'At last');
    } finally {
      Object.assign(globalThis, { [DISPATCHER]: usual });
      await slow.close();
    }
  });
});
