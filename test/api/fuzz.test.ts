import assert from 'node:assert/strict';
import { connect } from 'node:net';
import { TOKEN } from './support/api.ts';
import { fuzz, startFuzzed, type Fuzzed } from './support/fuzz.ts';

suite('API: nothing that a client sends breaks it', () => {
  let fuzzed: Fuzzed;
  suiteSetup(async () => {
    fuzzed = await startFuzzed();
  });
  suiteTeardown(() => fuzzed.api.close());

  fuzz(() => fuzzed, 250, 0);

  test('JSON as deep as it gets', async () => {
    const { api } = fuzzed;
    const deep = '['.repeat(200_000) + ']'.repeat(200_000);
    for (const body of [deep, `{"model":"m","metadata":${deep}}`, `{"model":"m","tools":[{"type":"function","function":{"name":"f","parameters":{"x":${deep}}}}]}`]) {
      const response = await api.request('POST', '/assistants', body);
      assert.ok(response.status < 500, String(response.status));
      await response.arrayBuffer();
    }
    for await (const assistant of api.client.beta.assistants.list({ limit: 100 })) assert.ok(assistant.id);
  });

  test('What is no HTTP, and clients that stop in the middle', async () => {
    const { api } = fuzzed;
    const { port } = new URL(api.url);
    const head = `POST /v1/assistants HTTP/1.1\r\nHost: 127.0.0.1:${port}\r\nAuthorization: Bearer ${TOKEN}\r\nOpenAI-Beta: assistants=v2\r\nContent-Type: application/json\r\n`;
    for (const data of ['\u0000\u0001\u0002', 'GET\r\n\r\n', `${head}Content-Length: 1000\r\n\r\n{"mod`, `${head}Transfer-Encoding: chunked\r\n\r\nzz\r\n`, `${head}Content-Length: -5\r\n\r\n`]) {
      await new Promise<void>((resolve) => {
        const socket = connect(Number(port), '127.0.0.1', () => socket.end(data, () => socket.destroy()));
        socket.on('close', () => resolve()).on('error', () => {});
      });
    }
    assert.equal((await api.client.models.list()).data.length, 1);
  });
});
