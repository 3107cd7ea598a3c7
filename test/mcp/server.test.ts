import assert from 'node:assert/strict';
import { join } from 'node:path';
import type { Client } from '@modelcontextprotocol/sdk/client/index.js';
import { InMemoryTransport } from '@modelcontextprotocol/sdk/inMemory.js';
import { createDocent, type Docent, type DocentOptions } from '../../src/core/docent.ts';
import { connectClient, type McpConnection } from '../../src/mcp/server.ts';
import { docentOptions } from '../support/docentOptions.ts';
import { testFront } from '../support/front.ts';
import { memoryLog } from '../support/log.ts';
import { tempDir } from '../support/temp.ts';
import { call, connected, failure, textOf } from './support/client.ts';
import { makeWorkspace } from './support/folder.ts';

suite('the MCP server, where something is missing', function () {
  this.timeout(30_000);
  let dir: Awaited<ReturnType<typeof tempDir>>;
  let docent: Docent;
  let connection: McpConnection;
  setup(async () => {
    dir = await tempDir();
  });
  teardown(async () => {
    await connection.close();
    await docent.close();
    await dir.remove();
  });

  async function clientOf(options: Partial<Omit<DocentOptions, 'front'>>, folders: readonly string[] = []): Promise<Client> {
    docent = createDocent(docentOptions(join(dir.path, 'data'), options));
    const [near, far] = InMemoryTransport.createLinkedPair();
    const { advice, consents } = testFront({});
    connection = await connectClient({ docent, version: '0', folders: () => folders, advice, consents, log: memoryLog() }, far);
    return connected(near);
  }

  test('without Python all else is answered, and code is refused in a sentence', async () => {
    const client = await clientOf({ python: () => join(dir.path, 'no-python') });
    assert.match(await failure(client, 'run_python', { code: '1' }), /no-python.*can’t be used|no such file/);
    assert.equal(textOf(await call(client, 'list_stores', {})), 'There is no vector store.');
  });

  test('without a folder and a store there is nothing to search', async () => {
    const client = await clientOf({});
    assert.match(await failure(client, 'search_knowledge', { query: 'x' }), /^There is nothing to search: no folder is given, and there is no vector store\.$/);
    assert.deepEqual((await client.listResources()).resources, []);
    await assert.rejects(client.readResource({ uri: 'docent://workspace/harbour.md' }), { message: /There is no resource/ });
  });

  test('in a folder that is not indexed, the way out is told', async () => {
    await makeWorkspace(dir.path);
    const client = await clientOf({ folders: () => [{ path: dir.path, prefix: '' }] }, [dir.path]);
    assert.match(await failure(client, 'search_knowledge', { query: 'pilot' }), /index/i);
  });

  test('where no code may run, none does', async () => {
    const client = await clientOf({ codeAllowed: () => false });
    assert.equal(await failure(client, 'run_python', { code: '1' }), testFront({}).advice.codeRefused);
  });

  test('where what is kept can’t be used, each call says so, and the server lives on', async () => {
    const client = await clientOf({});
    await docent.data.use();
    await docent.close();
    assert.match(await failure(client, 'run_python', { code: '1' }), /\.$/);
    assert.equal((await client.listTools()).tools.length, 4);
  });
});
