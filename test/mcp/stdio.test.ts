import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { readdir } from 'node:fs/promises';
import { join } from 'node:path';
import type { Client } from '@modelcontextprotocol/sdk/client/index.js';
import { StdioClientTransport } from '@modelcontextprotocol/sdk/client/stdio.js';
import { ROOT } from '../../scripts/paths.ts';
import { tempDir } from '../support/temp.ts';
import { call, connected } from './support/client.ts';
import { answersClients } from './support/contract.ts';
import { makeWorkspace } from './support/folder.ts';

const SCRIPT = join(ROOT, 'scripts', 'docent.ts');
/** Milliseconds: a busy machine takes its time to start a process. */
const LIMIT = 90_000;

suite('docent mcp', function () {
  this.timeout(LIMIT);
  let dir: Awaited<ReturnType<typeof tempDir>>;
  let client: Client;
  const args = (...more: readonly string[]) => [SCRIPT, 'mcp', '--data', join(dir.path, 'data'), ...more];
  suiteSetup(async () => {
    dir = await tempDir();
    await makeWorkspace(join(dir.path, 'workspace'));
    const transport = new StdioClientTransport({ command: process.execPath, args: args('--workspace', join(dir.path, 'workspace'), '--unsandboxed'), stderr: 'ignore' });
    client = await connected(transport);
  });
  suiteTeardown(async () => {
    await client?.close();
    await dir.remove();
  });

  answersClients(() => client);

  /** What the process says to these lines, until it ends. */
  async function said(lines: readonly string[], ...more: readonly string[]) {
    const child = spawn(process.execPath, args(...more), { stdio: ['pipe', 'pipe', 'pipe'] });
    const [out, err]: [Buffer[], Buffer[]] = [[], []];
    child.stdout.on('data', (piece: Buffer) => out.push(piece));
    child.stderr.on('data', (piece: Buffer) => err.push(piece));
    child.stdin.end(lines.map((line) => `${line}\n`).join(''));
    const [code] = (await once(child, 'close')) as [number];
    return { code, out: Buffer.concat(out).toString(), err: Buffer.concat(err).toString() };
  }
  const message = (id: number, method: string, params: object = {}) => JSON.stringify({ jsonrpc: '2.0', id, method, params });
  const initialize = message(1, 'initialize', { protocolVersion: '2025-06-18', capabilities: {}, clientInfo: { name: 'test', version: '1' } });

  test('what is no message does not end it, its output is the protocol’s alone, and it ends with its input', async () => {
    const garbage = ['', 'hello', '{', '[]', '{"jsonrpc":"2.0","id":7}', '\u0000\ufffd', 'x'.repeat(12_000_000)];
    const { code, out, err } = await said([...garbage, initialize, ...garbage, message(2, 'tools/call', { name: 'list_stores' })]);
    const answers = out.trim().split('\n').map((line) => JSON.parse(line) as { readonly id: unknown });
    assert.deepEqual(answers.map(({ id }) => id), [1, 2]);
    assert.equal(code, 0);
    assert.match(err, /a message was left out that was longer than any may be/);
    assert.doesNotMatch(err, /\n {4}at /);
  });

  test('what can’t be done is told in one line', async () => {
    for (const [more, sentence] of [
      [['--port', '1'], /^--port is no option of docent mcp; see --help\.$/],
      [['--workspace', join(dir.path, 'none')], /^There is no folder /],
      [['--python', '/no/python3'], /can’t be used: there is no such file\.$/],
      [['extra'], /^extra belongs to no option; see --help\.$/],
    ] as const) {
      const { code, out, err } = await said([], ...more);
      assert.deepEqual([code, out], [1, ''], err);
      assert.match(err.trim(), sentence);
    }
  });

  test('nothing is left of what its code made', async () => {
    const data = join(dir.path, 'left');
    const transport = new StdioClientTransport({ command: process.execPath, args: [SCRIPT, 'mcp', '--data', data, '--unsandboxed'], stderr: 'ignore' });
    const other = await connected(transport);
    const made = await call(other, 'run_python', { code: "open('/mnt/data/a.txt', 'w').write('x')" });
    assert.equal(made.content.at(-1)?.type, 'resource_link');
    assert.equal((await readdir(join(data, 'files'))).length, 1);
    await other.close();
    assert.deepEqual(await readdir(join(data, 'files')), []);
  });
});
