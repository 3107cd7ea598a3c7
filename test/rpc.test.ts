import assert from 'node:assert/strict';
import { MessageChannel, type MessagePort } from 'node:worker_threads';
import { DocentError } from '../src/core/types/errors.ts';
import { connect, type Call, type Peer, type Port } from '../src/rpc.ts';

interface Server {
  readonly requests: {
    readonly add: Call<readonly number[], number>;
    readonly fail: Call<'expected' | 'unexpected', null>;
    readonly wait: Call<null, null>;
  };
  readonly events: { readonly said: string };
}
interface Client {
  readonly requests: Readonly<Record<never, never>>;
  readonly events: { readonly told: string };
}

const portOf = (port: MessagePort): Port => ({
  post: (message) => port.postMessage(message),
  listen(listener) {
    port.on('message', listener);
    return () => port.off('message', listener);
  },
});

suite('rpc', () => {
  let client: Peer<Server>;
  let server: Peer<Client>;
  let close: () => void;
  let said: (text: string) => void;
  let told: (text: string) => void;
  let waiting: { began: Promise<void>; aborted: Promise<void> };

  setup(() => {
    const { port1, port2 } = new MessageChannel();
    const began = Promise.withResolvers<void>();
    const aborted = Promise.withResolvers<void>();
    waiting = { began: began.promise, aborted: aborted.promise };
    server = connect<Server, Client>(portOf(port1), {
      requests: {
        add: (numbers) => numbers.reduce((a, b) => a + b, 0),
        fail(kind) {
          throw kind === 'expected' ? new DocentError('no_model', 'Set up a model.', 'configureModel') : new TypeError('x is not y');
        },
        wait: (_, signal) =>
          new Promise((_resolve, reject) => {
            began.resolve();
            signal.addEventListener('abort', () => {
              aborted.resolve();
              reject(new Error('aborted'));
            });
          }),
      },
      events: { said: (text) => said(text) },
    });
    client = connect<Client, Server>(portOf(port2), { requests: {}, events: { told: (text) => told(text) } });
    close = () => port1.close();
  });
  teardown(() => {
    client.dispose();
    server.dispose();
    close();
  });

  test('a request gets its reply, whatever else is under way', async () => {
    const replies = await Promise.all([client.request('add', [1, 2]), client.request('add', [3, 4, 5])]);
    assert.deepEqual(replies, [3, 12]);
  });

  test('what a handler throws reaches the caller, with its way out', async () => {
    await assert.rejects(client.request('fail', 'expected'), { code: 'no_model', message: 'Set up a model.', action: 'configureModel' });
    await assert.rejects(client.request('fail', 'unexpected'), { code: 'internal', message: /x is not y/, action: 'showLog' });
  });

  test('a request that nobody knows is refused, not left hanging', async () => {
    const unknown = 'multiply' as 'add';
    await assert.rejects(client.request(unknown, []), { code: 'unknown_request' });
  });

  test('aborting ends the work on the other side and the request on this one', async () => {
    const abort = new AbortController();
    const request = client.request('wait', null, abort.signal);
    await waiting.began;
    abort.abort();
    await assert.rejects(request, { name: 'AbortError' });
    await waiting.aborted;
  });

  test('a request whose signal is aborted already is not sent', async () => {
    await assert.rejects(client.request('wait', null, AbortSignal.abort()), { name: 'AbortError' });
    assert.equal(await client.request('add', [1]), 1, 'the connection still works');
  });

  test('the end of the connection rejects what is pending and aborts what is being answered', async () => {
    const request = client.request('wait', null);
    await waiting.began;
    client.dispose();
    await assert.rejects(request, { code: 'connection_closed' });
    await assert.rejects(client.request('add', [1]), { code: 'connection_closed' });
    server.dispose();
    await waiting.aborted;
  });

  test('events go both ways', async () => {
    const heard = new Promise<string>((resolve) => (said = resolve));
    client.notify('said', 'hello');
    assert.equal(await heard, 'hello');
    const answered = new Promise<string>((resolve) => (told = resolve));
    server.notify('told', 'welcome');
    assert.equal(await answered, 'welcome');
  });
});
