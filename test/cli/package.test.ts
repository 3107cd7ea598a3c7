import assert from 'node:assert/strict';
import { execFile, spawn } from 'node:child_process';
import { once } from 'node:events';
import { globSync } from 'node:fs';
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { promisify } from 'node:util';
import { Client } from '@modelcontextprotocol/sdk/client/index.js';
import { StdioClientTransport } from '@modelcontextprotocol/sdk/client/stdio.js';
import { OpenAI, toFile } from 'openai';
import { ROOT } from '../../scripts/paths.ts';
import { makePdf } from '../core/knowledge/read/makePdf.ts';
import { skipOnWindows } from '../support/skipOnWindows.ts';
import { tempDir } from '../support/temp.ts';

const run = promisify(execFile);
/** Milliseconds: building, packing and installing share the machine with other tests. */
const LIMIT = 240_000;

suite('The npm package', () => {
  let dir: Awaited<ReturnType<typeof tempDir>>;
  setup(async function () {
    skipOnWindows(this);
    dir = await tempDir();
  });
  teardown(() => dir?.remove());

  test('npm pack’s tarball, installed in an empty folder, serves by npx docent serve and npx docent mcp', async () => {
    await run('npm', ['pack', '--pack-destination', dir.path], { cwd: ROOT });
    const [tarball] = globSync('docent-*.tgz', { cwd: dir.path });
    await writeFile(join(dir.path, 'package.json'), '{ "private": true }');
    await run('npm', ['install', '--offline', '--no-audit', '--no-fund', `./${tarball}`], { cwd: dir.path });
    assert.deepEqual(globSync('node_modules/**/*.ts', { cwd: dir.path }), []);
    assert.deepEqual(globSync('node_modules/*', { cwd: dir.path }), [join('node_modules', 'docent')]);

    const transport = new StdioClientTransport({ command: 'npx', args: ['docent', 'mcp', '--data', join(dir.path, 'mcp'), '--unsandboxed'], cwd: dir.path, stderr: 'ignore' });
    const mcp = new Client({ name: 'test', version: '1' });
    await mcp.connect(transport);
    const computed = await mcp.callTool({ name: 'run_python', arguments: { code: 'print(6 * 7)' } });
    assert.deepEqual(computed.content, [{ type: 'text', text: '42' }]);
    await mcp.close();

    const args = ['docent', 'serve', '--port', '0', '--data', join(dir.path, 'data'), '--unsandboxed'];
    // In a group of its own: npx starts a shell, which starts the server.
    const child = spawn('npx', args, { cwd: dir.path, stdio: ['ignore', 'pipe', 'ignore'], detached: true });
    try {
      const lines: string[] = [];
      for await (const line of createInterface({ input: child.stdout })) {
        lines.push(line);
        if (line.startsWith('Ctrl-C')) break;
      }
      const said = lines.join('\n');
      const client = new OpenAI({ baseURL: /http:\S+/.exec(said)?.[0] ?? '', apiKey: /Token: (\S+)/.exec(said)?.[1] ?? '', maxRetries: 0 });
      const file = await client.files.create({ file: await toFile(makePdf([['The lucky number is 17.']]), 'guide.pdf'), purpose: 'assistants' });
      const store = await client.vectorStores.create({ file_ids: [file.id] });
      const { id: assistant_id } = await client.beta.assistants.create({
        model: 'any',
        tools: [{ type: 'file_search' }],
        tool_resources: { file_search: { vector_store_ids: [store.id] } },
      });
      const asked = await client.beta.threads.createAndRunPoll({ assistant_id, thread: { messages: [{ role: 'user', content: 'What is the lucky number?' }] } });
      const [answer] = (await client.beta.threads.messages.list(asked.thread_id)).data;
      assert.match(JSON.stringify(answer?.content), /lucky number is 17/);
    } finally {
      const ended = once(child, 'exit');
      process.kill(-(child.pid ?? 0), 'SIGTERM');
      await ended;
    }
  }).timeout(LIMIT);

  test('An older Node is told in one sentence', async () => {
    const older = "data:text/javascript,Object.defineProperty(process, 'versions', { value: { node: '20.19.0' } })";
    await assert.rejects(run(process.execPath, ['--import', older, join(ROOT, 'bin', 'docent.mjs'), 'serve']), {
      code: 1,
      stderr: 'Docent needs Node 22.18 or newer; this is 20.19.0.\n',
    });
  });
});
