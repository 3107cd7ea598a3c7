import assert from 'node:assert/strict';
import { once } from 'node:events';
import { createServer as createTcpServer, type AddressInfo, type Server } from 'node:net';
import { createServer as createTlsServer } from 'node:tls';
import { connectionError } from '../../../src/core/openai/connectionError.ts';
import { errorInfo } from '../../../src/core/types/errors.ts';
import { selfSigned } from './selfSigned.ts';

suite('what keeps a connection from being', () => {
  let server: Server;
  teardown(() => void server.close());

  /** What a request to `server` fails with, as the user reads it. */
  async function failure(protocol: 'http' | 'https') {
    server.listen(0, '127.0.0.1');
    await once(server, 'listening');
    const address = `${protocol}://127.0.0.1:${(server.address() as AddressInfo).port}/v1`;
    const thrown = await fetch(address).catch((error: unknown) => error);
    const { code, message } = errorInfo(connectionError(thrown, address));
    return { code, message: message.replace(address, 'ADDRESS') };
  }

  test('a certificate that nobody vouches for', async () => {
    server = createTlsServer(selfSigned('localhost'));
    const message = 'ADDRESS can’t prove who it is (depth zero self signed cert); trust its certificate on this machine.';
    assert.deepEqual(await failure('https'), { code: 'model_insecure', message });
  });

  test('a server of something else than HTTP', async () => {
    server = createTcpServer((socket) => void socket.end('SSH-2.0-OpenSSH_9.2\r\n'));
    const message = 'ADDRESS is not an OpenAI-compatible server; the base URL usually ends in /v1.';
    assert.deepEqual(await failure('http'), { code: 'model_wrong_url', message });
  });

  test('what is no failure of the network stays what it is', () => {
    server = createTcpServer();
    const bug = new TypeError('x is not a function');
    assert.equal(connectionError(bug, 'http://localhost'), bug);
  });
});
