import assert from 'node:assert/strict';
import type { Client } from '@modelcontextprotocol/sdk/client/index.js';
import { StreamableHTTPClientTransport } from '@modelcontextprotocol/sdk/client/streamableHttp.js';
import { toFile } from 'openai';
import { startApi, TOKEN, type Api } from '../api/support/api.ts';
import { tempDir } from '../support/temp.ts';
import { call, connected, failure, textOf } from './support/client.ts';
import { answersClients } from './support/contract.ts';
import { makeWorkspace } from './support/folder.ts';

suite('the MCP server at /mcp', function () {
  this.timeout(90_000);
  let dir: Awaited<ReturnType<typeof tempDir>>;
  let api: Api;
  let url: URL;
  let client: Client;
  const transport = () => new StreamableHTTPClientTransport(url, { requestInit: { headers: { authorization: `Bearer ${TOKEN}` } } });
  suiteSetup(async () => {
    dir = await tempDir();
    await makeWorkspace(dir.path);
    api = await startApi({ upstream: 'none', workspace: dir.path, unsandboxed: true });
    url = new URL('/mcp', api.url);
    client = await connected(transport());
  });
  suiteTeardown(async () => {
    await client?.close();
    await api?.close();
    await dir.remove();
  });

  answersClients(() => client);

  test('vector stores are searched by name, and their documents are resources', async () => {
    const file = await api.client.files.create({ file: await toFile(Buffer.from('The spring tide rises nine feet.'), 'tides.txt'), purpose: 'assistants' });
    const store = await api.client.vectorStores.create({ name: 'Tides', file_ids: [file.id] });
    const uri = `docent://${store.id}/${file.id}`;
    // What is still being read is waited for.
    const result = await call(client, 'search_knowledge', { query: 'How high is the spring tide?', stores: [store.id, 'workspace'] });
    const { passages } = result.structuredContent as { readonly passages: readonly Record<string, unknown>[] };
    assert.deepEqual([passages[0]?.['file'], passages[0]?.['uri'], passages[0]?.['quote']], ['tides.txt', uri, 'The spring tide rises nine feet.']);
    assert.match(textOf(await call(client, 'list_stores', {})), new RegExp(`^${store.id}: Tides, 1 file$`, 'm'));
    assert.match(JSON.stringify((await client.readResource({ uri })).contents), /nine feet/);
    assert.match(textOf(await call(client, 'read_lines', { file: uri })), /nine feet/);
    assert.equal(textOf(await call(client, 'run_python', { code: "print(len(open('/mnt/data/tides.txt').read()))", files: [uri] })), '32');
    let cursor: string | undefined;
    const listed: string[] = [];
    do {
      const page = await client.listResources(cursor === undefined ? {} : { cursor });
      listed.push(...page.resources.map((resource) => `${resource.uri} ${resource.name}`));
      cursor = page.nextCursor;
    } while (cursor !== undefined);
    assert.ok(listed.includes(`${uri} tides.txt`));
    await api.client.vectorStores.delete(store.id);
    assert.match(await failure(client, 'search_knowledge', { query: 'tide', stores: [store.id] }), /There is no vector store/);
    await assert.rejects(client.readResource({ uri }), { message: /There is no resource/ });
  });

  test('without the token, or from a foreign page, nobody is answered', async () => {
    const post = (headers: Readonly<Record<string, string>>) => fetch(url, { method: 'POST', headers: { 'content-type': 'application/json', ...headers }, body: '{}' });
    assert.deepEqual([(await post({})).status, (await post({ authorization: 'Bearer wrong' })).status], [401, 401]);
    assert.equal((await post({ authorization: `Bearer ${TOKEN}`, origin: 'https://elsewhere.example' })).status, 403);
  });

  test('what is no message is refused, and so is a session that is over', async () => {
    const headers = { authorization: `Bearer ${TOKEN}`, 'content-type': 'application/json', accept: 'application/json, text/event-stream' };
    const post = async (body: string, more: Readonly<Record<string, string>> = {}) => (await fetch(url, { method: 'POST', headers: { ...headers, ...more }, body })).status;
    for (const body of ['', '{', '[]', '"x"', '{"jsonrpc":"2.0"}', '{"jsonrpc":"2.0","id":1,"method":"tools/list"}']) assert.equal(await post(body), 400, body);
    assert.equal(await post(`"${'x'.repeat(5_000_000)}"`), 413);
    assert.equal(await post('{"jsonrpc":"2.0","id":1,"method":"tools/list"}', { 'mcp-session-id': 'gone' }), 404);
    const ending = transport();
    await connected(ending);
    const id = ending.sessionId ?? '';
    await ending.terminateSession();
    assert.equal(await post('{"jsonrpc":"2.0","id":1,"method":"tools/list"}', { 'mcp-session-id': id }), 404);
  });

  test('each client has its own Python, of which nothing is left when it has gone', async () => {
    const mine = transport();
    const other = await connected(mine);
    await call(client, 'run_python', { code: 'secret_of_mine = 1' });
    assert.match(textOf(await call(other, 'run_python', { code: "open('/mnt/data/a.txt', 'w').write('x')\n'secret_of_mine' in globals()" })), /^False/);
    const threads = async () => (await api.docent.threads.list({ workspace: null, origins: ['mcp'] })).length;
    assert.equal(await threads(), 2);
    await mine.terminateSession();
    await until(async () => (await threads()) === 1);
    const listed = (await (await api.request('GET', '/threads')).json()) as { readonly data: readonly unknown[] };
    assert.deepEqual(listed.data, []);
  });
});

/** Resolves when a condition holds. */
async function until(holds: () => Promise<boolean>): Promise<void> {
  while (!(await holds())) await new Promise((resolve) => setTimeout(resolve, 10));
}
